"""What a theme's ``layout.toml`` may say, and how it is told of what it may not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bulletinc.errors import BulletinError
from bulletinc.resources import template_folder
from bulletinc.theme import layout

FILE = Path("our-theme/layout.toml")
OFFICIAL: dict[str, Any] = tomllib.loads(
    (template_folder("official") / "layout.toml").read_text(encoding="utf-8")
)


def over(toml: str) -> dict[str, Any]:
    """The official layout under that of a theme."""
    return layout.over(OFFICIAL, tomllib.loads(toml), FILE)


def complaint(toml: str) -> BulletinError:
    with pytest.raises(BulletinError) as error:
        over(toml)
    assert error.value.remedy
    assert error.value.message.startswith(str(FILE))
    return error.value


def names(error: BulletinError, key: str) -> bool:
    """Whether a message names this key, and not one that it is a part of."""
    return (
        re.search(
            rf"(?<![a-z.-]){re.escape(key)}(?![a-z.-])",
            error.message.removeprefix(str(FILE)),
            re.ASCII,
        )
        is not None
    )


def keys(tables: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in tables.items():
        if isinstance(value, Mapping) and key != layout.FONTS:
            yield from keys(value, f"{above}{key}.")
        elif key != layout.FONTS:
            yield f"{above}{key}"


def test_the_official_layout_keeps_its_own_rules() -> None:
    assert layout.over(OFFICIAL, OFFICIAL, FILE) == OFFICIAL


def test_a_theme_changes_what_it_names_and_nothing_else() -> None:
    changed = over(
        'page.margin-top = "35mm"\n[phone.masthead]\nname-smallest = "20px"\n[fonts]\n'
        '"Our Face" = "our.ttf"'
    )
    assert changed["page"] == OFFICIAL["page"] | {"margin-top": "35mm"}
    assert changed["phone"]["masthead"] == {"name-smallest": "20px"}
    assert changed["phone"]["page"] == OFFICIAL["phone"]["page"]
    assert changed["fonts"] == OFFICIAL["fonts"] | {"Our Face": "our.ttf"}
    assert "Our Face" not in OFFICIAL["fonts"]


@pytest.mark.parametrize(
    "toml",
    [
        'masthead.rule-form = "star"',
        'masthead.name-rows = "single"',
        'number.place = "centre"',
        'masthead.image = ""',
        'page.width = "8.2677in"',
        'body.indent = ".5em"',
        'masthead.rule-gap = "0mm"',
        "masthead.lines = 7.5",
        "title.lines-above = 0",
        "grid.lines = 25",
        'colour.red = "#c00"',
        'colour.shadow = "#00000080"',
        'faces.fangsong = ["方正仿宋_GBK", "Bulletinc FangSong", "serif"]',
        'fonts."Our Face" = "fonts/our.ttf"',
    ],
)
def test_what_may_be_said(toml: str) -> None:
    over(toml)


EVIL = [
    '"1mm; } @import url(//evil.example); x {"',
    '"#e60012;} x {"',
    '"</style><script>alert(1)</script>"',
    '"210mm\\n"',
    '"２１０mm"',
    '"1e400mm"',
    '"99999999999mm"',
    '"-1mm"',
    '"calc(1mm)"',
    '"var(--x)"',
    '"nan"',
    "nan",
    "inf",
    "1e400",
    "-1",
    "true",
    "[]",
    "[1]",
    '["a\\"; } x {"]',
    '["a, b"]',
    "{}",
    '{ x = "1mm" }',
    "[{}]",
    "1979-05-27",
    f"0x{'f' * 5000}",
]


@pytest.mark.parametrize(
    "key", [key for key in keys(OFFICIAL) if key not in {layout.IMAGE, layout.ENGINE}]
)
def test_no_key_takes_anything_but_a_value_of_its_form(key: str) -> None:
    for value in EVIL:
        assert names(complaint(f"{key} = {value}"), key)


@pytest.mark.parametrize(
    "toml",
    [
        "grid.lines = 0",
        "grid.lines = 22.5",
        "body.keep-lines = 1.5",
        "title.characters = 0",
        "masthead.lines = 0",
        "masthead.name-leading = 0",
        "weight.heiti = 0",
        'body.size = "0pt"',
        'title.size = "200mm"',
        'masthead.rule-gap = "101mm"',
        'page.width = "20mm"',
        'page.width = "210"',
        'page.width = "21em"',
        'page.margin-left = "0"',
        "page.width = 210",
        'grid.lines = "22"',
        'number.place = "center"',
        "masthead.image = 5",
    ],
)
def test_a_value_that_makes_no_page_is_told_with_the_form_it_should_have(toml: str) -> None:
    key, _, value = toml.partition(" = ")
    error = complaint(toml)
    assert key in error.message
    assert value in error.message
    assert any(sign in str(error.remedy) for sign in '"0123456789')


@pytest.mark.parametrize(
    ("toml", "key", "nearest"),
    [
        ('[page]\nwidht = "1mm"', "page.widht", "width"),
        ('[pgae]\nwidth = "210mm"', "pgae", "page"),
        ("[pgae]", "pgae", "page"),
        ('margin-top = "30mm"', "margin-top", "page.margin-top"),
        ('[title]\nkind-spacing = "1em"', "title.kind-spacing", "masthead.kind-spacing"),
        ('[phone.page]\nsides = "1rem"', "phone.page.sides", "side"),
        ('[faces]\nfangsogn = ["x"]', "faces.fangsogn", "fangsong"),
        ('[page]\n"" = "1mm; } x {"', "page.", "width"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_one(toml: str, key: str, nearest: str) -> None:
    error = complaint(toml)
    assert f"“{key}”" in error.message
    assert nearest in str(error.remedy)


@pytest.mark.parametrize(
    ("toml", "key"),
    [
        ('page = "A4"', "page"),
        ('[[page]]\nwidth = "210mm"', "page"),
        ('[masthead.rule]\nform = "star"', "masthead.rule"),
        ('fonts = "x"', "fonts"),
        ('[fonts.x]\ny = "z.ttf"', "fonts.x"),
        ("fonts.x = 5", "fonts.x"),
        ('fonts.x = ""', "fonts.x"),
        ("[page]\nwidth" + ".a" * 2000 + " = 1", "page.width"),
    ],
)
def test_a_table_and_a_value_do_not_stand_for_each_other(toml: str, key: str) -> None:
    assert names(complaint(toml), key)


@pytest.mark.parametrize(
    "family", ['a"b', "a;b", "a{b", "a<b", "a\\\\b", "a,b", " a", "a\\nb", "", "x" * 101]
)
def test_a_font_family_has_no_signs_that_end_a_name_in_css(family: str) -> None:
    written = family.replace('"', '\\"')
    assert "[fonts]" in complaint(f'[fonts]\n"{written}" = "x.ttf"').message


@pytest.mark.parametrize(
    "toml",
    [
        'page.margin-left = "90mm"\npage.margin-right = "90mm"',
        'page.width = "100mm"',
        'page.margin-top = "100mm"\npage.margin-bottom = "100mm"\npage.height = "240mm"',
        (
            'page.height = "100mm"\npage.margin-top = "30mm"\npage.margin-bottom = "30mm"\n'
            "grid.lines = 7"
        ),
        "grid.lines = 60",
        'body.size = "40pt"',
        'number.gap = "32mm"',
        'page.margin-bottom = "10mm"',
        "masthead.lines = 22",
        "title.lines-above = 22",
    ],
)
def test_what_does_not_fit_the_page_is_told_with_the_sum(toml: str) -> None:
    error = complaint(toml)
    assert toml.partition(" ")[0] in error.message
    assert " > " in error.message


def test_a_long_value_is_not_shown_at_length() -> None:
    assert len(complaint(f'page.width = "{"1" * 100_000}mm"').message) < 200
