"""Lines too long for a case file."""

from __future__ import annotations

from bulletinc.parser import parse
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source, Span

_RULE = [rule for rule in load_rules() if rule.code == "F009"]


def spans(text: str) -> list[Span]:
    source = Source(text)
    return [found.span for found in check(CheckContext(source, parse(source)), _RULE)]


def test_a_line_beyond_the_limit_is_marked_from_where_it_is_too_long() -> None:
    assert spans(f"短\n{'长' * (LONGEST_LINE + 3)}\n短") == [
        Span(LONGEST_LINE + 2, LONGEST_LINE + 5)
    ]


def test_a_line_of_just_the_limit_is_none_beyond_it() -> None:
    assert spans(f"短\n{'长' * LONGEST_LINE}\n短") == []
