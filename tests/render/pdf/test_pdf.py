"""The PDF: what WeasyPrint makes of the page, and what it says when it cannot."""

from __future__ import annotations

import ctypes.util
import hashlib
import io
import logging
import os
import re
import subprocess
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType

import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTPage
from pypdf import PdfReader

from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats import html
from bulletinc.render.formats.pdf import weasyprint as pdf
from bulletinc.render.formats.pdf.weasyprint import breaks, library
from bulletinc.text.source import Source, decode
from tests.support.places import ROOT

EXAMPLE = ROOT / "examples/kuaibao.txt"
BARE = '<!DOCTYPE html><html lang="zh-CN"><title>题</title><body><p>{}</p>'
SHIPPED = RenderContext(options=BuildOptions(shipped_fonts=True))
DIGEST = """
import hashlib, sys
from bulletinc.options import BuildOptions
from bulletinc.parser import parse
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats import html
from bulletinc.render.formats.pdf import weasyprint as pdf
from bulletinc.text.source import decode
context = RenderContext(options=BuildOptions(shipped_fonts=True))
page = html.render(parse(decode(sys.stdin.buffer.read(), "example")), context)
print(hashlib.sha256(pdf.set_page(page, context).data).hexdigest())
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.fixture(scope="module")
def page() -> Rendered:
    return html.render(parse(decode(EXAMPLE.read_bytes(), EXAMPLE.name)), RenderContext())


def bare(text: str) -> Rendered:
    return Rendered(BARE.format(text).encode())


def styled(text: str) -> Rendered:
    """A page set in 仿宋, as the body of a bulletin is."""
    families = ", ".join(
        f"'{family}'" for family in RenderContext().theme.layout["faces"]["fangsong"]
    )
    return bare(f'<span style="font-family: {families}">{text}</span>')


def run(
    script: str, stdin: bytes, folder: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", script],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=folder,
        env=os.environ | environment,
    )


def test_an_example_is_set_on_a4_with_nothing_to_remark(page: Rendered) -> None:
    rendered = pdf.set_page(page, SHIPPED)
    assert rendered.notes == ()
    assert rendered.substitutes == ()
    sheets = list(extract_pages(io.BytesIO(rendered.data)))
    assert len(sheets) > 1
    for sheet in sheets:
        assert isinstance(sheet, LTPage)
        assert (sheet.width, sheet.height) == pytest.approx((595.28, 841.89), abs=0.5)
    words = "".join(extract_text(io.BytesIO(rendered.data)).split())
    assert "清溪区创建全国文明城市" in words
    assert "—1—" in words
    assert f"—{len(sheets)}—" in words


def test_the_same_page_gives_the_same_bytes_in_another_process_folder_and_time_zone(
    page: Rendered, tmp_path: Path
) -> None:
    digests = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("1000000000", "America/Lima")):
        place = tmp_path / seed
        place.mkdir()
        digests.add(
            run(
                DIGEST,
                EXAMPLE.read_bytes(),
                place,
                PYTHONHASHSEED=seed,
                SOURCE_DATE_EPOCH=seed,
                TZ=zone,
            ).stdout.strip()
        )
    assert digests == {hashlib.sha256(pdf.set_page(page, SHIPPED).data).hexdigest().encode()}


def test_characters_that_no_font_has_are_named_in_one_note_with_their_lines() -> None:
    context = RenderContext(source=Source("甲\U0010fffd乙\n\U0010fffc丙"), options=SHIPPED.options)
    (note,) = pdf.set_page(styled("甲\U0010fffd乙\U0010fffd丙\U0010fffc"), context).substitutes
    assert re.findall(r"\(U\+(\w+), \D*(\d+)\D*\)", note) == [("10FFFD", "1"), ("10FFFC", "2")]


def test_many_missing_characters_are_counted() -> None:
    (note,) = pdf.set_page(
        styled("".join(chr(0xE000 + number) for number in range(11))), SHIPPED
    ).substitutes
    assert "U+E007" in note
    assert "U+E008" not in note
    assert "3" in note.rpartition("U+E007")[2]


def test_a_han_character_from_another_face_is_a_substitute_and_a_digit_is_not() -> None:
    (note,) = pdf.set_page(styled("陈赟12"), SHIPPED).substitutes
    assert "仿宋" in note
    assert "Bulletinc SongTi" in note
    assert "U+8D5F" in note
    assert "U+0031" not in note
    assert pdf.set_page(styled("陈12"), SHIPPED).substitutes == ()


def test_a_machine_without_any_font_is_served_by_the_shipped_ones(
    page: Rendered, tmp_path: Path
) -> None:
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>',
        encoding="utf-8",
    )
    script = """
import sys
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats.pdf import weasyprint as pdf
page = Rendered(sys.stdin.buffer.read())
sys.stdout.buffer.write(pdf.set_page(page, RenderContext()).data)
"""
    done = run(script, page.data, tmp_path, FONTCONFIG_FILE=str(configuration))
    assert done.returncode == 0, done.stderr
    assert "清溪区创建全国文明城市" in "".join(extract_text(io.BytesIO(done.stdout)).split())


def test_without_pango_there_is_an_error_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(MetaPathFinder):
        def find_spec(self, fullname: str, *_: object) -> None:
            if fullname == "weasyprint":
                sys.stdout.write("WeasyPrint could not import some external libraries.\n")
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    monkeypatch.setenv("BULLETINC_LANG", "en")
    problem = library._load.__wrapped__()
    assert isinstance(problem, BulletinError)
    assert "libpango-1.0-0" in problem.message
    assert problem.remedy == library.pango_remedy()
    assert capsys.readouterr().out == ""


def test_libraries_that_the_loader_does_not_know_by_name_are_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def load(_name: str) -> ModuleType:
        found = ctypes.util.find_library("pango-1.0")
        asked.append(found)
        if found is None:
            raise OSError("no such library")
        return module

    module = ModuleType("weasyprint")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes.util, "find_library", lambda _name: "libpango")
    monkeypatch.setattr(library, "import_module", load)
    assert library._load.__wrapped__() is module
    assert asked == [None, "libpango"]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_platform_has_its_remedy(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert {"linux": "apt install libpango", "darwin": "brew install pango", "win32": "pacman -S"}[
        platform
    ] in library.pango_remedy()


@pytest.mark.parametrize(
    "channel",
    [
        '<img src="{}">',
        '<p style="background: url({})">x</p>',
        "<style>@import url({});</style>",
        '<link rel="stylesheet" href="{}">',
        '<object data="{}"></object>',
        "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>x",
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">x</a>',
        '<embed src="{}">',
        (
            '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><use '
            'xlink:href="{0}#a"/><image href="{0}"/></svg>'
        ),
        '<p style="list-style: url({}); display: list-item">x</p>',
        "<style>p::before {{ content: url({}) }}</style><p>x",
    ],
)
def test_nothing_is_fetched(channel: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("body { color: red }", encoding="utf-8")
    rendered = pdf.set_page(bare(channel.format(secret.as_uri())), RenderContext())
    assert any(
        "not fetched" in note or "Font-face 'x' cannot be loaded" in note for note in rendered.notes
    )
    attached = PdfReader(io.BytesIO(rendered.data)).attachments
    assert not any(b"color: red" in data for copies in attached.values() for data in copies)


def test_no_listener_is_left_behind() -> None:
    before = list(logging.getLogger("weasyprint").handlers)
    pdf.set_page(bare("甲"), RenderContext())
    pdf.set_page(bare('<img src="x:y">'), RenderContext())
    assert logging.getLogger("weasyprint").handlers[: len(before)] == before
    assert len(logging.getLogger("weasyprint").handlers) <= len(before) + 1


def test_a_very_long_word_may_be_broken_and_loses_nothing() -> None:
    word = "https://example.org/?a=1&amp;b=" + "x" * 30
    broken = breaks.add_break_places(f"<body><p>见{word}。</p>")
    assert broken.count("\u200b") > 2
    assert broken.replace("\u200b", "") == f"<body><p>见{word}。</p>"
    assert (
        breaks.add_break_places("<body><p>MC00-0100-0001~0003</p>")
        == "<body><p>MC00-0100-0001~0003</p>"
    )


@pytest.mark.parametrize(
    "text", ["x" * 300, "—" * 300, "……" * 150, "。" * 300, "“" * 300, "1234567890" * 30]
)
def test_nothing_runs_off_the_page(text: str) -> None:
    for sheet in extract_pages(io.BytesIO(pdf.set_page(bare(f"甲{text}乙"), RenderContext()).data)):
        assert all(line.x0 > 0 and line.x1 < sheet.width for line in sheet)


def test_a_line_may_break_outside_chinese_quotation_marks_only() -> None:
    quoted = breaks.add_break_places(
        "<title>受理“甲”热</title><body><p>受理“甲”、“乙”热（“丙”）。the “New” x</p>"
    )
    assert quoted == (
        "<title>受理“甲”热</title><body><p>受理\u200b“甲”、\u200b“乙”\u200b热（“丙”）。the "
        "“New” x</p>"
    )
