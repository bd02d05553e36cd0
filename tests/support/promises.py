"""What holds for every text, whoever wrote it: asked of generated drafts (``test_corpus``) and of
a fuzzer's (``fuzz``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

from bulletinc.checking.fixing import fixed
from bulletinc.diagnostics import Diagnostic, apply_edits
from bulletinc.fmt import formatted, meaning
from bulletinc.parser import parse
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Document
from bulletinc.text.source import Source

MOST_FIXES = 10  # tried of one text, each by itself


def draft_of(text: str) -> CheckContext:
    """The text, read."""
    source = Source(text)
    return CheckContext(source, parse(source))


def found(draft: CheckContext) -> tuple[Diagnostic, ...]:
    """What all rules find."""
    return check(draft, load_rules())


def holds(text: str) -> None:
    """All of it.

    Raises ``AssertionError`` where a promise is broken, and whatever the package raises, which must
    be nothing.
    """
    draft = draft_of(text)
    fixes_remove_their_findings(draft, found(draft))
    holds_for_any_heap_of_signs(text)


def holds_for_any_heap_of_signs(text: str) -> None:
    """All but that a fix brings no finding: rules look a few signs far, so in a hundred commas one
    that is mended wakes another.
    """
    draft = draft_of(text)
    spans_lie_in_their_parents(draft.document, len(text))
    findings_lie_in_the_text(found(draft), len(text))
    fixes_come_to_an_end(draft)
    the_canonical_form_means_the_same(draft)


def spans_lie_in_their_parents(document: Document, size: int) -> None:
    """Every node within its parent, and none over its neighbour."""
    assert document.span == (0, size)
    waiting: list[Any] = [document]
    while waiting:
        node = waiting.pop()
        for field in fields(node):
            value = getattr(node, field.name)
            children: list[Any] = [
                child
                for child in (value if isinstance(value, tuple) else (value,))
                if is_dataclass(child)
            ]
            if isinstance(node, Document):
                children.sort(key=lambda child: child.span.start)
            end = node.span.start
            for child in children:
                assert end <= child.span.start <= child.span.end <= node.span.end, (node, child)
                end = child.span.end
            waiting += children


def findings_lie_in_the_text(diagnostics: tuple[Diagnostic, ...], size: int) -> None:
    """Every finding and every edit within the text, no finding twice."""
    places = {(each.code, each.span) for each in diagnostics}
    assert len(places) == len(diagnostics), diagnostics
    for each in diagnostics:
        assert 0 <= each.span.start <= each.span.end <= size, each
        for edit in each.finding.fix.edits if each.finding.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= size, each


def fixes_remove_their_findings(draft: CheckContext, diagnostics: tuple[Diagnostic, ...]) -> None:
    """A safe fix made alone leaves its rule fewer findings: its own is gone, and none has come for
    it.
    """
    rules = {rule.code: rule for rule in load_rules()}
    counts = Counter(each.code for each in diagnostics)
    for each in [each for each in diagnostics if each.finding.fix and each.finding.fix.safe][
        :MOST_FIXES
    ]:
        assert each.finding.fix
        text = apply_edits(draft.text, each.finding.fix.edits)
        assert len(check(draft_of(text), [rules[each.code]])) < counts[each.code], (each, text)


def fixes_come_to_an_end(draft: CheckContext) -> None:
    """Safe fixes made round after round leave no finding that one could mend."""
    left = [
        each for each in found(fixed(draft, found)[0]) if each.finding.fix and each.finding.fix.safe
    ]
    assert not left, left


def the_canonical_form_means_the_same(draft: CheckContext) -> None:
    """The tree of the canonical form says what the draft's does, and a second run changes
    nothing.
    """
    once = formatted(draft.source)
    assert meaning(draft_of(once).document) == meaning(draft.document), (draft.text, once)
    assert formatted(Source(once)) == once, (draft.text, once)
