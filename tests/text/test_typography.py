"""Setting typed text: spaces and invisible characters go, everything visible stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletinc.text.typography import display, display_pieces, ems

TYPING = st.text(
    st.sampled_from("近日，。“”—（)12aZ%Ⅲ \t\u00a0\u3000\u200b\x00\x85\u2028") | st.characters(),
    max_size=30,
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("第 29 期", "第29期"),
        ("2.3 万余元，PM2.5 等", "2.3万余元，PM2.5等"),
        ("下降 44% ，立案", "下降44%，立案"),
        ("保障 7×24 小时值守", "保障7×24小时值守"),
        ("“接诉即办” 7×24 小时", "“接诉即办”7×24小时"),
        ("Ⅱ-27 城市管理", "Ⅱ-27城市管理"),
        ("第\u00a029\u2009期", "第29期"),
        ("近\x00 12 日\u200b", "近12日"),
    ],
)
def test_spaces_between_han_and_latin_are_not_shown(typed: str, shown: str) -> None:
    assert display(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "“文明交通 有我参与”",
        "检查督导\u30008日，实地查看",
        "the “New York” style",
        "镇长 赵某某",
        "logo 12",
        "a\u0301",
        "👨\u200d👩\u200d👧",
    ],
)
def test_other_text_is_shown_as_typed(typed: str) -> None:
    assert display(typed) == typed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("甲\t\t乙，\t丙", "甲\u3000乙， 丙"),
        ("李  娜", "李\u3000娜"),
        ("枫桥村  96.5分", "枫桥村\u300096.5分"),
        ("甲\u2028乙", "甲 乙"),
        ("甲\x00\x1b\x9f乙", "甲乙"),
        ("abc\u202edef\ufeff", "abcdef"),
        ("甲\ud800乙", "甲\ufffd乙"),
    ],
)
def test_blanks_are_one_space_and_controls_are_dropped(typed: str, shown: str) -> None:
    assert display(typed) == shown


def test_a_space_at_a_cut_is_judged_by_both_sides() -> None:
    assert display_pieces(("近日 ", "12", " 日，", " ok")) == ("近日", "12", "日，", "ok")
    assert display_pieces(("区城管 ", "执法局")) == ("区城管 ", "执法局")


def visible(text: str) -> str:
    """The characters that leave a mark on paper."""
    return "".join(
        c
        for c in text
        if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )


@given(TYPING)
def test_nothing_visible_is_added_or_lost(text: str) -> None:
    assert visible(display(text)).replace("\ufffd", "") == visible(text).replace("\ufffd", "")


@given(TYPING)
def test_what_is_shown_needs_no_more_setting(text: str) -> None:
    assert display(display(text)) == display(text)


@given(st.lists(TYPING, max_size=5))
def test_pieces_say_together_what_the_whole_says(pieces: list[str]) -> None:
    shown = display_pieces(pieces)
    assert len(shown) == len(pieces)
    assert visible("".join(shown)) == visible(display("".join(pieces)))


def test_width_counts_latin_as_half() -> None:
    assert ems("第29期") == pytest.approx(3.2)
    assert ems("“双减”") == 4
