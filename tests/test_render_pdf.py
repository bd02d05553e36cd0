"""The PDF: what WeasyPrint makes of the page, and what it says when it cannot."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import subprocess
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTPage

from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.render import html, pdf
from bulletinc.source import decode

EXAMPLE = Path(__file__).parent.parent / "examples/kuaibao.txt"
BARE = '<!DOCTYPE html><html lang="zh-CN"><title>题</title><body><p>{}</p>'
DIGEST = "import hashlib,sys; from bulletinc.render import pdf; print(hashlib.sha256(pdf.render(sys.stdin.buffer.read()).data).hexdigest())"


@pytest.fixture(scope="module")
def page() -> bytes:
    return html.render(parse(decode(EXAMPLE.read_bytes(), EXAMPLE.name))).data


def bare(text: str) -> bytes:
    return BARE.format(text).encode()


def run(script: str, stdin: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", script], input=stdin, capture_output=True, check=False, env=os.environ | environment)


def test_an_example_is_set_on_a4_with_nothing_to_remark(page: bytes) -> None:
    rendered = pdf.render(page)
    assert rendered.notes == ()
    sheets = list(extract_pages(io.BytesIO(rendered.data)))
    assert len(sheets) > 1
    for sheet in sheets:
        assert isinstance(sheet, LTPage)
        assert (sheet.width, sheet.height) == pytest.approx((595.28, 841.89), abs=0.5)
    words = "".join(extract_text(io.BytesIO(rendered.data)).split())
    assert "清溪区创建全国文明城市" in words
    assert "—1—" in words
    assert f"—{len(sheets)}—" in words


def test_the_same_page_gives_the_same_bytes_in_another_process(page: bytes) -> None:
    digests = {run(DIGEST, page, PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH=seed).stdout.strip() for seed in ("1", "1000000000")}
    assert digests == {hashlib.sha256(pdf.render(page).data).hexdigest().encode()}


def test_characters_that_no_font_has_are_named_in_one_note() -> None:
    notes = pdf.render(bare("甲\U0010fffd乙\U0010fffd丙\U0010fffc")).notes
    assert len(notes) == 1
    assert "U+10FFFD" in notes[0]
    assert "U+10FFFC" in notes[0]


def test_many_missing_characters_are_counted() -> None:
    (note,) = pdf._notes([f'.notdef glyph rendered for Unicode string unsupported by fonts: "x" (U+{0xE000 + n:04X})' for n in range(11)])
    assert "U+E007" in note
    assert "U+E008" not in note
    assert "3" in note.rpartition("U+E007")[2]


def test_without_a_chinese_font_the_note_says_so_and_what_to_install() -> None:
    (note,) = pdf._notes(
        [
            '.notdef glyph rendered for Unicode string unsupported by fonts: "近" (U+8FD1)',
            'Too many glyphs missing from "DejaVu Serif", expect text selection problems',
        ]
    )
    assert "U+8FD1" not in note
    assert pdf._font_remedy() in note


def test_without_any_font_there_is_an_error_and_no_crash(tmp_path: Path) -> None:
    configuration = tmp_path / "fonts.conf"
    configuration.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', encoding="utf-8")
    script = (
        "from bulletinc.render import pdf; from bulletinc.errors import BulletinError\n"
        "for _ in range(2):\n try: pdf.render(b'<p>x')\n except BulletinError as error: print(error)"
    )
    done = run(script, b"", FONTCONFIG_FILE=str(configuration), BULLETINC_LANG="en")
    assert done.returncode == 0
    assert done.stdout.decode().count("this machine has none") == 2
    assert done.stderr == b""


def test_without_pango_there_is_an_error_with_the_remedy(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(MetaPathFinder):
        def find_spec(self, fullname: str, *_: object) -> None:
            if fullname == "weasyprint":
                print("WeasyPrint could not import some external libraries.")  # noqa: T201 - as WeasyPrint does
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    monkeypatch.setenv("BULLETINC_LANG", "en")
    problem = pdf._weasyprint.__wrapped__()
    assert isinstance(problem, BulletinError)
    assert "libpango-1.0-0" in problem.message
    assert problem.remedy == pdf._pango_remedy()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_platform_has_its_remedy(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert {"linux": "apt install libpango", "darwin": "brew install pango", "win32": "pacman -S"}[platform] in pdf._pango_remedy()
    assert pdf._font_remedy()


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
    ],
)
def test_nothing_is_fetched(channel: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("body { color: red }", encoding="utf-8")
    rendered = pdf.render(bare(channel.format(secret.as_uri())))
    assert any("not fetched" in note or "Font-face 'x' cannot be loaded" in note for note in rendered.notes)
    assert b"EmbeddedFile" not in rendered.data


def test_no_listener_is_left_behind() -> None:
    before = list(logging.getLogger("weasyprint").handlers)
    pdf.render(bare("甲"))
    pdf.render(bare('<img src="x:y">'))
    assert logging.getLogger("weasyprint").handlers[: len(before)] == before
    assert len(logging.getLogger("weasyprint").handlers) <= len(before) + 1


def test_a_very_long_word_may_be_broken_and_loses_nothing() -> None:
    word = "https://example.org/?a=1&amp;b=" + "x" * 30
    broken = pdf._breakable(f"<body><p>见{word}。</p>")
    assert broken.count("<wbr>") > 2
    assert broken.replace("<wbr>", "") == f"<body><p>见{word}。</p>"
    assert pdf._breakable("<body><p>MC00-0100-0001~0003</p>") == "<body><p>MC00-0100-0001~0003</p>"


@pytest.mark.parametrize("text", ["x" * 300, "—" * 300, "……" * 150, "。" * 300, "“" * 300, "1234567890" * 30])
def test_nothing_runs_off_the_page(text: str) -> None:
    for sheet in extract_pages(io.BytesIO(pdf.render(bare(f"甲{text}乙")).data)):
        assert all(line.x0 > 0 and line.x1 < sheet.width for line in sheet)


def test_a_line_may_break_outside_chinese_quotation_marks_only() -> None:
    quoted = pdf._breakable("<title>受理“甲”热</title><body><p>受理“甲”、“乙”热（“丙”）。the “New” x</p>")
    assert quoted == "<title>受理“甲”热</title><body><p>受理<wbr>“甲”、<wbr>“乙”<wbr>热（“丙”）。the “New” x</p>"
