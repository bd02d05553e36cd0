"""Documents that other programs made:

LibreOffice, pandoc, python-docx. Each is imported to the tree of the same text, typed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bulletinc import fmt, readers
from bulletinc.cli import run
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.readers import libre_office
from bulletinc.readers.formats import office
from bulletinc.readers.importing import make_draft
from bulletinc.text.source import Source
from tests.support.places import TESTS
from tests.support.word import document, level, numbered, paragraph, table, text_box
from tests.support.word import run as run_of

_SOFFICE = shutil.which("soffice")
_PANDOC = shutil.which("pandoc")
needs_office = pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
needs_pandoc = pytest.mark.skipif(_PANDOC is None, reason="pandoc is not installed")

ARTICLE = """\
清溪区创建全国文明城市工作快报

第12期（总第86期）

清溪区创城办

2026年3月5日

清溪区抓好集镇整治

一、规划先行

（一）摸清家底。镇领导带队走访商户418户。

（二）腾出空间。新建停车场2处。

二、建章立制

**一是定规则。**商户和居民提出的建议采纳76条。

编辑：王某

报：区委
送：各镇街
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def means(data: bytes, text: str, name: str = "稿.docx") -> list[str]:
    """What is told of a document, which must be imported to the tree of the typed text."""
    made, notes = make_draft(readers.read(data, name), name)
    assert fmt.meaning(parse(Source(made))) == fmt.meaning(parse(Source(text))), made
    return [note.message for note in notes]


def by_hand() -> bytes:
    """The article as an office types it: the name in a text box, the masthead in a table of one
    cell, numbers by the program.
    """
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType '
        f'w:val="multilevel"/>{level(0, "chineseCounting", "%1、")}'
        f"{level(1, 'chineseCounting', '（%2）')}</w:abstractNum><w:num "
        'w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    head = paragraph(text_box(paragraph("清溪区创建全国文明城市工作快报"))) + table(
        (paragraph("第12期（总第86期）"),)
    )
    body = (
        paragraph("清溪区创城办")
        + paragraph("2026年3月5日")
        + paragraph(run_of("清溪区抓好集镇整治", "<w:b/>"), properties='<w:jc w:val="center"/>')
        + paragraph("规划先行", properties=numbered(1))
        + paragraph("摸清家底。镇领导带队走访商户418户。", properties=numbered(1, 1))
        + paragraph("腾出空间。新建停车场2处。", properties=numbered(1, 1))
        + paragraph("建章立制", properties=numbered(1))
        + paragraph(run_of("一是定规则。", "<w:b/>"), "商户和居民提出的建议采纳76条。")
        + paragraph("编辑：王某")
        + table((paragraph("报：区委"),), (paragraph("送：各镇街"),))
    )
    return document(head + body, numbering=numbering)


def test_by_hand() -> None:
    assert means(by_hand(), ARTICLE) == []


def converted(tmp_path: Path, data: bytes, suffix: str, wanted: str) -> bytes:
    """A document as LibreOffice writes it anew."""
    given = tmp_path / f"given{suffix}"
    given.write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    command = [
        str(_SOFFICE),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        wanted,
        "--outdir",
        str(tmp_path / "made"),
        str(given),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (made,) = (tmp_path / "made").iterdir()
    return made.read_bytes()


@needs_office
def test_libreoffice_writes_a_document_anew(tmp_path: Path) -> None:
    assert (
        means(converted(tmp_path, by_hand(), ".docx", "docx:Office Open XML Text"), ARTICLE) == []
    )


@needs_office
def test_libreoffice_writes_frames_tables_lists_and_changes_of_its_own(tmp_path: Path) -> None:
    data = (TESTS / "support/documents/article.fodt").read_bytes()
    told = means(converted(tmp_path, data, ".fodt", "docx:Office Open XML Text"), ARTICLE)
    assert [message for message in told if "comment" in message] == [
        "comment by 张主任 (2026-03-05): 请核实户数 [on “418户”, in “摸清家底”]"
    ]
    assert [message for message in told if "deleted" in message] == [
        "tracked change by 甲 (2026-03-05), taken as accepted; deleted: 旧"
    ]


@needs_office
@pytest.mark.parametrize("suffix", [".doc", ".odt"])
def test_older_and_other_documents_are_read_by_way_of_libreoffice(
    suffix: str, tmp_path: Path
) -> None:
    data = converted(tmp_path, by_hand(), ".docx", suffix[1:])
    means(data, ARTICLE, f"稿{suffix}")


@needs_office
def test_a_pdf_that_libreoffice_prints(tmp_path: Path) -> None:
    size = '<w:sz w:val="32"/>'
    text = (
        "近日，柳荫街道走访沿街商户418户，核定车辆3200余辆，新建停车场2处，张三 同志到场督导，"
        "累计出动300人次，做到日日有人管、处处有人问。"
    )
    rows = table(
        *(
            tuple(paragraph(run_of(cell, size)) for cell in row)
            for row in [("白河镇", "3", "已完成"), ("石桥街道", "14", "未完成")]
        )
    )
    data = document(
        paragraph(run_of(text, size), properties='<w:jc w:val="both"/>')
        + rows
        + paragraph(run_of("下一步，继续抓好。", size))
    )
    made, notes = make_draft(
        readers.read(converted(tmp_path, data, ".docx", "pdf"), "稿.pdf"), "稿.pdf"
    )
    assert made.split("\n\n") == [
        text,
        "| 白河镇   | 3   | 已完成 |\n| 石桥街道 | 14  | 未完成 |",
        "下一步，继续抓好。\n",
    ]
    assert [note.message.partition(";")[0] for note in notes] == [
        "a table became text, one paragraph for each line"
    ]


@needs_office
def test_rich_text() -> None:
    def coded(text: str) -> str:
        return "".join(r"\par " if sign == "\n" else rf"\u{ord(sign)}?" for sign in text)

    before, lead, after = ARTICLE.split("**")
    bold = coded(lead)
    text = rf"{{\rtf1\ansi\uc1 {coded(before)}{{\b {bold}}}{coded(after)}}}"
    means(text.encode(), ARTICLE, "稿.rtf")


@needs_office
def test_a_wps_document_with_a_name_full_of_tricks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "--convert-to $(touch x) '稿\"; .wps"
    path.write_bytes(converted(tmp_path, by_hand(), ".docx", "doc"))
    assert run(["import", str(path)]) == 0
    assert capfd.readouterr().out.strip() == str(path.with_suffix(".txt"))
    assert not list(Path.cwd().glob("x"))


def test_what_libreoffice_would_read_is_told_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libre_office, "program", lambda: None)
    with pytest.raises(
        BulletinError, match="with LibreOffice, which is not installed here"
    ) as caught:
        readers.read(b"{\\rtf1 a}", "稿.rtf")
    assert caught.value.remedy == (
        "Install LibreOffice, or open the file in Word, Excel or WPS and save it as .docx or .xlsx."
    )


def program(tmp_path: Path, script: str) -> str:
    """A program in the place of LibreOffice."""
    path = tmp_path / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_document_that_libreoffice_cannot_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libre_office, "program", lambda: program(tmp_path, "exit 1"))
    with pytest.raises(BulletinError, match=r"^稿\.rtf: LibreOffice cannot read this document\."):
        readers.read(b"{\\rtf1 a}", "稿.rtf")


def test_libreoffice_is_ended_with_all_that_it_started_when_its_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    monkeypatch.setattr(
        libre_office,
        "program",
        lambda: program(tmp_path, f"sleep 600 & echo $! > {child}; wait"),
    )
    monkeypatch.setattr(office, "_TIMEOUT_S", 2)
    with pytest.raises(BulletinError, match="LibreOffice did not finish reading this document"):
        readers.read(b"{\\rtf1 a}", "稿.rtf")
    state = Path(f"/proc/{child.read_text().strip()}/stat")
    assert (
        not state.exists() or state.read_text().split()[2] == "Z"
    )  # ended, whoever has to take note of it


@needs_pandoc
def test_pandoc() -> None:
    markdown = (
        ARTICLE.replace("清溪区创建", "# 清溪区创建")
        .replace("清溪区抓好", "## 清溪区抓好")
        .replace("\n送", "\n\n送")
        .replace("76条", "76条[^1]")
    )
    command = [str(_PANDOC), "-f", "markdown", "-t", "docx", "-o", "-"]
    made = subprocess.run(
        command,
        input=f"{markdown}\n[^1]: 据镇政府统计。\n".encode(),
        check=True,
        capture_output=True,
    ).stdout
    assert means(made, ARTICLE) == ["a footnote was left out: 据镇政府统计。"]


@needs_pandoc
def test_pandoc_numbers_a_list() -> None:
    command = [str(_PANDOC), "-f", "markdown", "-t", "docx", "-o", "-"]
    made = subprocess.run(
        command,
        input="要点如下。\n\n1. 甲\n2. 乙\n\n再看。\n\n1. 丙\n".encode(),
        check=True,
        capture_output=True,
    ).stdout
    assert make_draft(readers.read(made, "稿.docx"), "稿.docx")[0].split() == [
        "要点如下。",
        "1.甲",
        "2.乙",
        "再看。",
        "1.丙",
    ]


def saved(fill: Callable[..., None]) -> bytes:
    """A document that python-docx saved."""
    made = docx.Document()
    fill(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_python_docx_with_headings_a_frame_and_a_comment() -> None:
    def fill(made: docx.document.Document) -> None:
        made.add_heading("清溪区创建全国文明城市工作快报", 0)
        frame = made.add_table(rows=1, cols=1).cell(0, 0)
        frame.paragraphs[0].text = "第12期（总第86期）"
        frame.add_paragraph("清溪区创城办")
        made.add_paragraph("2026年3月5日")
        made.add_heading("清溪区抓好集镇整治", 1)
        made.add_heading("一、规划先行", 2)
        made.add_paragraph("（一）摸清家底。镇领导带队走访商户418户。")
        made.add_paragraph("（二）腾出空间。新建停车场2处。")
        made.add_heading("二、建章立制", 2)
        lead = made.add_paragraph()
        bold = lead.add_run("一是定规则。")
        bold.bold = True
        lead.add_run("商户和居民提出的建议采纳76条。")
        made.add_comment(bold, text="再短些", author="李主编")
        for line in ("编辑：王某", "报：区委", "送：各镇街"):
            made.add_paragraph(line)
        made.sections[0].footer.paragraphs[0].text = "— 1 —"

    pages, comment = means(saved(fill), ARTICLE)
    assert pages == "page numbers were left out"
    assert comment.startswith("comment by 李主编 (")  # and the day of today
    assert comment.endswith("): 再短些 [on “一是定规则。”, in “建章立制”]")


def test_python_docx_numbers_by_style() -> None:
    def fill(made: docx.document.Document) -> None:
        made.add_paragraph("要点如下。")
        for text in "甲乙":
            made.add_paragraph(text, style="List Number")
        made.add_paragraph("丙", style="List Bullet")

    assert make_draft(readers.read(saved(fill), "稿.docx"), "稿.docx")[0].split("\n\n") == [
        "要点如下。",
        "1.甲",
        "2.乙",
        "· 丙\n",
    ]
