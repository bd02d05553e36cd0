"""Charts on every form of page: as lines and letters, with their table as alternative."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest

import bulletinc
from bulletinc import compiler, fmt, readers
from bulletinc.options import BuildOptions
from bulletinc.readers.importing import make_draft
from bulletinc.text.source import Source
from tests.support.pages import read
from tests.support.told import elements, told

DRAFT = """清溪区工作快报

第3期

清溪区创建办　2026年3月5日

【要闻】

表1　信息采用情况

| 镇街 | 采用条数 | 采用率 |
| --- | --- | --- |
| 白河镇 | 1,200 | 60% |
| 石门乡 | 800 | 40% |

【图表：表1 柱状】
图1　采用条数

【图表：表9 柱状】

其后。
"""
ALTERNATIVE = "柱状图，表1　信息采用情况。采用条数：白河镇1,200，石门乡800。"


def pdf(engine: str) -> bytes:
    return bulletinc.build(DRAFT, ("pdf",), engine=engine, shipped_fonts=True)["pdf"]


def test_a_pdf_has_the_chart_as_lines_and_letters(each_engine: str) -> None:
    made = pdf(each_engine)
    assert [image for page in pypdf.PdfReader(BytesIO(made)).pages for image in page.images] == []
    glyphs = [glyph for page in read(made) for line in page.lines for glyph in line.glyphs]
    drawn = [glyph for glyph in glyphs if glyph.size == 12 and glyph.face == "SongTi"]
    assert "".join(glyph.text for glyph in drawn) == "1,200800白河镇石门乡"
    assert pdf(each_engine) == made


def test_a_pdf_tells_the_table_in_place_of_the_chart(each_engine: str) -> None:
    made = pdf(each_engine)
    root: Any = pypdf.PdfReader(BytesIO(made)).trailer["/Root"]
    figures = [each for each in elements(root["/StructTreeRoot"]) if each.get("/S") == "/Figure"]
    assert [str(each["/Alt"]) for each in figures] == [ALTERNATIVE]
    assert "石门乡80040%图1采用条数【图表：表9柱状】其后。" in told(made)


def test_html_has_the_chart_inside() -> None:
    html = bulletinc.build(DRAFT, ("html",))["html"].decode()
    ((address, alternative),) = re.findall(r'<img src="([^"]*)" alt="([^"]*)">', html)
    assert alternative == ALTERNATIVE
    kind, _, data = address.partition(";base64,")
    assert (kind, b64decode(data)[:5]) == ("data:image/svg+xml", b"<svg ")


def test_word_has_the_chart_twice_and_brings_its_line_back() -> None:
    word = bulletinc.build(DRAFT, ("docx",))["docx"]
    assert bulletinc.build(DRAFT, ("docx",))["docx"] == word
    with ZipFile(BytesIO(word)) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert [archive.read(name)[:4] for name in media] == [b"\x89PNG", b"<svg"]
        body = archive.read("word/document.xml").decode()
        types = archive.read("[Content_Types].xml").decode()
    assert f'descr="{ALTERNATIVE}"' in body
    assert "svgBlip" in body
    assert 'ContentType="image/svg+xml"' in types
    assert make_draft(readers.read(word, "期.docx"), "期.docx")[0] == fmt.formatted(Source(DRAFT))


def test_a_chart_that_cannot_be_drawn_is_told_with_its_line() -> None:
    notes = compiler.build(Source(DRAFT, "稿.txt"), BuildOptions(("html",))).notes
    (note,) = notes
    assert all(word in note for word in ("稿.txt", "19", "表9"))


@pytest.mark.parametrize("line", ["【图表：表1 柱状】", "[图表: 表1 占比]"])
def test_the_canonical_form_keeps_the_chart(line: str) -> None:
    text = DRAFT.replace("【图表：表1 柱状】", line)
    assert fmt.meaning(bulletinc.parse(text)) == fmt.meaning(
        bulletinc.parse(fmt.formatted(Source(text)))
    )
