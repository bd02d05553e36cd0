"""Texts that nobody types: whatever comes, a tree, findings within the text and in bounds, fixes that end, a canonical form.

Their time is measured by ``benchmarks/pathological.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.pathological import TEXTS, draft_of
from bulletinc.checking import Checked, Task
from bulletinc.checking.fixing import fixed
from bulletinc.diagnostics import Diagnostic
from bulletinc.fmt import formatted, meaning
from bulletinc.report import Report, form, plain
from bulletinc.rules import check, load_rules
from bulletinc.rules.draft import Draft
from bulletinc.source import Source
from bulletinc.syntax import Document, walk

SIZE = 600  # characters


def found(draft: Draft) -> tuple[Diagnostic, ...]:
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
    checked = Checked(Task("a.txt", Path("a.txt")), draft, found(draft))
    assert form("full").render(Report((checked,), plain, 80))
