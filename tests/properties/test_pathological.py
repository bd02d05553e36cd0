"""Texts that nobody types: always a tree, findings within the text and in bounds, fixes
that end, a canonical form.

Their time is measured by ``benchmarks/pathological.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.pathological import BAIT, TEXTS, draft_of
from bulletinc.checking import Checked, CheckRequest
from bulletinc.checking.fixing import fixed
from bulletinc.diagnostics import Diagnostic
from bulletinc.fmt import formatted, meaning
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.report import Report, load_form, plain
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Document, Strong, Text, walk
from bulletinc.text.source import Source, Span
from tests.support.promises import holds_for_any_heap_of_signs

SIZE = 600  # characters


def found(draft: CheckContext) -> tuple[Diagnostic, ...]:
    return check(draft, load_rules())


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_read_and_checked_within_its_bounds(name: str) -> None:
    draft = draft_of(TEXTS[name](SIZE))
    size = len(draft.text)
    assert isinstance(draft.document, Document)
    assert all(0 <= node.span.start <= node.span.end <= size for node in walk(draft.document))
    diagnostics = found(draft)
    assert len(diagnostics) <= size
    places = {(each.code, each.span) for each in diagnostics}
    assert len(places) == len(diagnostics)
    for each in diagnostics:
        assert 0 <= each.span.start <= each.span.end <= size
        for edit in each.finding.fix.edits if each.finding.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= size


@pytest.mark.parametrize("name", TEXTS)
def test_its_fixes_end_and_its_canonical_form_means_the_same(name: str) -> None:
    text = TEXTS[name](SIZE)
    draft, _count = fixed(draft_of(text), found)
    assert not [each.code for each in found(draft) if each.finding.fix and each.finding.fix.safe]
    once = formatted(Source(text))
    assert meaning(draft_of(once).document) == meaning(draft_of(text).document)
    assert formatted(Source(once)) == once


@pytest.mark.parametrize("name", TEXTS)
def test_it_can_be_told_of(name: str) -> None:
    draft = draft_of(TEXTS[name](SIZE))
    checked = Checked(CheckRequest("a.txt", Path("a.txt")), draft, found(draft))
    assert load_form("full").render(Report((checked,), plain, 80))


def test_bait_for_every_terminal_and_rule_is_swallowed() -> None:
    """Bait is taken from the patterns themselves, so what a new rule looks for is tried without a
    word here.
    """
    hunted = {re.split("[. ]", name.removeprefix("bait for "))[0] for name in BAIT}
    assert {
        "STRONG",
        "FINAL_BRACKET",
        "WORDS",
        "FIELD_VALUE",
        "wrong_dash",
        "half_width_punctuation",
        "brackets",
    } <= hunted
    for name, text in BAIT.items():
        try:
            holds_for_any_heap_of_signs(text(300))
        except Exception as error:
            error.add_note(name)
            raise


def test_a_line_beyond_the_longest_is_one_plain_text_and_no_more_is_said_of_what_is_beyond() -> (
    None
):
    text = "民" * LONGEST_LINE + "（**民**）,(行)建设建设"
    draft = draft_of(text)
    assert [node.text for node in draft.all(Text)] == [text]
    assert not list(draft.all(Strong))
    assert [
        each.span for each in found(draft) if each.span.end > LONGEST_LINE and each.span.start
    ] == [Span(LONGEST_LINE, len(text))]
    shorter = draft_of(text[100:])
    assert list(shorter.all(Strong))
    assert {"F009", "W001"} & {each.code for each in found(shorter)} == {"W001"}
