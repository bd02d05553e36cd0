"""The mark stands under the very characters, whatever the line is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletinc.report.full import MarkedLine, mark_line
from bulletinc.text.source import Source, Span


def marked(text: str, part: str, columns: int = 100) -> MarkedLine:
    start = text.index(part)
    return mark_line(Source(text), Span(start, start + len(part)), columns)


@pytest.mark.parametrize(
    ("text", "part", "shown", "mark"),
    [
        ("abc,def", ",", "abc,def", (3, 1)),
        ("中文,后面", ",", "中文,后面", (4, 1)),
        ("中文，后面", "，", "中文，后面", (4, 2)),
        ("“引号”里,", ",", "“引号”里,", (8, 1)),  # ambiguous ones count one, as terminals have it
        ("𠮷😀,", ",", "𠮷😀,", (4, 1)),
        ("👩\u200d🌾,", ",", "👩\u200d🌾,", (4, 1)),
        ("e\u0301,", ",", "e\u0301,", (1, 1)),
        ("\t\t字,", ",", "→→字,", (4, 1)),
        ("字\x00\x1b[31m,", ",", "字␀␛[31m,", (8, 1)),
        ("字\x7f\x85\u2028\u202e,", ",", "字\ufffd\ufffd\ufffd\ufffd,", (6, 1)),
        ("志愿\u200b者", "\u200b", "志愿\ufffd者", (4, 1)),
        ("第一行\r\n第二,行\r\n", ",", "第二,行", (4, 1)),
    ],
)
def test_the_mark_is_aligned_by_width(
    text: str, part: str, shown: str, mark: tuple[int, int]
) -> None:
    assert marked(text, part) == (shown, *mark)


def test_a_place_where_something_is_missing_is_marked() -> None:
    assert mark_line(Source("快报\n"), Span(2, 2), 100) == ("快报", 4, 1)
    assert mark_line(Source(""), Span(0, 0), 100) == ("", 0, 1)


def test_a_mark_over_several_lines_ends_with_the_first() -> None:
    assert mark_line(Source("一二三\n四五"), Span(1, 6), 100) == ("一二三", 2, 4)


def test_a_mark_on_a_line_end_is_seen() -> None:
    assert mark_line(Source("一二\n三"), Span(2, 3), 100) == ("一二", 4, 1)


def test_a_long_line_is_cut_around_the_place() -> None:
    assert marked("前" * 60 + "错" + "后" * 60, "错", 40) == (
        "…" + "前" * 6 + "错" + "后" * 12 + "…",
        13,
        2,
    )
    assert marked("前" * 60 + "错", "错", 40) == ("…" + "前" * 18 + "错", 37, 2)
    assert marked("错" + "后" * 60, "错", 40) == ("错" + "后" * 18 + "…", 0, 2)


@given(
    st.text(
        st.sampled_from("中a,\t😀\u200b\u0301“\x00\n\r") | st.characters(exclude_categories=["Cs"])
    ),
    st.data(),
    st.integers(40, 100),
)
def test_any_line_fits_with_its_mark_below_it(text: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = mark_line(Source(text), Span(start, end), columns)
    shown = Source(part.text)
    width = shown.width(Span(0, len(part.text)))
    assert len(shown.lines()) == 1
    assert width <= columns
    assert 0 <= part.indent <= width
    assert 1 <= part.width <= max(width - part.indent, 1)
