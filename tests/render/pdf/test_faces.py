"""Which font sets what, and what is said where another one has to."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bulletinc import compiler
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.render.formats.pdf.faces import Substitute
from bulletinc.render.formats.pdf.weasyprint import faces
from bulletinc.text.source import Source
from bulletinc.theme import load_theme
from tests.support.places import ROOT
from tests.support.program import program

FONTS = ROOT / "templates/official/fonts"
ISSUE = "清溪区工作快报\n\n第1期\n\n【简讯】\n\n【文明实践】　白河镇：近日，陈{}清理河道。\n"
RARE = "赟"  # the general characters have it, 仿宋 does not
STRANGE = "\ue123"  # private use: no font has it


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def test_every_face_is_served_by_its_own_shipped_font() -> None:
    served = faces.served(load_theme(), shipped_fonts=True)
    assert {each.face: each.file.name for each in served} == {
        "xiaobiaosong": "BulletincXiaoBiaoSong.ttf",
        "fangsong": "BulletincFangSong.ttf",
        "heiti": "BulletincHeiTi.ttf",
        "kaiti": "BulletincKaiTi.ttf",
        "songti": "BulletincSongTi.ttf",
    }
    assert all(each.file.is_file() and each.shipped for each in served)


@pytest.fixture(scope="module")
def machine_with_fangsong(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The configuration of a machine where a font is installed that calls itself 仿宋_GB2312."""
    folder = tmp_path_factory.mktemp("machine")
    font = TTFont(FONTS / "BulletincHeiTi.ttf")
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = "FangSong_GB2312"
    font.save(folder / "simfang.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return str(configuration)


def test_an_installed_face_comes_before_the_shipped_one(machine_with_fangsong: str) -> None:
    said = program("fonts", FONTCONFIG_FILE=machine_with_fangsong).out
    fangsong = said.partition("仿宋")[2].partition("黑体")[0]
    assert "FangSong_GB2312" in fangsong
    assert "simfang.ttf" in fangsong
    assert "first choice" in fangsong
    assert "BulletincHeiTi.ttf" in said


def test_with_shipped_fonts_it_is_passed_over(machine_with_fangsong: str) -> None:
    assert (
        "simfang"
        not in program("fonts", "--shipped-fonts", FONTCONFIG_FILE=machine_with_fangsong).out
    )


def test_a_page_names_its_parts_and_their_faces(tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text(ISSUE.format(RARE), encoding="utf-8")
    said = program("fonts", str(draft), "--shipped-fonts").out
    assert "masthead name: 小标宋\n" in said
    assert "headings: 黑体\n" in said
    assert "labels: 黑体\n" in said
    assert "page number: 宋体\n" in said
    assert said.count("text: ") == 1
    assert (
        f"仿宋 does not have this character, Bulletinc SongTi sets it: {RARE} (U+8D5F, line 7)"
        in said
    )


def test_strict_fonts_make_no_page_with_a_substitute(tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text(ISSUE.format(RARE), encoding="utf-8")
    done = program("build", str(draft), "--shipped-fonts", "--strict-fonts")
    assert done.status == 2
    assert RARE in done.err
    assert "line 7" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["稿.txt"]
    draft.write_text(ISSUE.format("某"), encoding="utf-8")
    assert program("build", str(draft), "--shipped-fonts", "--strict-fonts").status == 0


def test_without_strict_fonts_the_page_is_made_and_the_notes_say_what_stands_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    built = compiler.build(
        Source(ISSUE.format(RARE + STRANGE), "a.txt"),
        BuildOptions(("pdf",), shipped_fonts=True),
    )
    assert built.outputs["pdf"].startswith(b"%PDF-")
    assert built.notes == (
        (
            f"a.txt: 仿宋 does not have this character, Bulletinc SongTi sets it: {RARE} "
            "(U+8D5F, line 7)"
        ),
        "a.txt: No font has this character: the PDF shows an empty box instead, and is not PDF/A: "
        + STRANGE
        + " (U+E123, line 7)",
    )
    with pytest.raises(BulletinError, match=r"U\+8D5F.*\n.*U\+E123"):
        compiler.build(
            Source(ISSUE.format(RARE + STRANGE), "a.txt"),
            BuildOptions(("pdf",), shipped_fonts=True, strict_fonts=True),
        )


@pytest.mark.parametrize(
    ("text", "context", "at", "place"),
    [
        ("赟。\n陈赟来。", "陈赟来", 1, 4),  # the letters around it decide
        ("赟", "前赟后", 1, 0),  # a place is better than none
        ("无", "陈赟来", 1, None),
    ],
)
def test_a_substitute_is_found_in_the_source_by_what_stands_around_it(
    text: str, context: str, at: int, place: int | None
) -> None:
    assert Substitute("赟", "fangsong", "X", context, at).place(Source(text)) == place
