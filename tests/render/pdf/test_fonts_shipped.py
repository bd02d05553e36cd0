"""The faces that ship with the official theme: what they cover, how wide and high they are, and
whose they are.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from make_fonts import FACES, TARGET, characters, gb2312, general_characters, is_han

NAMES = [face.name for face in FACES]
WHOLE = [name for name in NAMES if name != "FangSong"]
FAMILY, STYLE, FULL, POSTSCRIPT = 1, 2, 4, 6
FULL_WIDTH = set("“”‘’—―…·")


@cache
def font(name: str) -> TTFont:
    return TTFont(TARGET / f"Bulletinc{name}.ttf", lazy=True)


@cache
def has(name: str) -> dict[str, str]:
    return {chr(code): glyph for code, glyph in font(name).getBestCmap().items()}


def test_the_list_of_general_characters_is_whole() -> None:
    assert len(general_characters()) == 8105
    assert general_characters() >= set("一乙玃蠼𠙶")


def test_gb_2312_is_whole() -> None:
    assert (len(gb2312()), sum(map(is_han, gb2312()))) == (7445, 6763)


@pytest.mark.parametrize("name", WHOLE)
def test_a_face_has_every_character_that_is_promised(name: str) -> None:
    assert not characters() - has(name).keys()


def test_fangsong_has_the_common_han_and_songti_the_rest() -> None:
    assert not {character for character in gb2312() if is_han(character)} - has("FangSong").keys()
    assert not characters() - has("FangSong").keys() - has("SongTi").keys()


def test_fangsong_leaves_letters_digits_and_ill_fitting_signs_to_songti() -> None:
    assert not has("FangSong").keys() & set("0Az%．！？“”‘’…·《》～￥－①〇℃Ⅳ")
    assert (
        font("FangSong")["hmtx"][has("FangSong")[" "]][0]
        == font("SongTi")["hmtx"][has("SongTi")[" "]][0]
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_character_has_a_truetype_outline_of_its_own(name: str) -> None:
    assert font(name).sfntVersion == "\x00\x01\x00\x00"
    assert "glyf" in font(name)
    assert "CFF " not in font(name)
    assert len(set(has(name).values())) == len(has(name)) == font(name)["maxp"].numGlyphs - 1


@pytest.mark.parametrize("name", NAMES)
def test_nothing_kerns_joins_or_replaces_signs(name: str) -> None:
    assert not {"GSUB", "GPOS", "kern", "morx", "kerx", "vmtx"} & set(font(name).keys())


@pytest.mark.parametrize("name", NAMES)
def test_han_and_full_width_signs_are_one_em_wide(name: str) -> None:
    metrics = font(name)["hmtx"]
    full = {
        character for character in has(name) if unicodedata.east_asian_width(character) in "WF"
    } | FULL_WIDTH & has(name).keys()
    assert len(full) > 6763
    assert {metrics[has(name)[character]][0] for character in full} == {1000}


@pytest.mark.parametrize("name", NAMES)
def test_two_dashes_are_one_line_at_half_the_height_of_han(name: str) -> None:
    dash = font(name)["glyf"][has(name)["—"]]
    assert (dash.xMin, dash.xMax) == (0, 1000)
    assert 30 <= dash.yMax - dash.yMin <= 80
    assert (dash.yMin + dash.yMax) / 2 == pytest.approx(380, abs=1)


@pytest.mark.parametrize("name", WHOLE)
def test_quotation_marks_stand_beside_what_they_quote(name: str) -> None:
    marks = {mark: font(name)["glyf"][has(name)[mark]] for mark in "“”‘’"}
    assert min(marks["“"].xMin, marks["‘"].xMin) > 500
    assert max(marks["”"].xMax, marks["’"].xMax) < 500


@pytest.mark.parametrize("name", NAMES)
def test_lines_of_all_faces_are_equally_high(name: str) -> None:
    metrics, horizontal = font(name)["OS/2"], font(name)["hhea"]
    assert font(name)["head"].unitsPerEm == 1000
    assert (horizontal.ascent, horizontal.descent, horizontal.lineGap) == (880, -120, 0)
    assert (metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap) == (880, -120, 0)
    assert (metrics.usWinAscent, metrics.usWinDescent) == (880, 120)
    assert metrics.fsSelection & 1 << 7  # USE_TYPO_METRICS


@pytest.mark.parametrize("name", NAMES)
def test_han_of_all_faces_stand_at_one_height(name: str) -> None:
    glyphs = [
        font(name)["glyf"][has(name)[character]]
        for character in "国务院关于加快推进政府建设的指导意见各省自治区直辖市人民委员会"
    ]
    assert sum(glyph.yMin + glyph.yMax for glyph in glyphs) / 2 / len(glyphs) == pytest.approx(
        380, abs=8
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_face_is_a_family_of_its_own_that_nothing_emboldens(name: str) -> None:
    names, metrics = font(name)["name"], font(name)["OS/2"]
    assert [names.getDebugName(key) for key in (FAMILY, STYLE, FULL)] == [
        f"Bulletinc {name}",
        "Regular",
        f"Bulletinc {name}",
    ]
    assert names.getDebugName(POSTSCRIPT) == f"Bulletinc{name}-Regular"
    assert (
        metrics.usWeightClass,
        metrics.fsSelection & 0b1111111,
        font(name)["head"].macStyle,
    ) == (400, 1 << 6, 0)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_one_that_its_owner_reserved(name: str) -> None:
    shown = [
        str(record)
        for record in font(name)["name"].names
        if record.nameID in {FAMILY, FULL, POSTSCRIPT, 16, 18, 21}
    ]
    assert len(shown) == 3
    assert not re.search("Source|LXGW|霞鹜|Klee|Noto|Fandol", "".join(shown), re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "licence"), [(face.name, face.licence) for face in FACES], ids=NAMES
)
def test_a_face_may_be_embedded_and_says_whose_it_is(name: str, licence: str) -> None:
    names = font(name)["name"]
    assert font(name)["OS/2"].fsType == 0
    assert licence in names.getDebugName(13)
    text = (TARGET / licence).read_text(encoding="utf-8")
    if licence.startswith("OFL"):
        assert text.startswith(names.getDebugName(0))
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Neither the Font Software nor any of its individual components" in text
    else:
        assert names.getDebugName(0) == "Copyright © 2012-2013, the Fandol team."
        assert "GNU GENERAL PUBLIC LICENSE" in text
        assert "Version 3, 29 June 2007" in text
        assert "As a special exception, if you create a document which uses this font" in text


def test_the_readme_lists_every_file_with_its_sum() -> None:
    listed = (TARGET / "README.md").read_text(encoding="utf-8").partition("## The files")[2]
    files = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in TARGET.iterdir()
        if file.name != "README.md"
    }
    assert {face.path.name for face in FACES} <= files.keys()
    assert {
        name: digest
        for digest, name in re.findall(r"^([0-9a-f]{64})  (\S+)$", listed, re.MULTILINE)
    } == files
