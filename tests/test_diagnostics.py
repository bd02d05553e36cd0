"""Edits and fixes, before any rule makes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletinc.diagnostics import Edit, Fix, apply_edits, select_compatible
from bulletinc.text.source import Span


def fix(*spans: tuple[int, int]) -> Fix:
    return Fix("改", tuple(Edit(Span(*span), "字") for span in spans))


def test_edits_are_made_in_the_order_of_the_text() -> None:
    edits = [Edit(Span(3, 4), "丁"), Edit(Span(0, 1), ""), Edit(Span(2, 2), "插")]
    assert apply_edits("甲乙丙？戊", edits) == "乙插丙丁戊"
    assert apply_edits("甲", []) == "甲"


@pytest.mark.parametrize(
    ("fixes", "together"),
    [
        ([[(0, 3)], [(3, 6)]], [0, 1]),  # side by side
        ([[(0, 3)], [(2, 6)]], [0]),
        ([[(2, 6)], [(0, 3)]], [0]),
        ([[(0, 3)], [(3, 3)]], [0]),  # which of the two would come first?
        ([[(3, 3)], [(3, 3)]], [0]),
        ([[(0, 1), (9, 10)], [(4, 5)], [(9, 11)]], [0, 1]),
        ([[(0, 100)], [(200, 201)], [(50, 60)]], [0, 1]),
    ],
)
def test_of_two_fixes_of_one_text_the_first_wins(
    fixes: list[list[tuple[int, int]]], together: list[int]
) -> None:
    made = [fix(*spans) for spans in fixes]
    assert select_compatible(made) == tuple(made[number] for number in together)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=12))
def test_the_chosen_are_what_comparing_each_with_each_would_choose(
    places: list[tuple[int, int]],
) -> None:
    made = [fix((start, start + length)) for start, length in places]
    plain: list[Fix] = []
    for each in made:
        if not any(_touch(each.edits[0].span, other.edits[0].span) for other in plain):
            plain.append(each)
    assert list(select_compatible(made)) == plain


def _touch(one: Span, other: Span) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
