"""The reports of an issue as they are compared with those of other issues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bulletinc.rules.issues import Issue
from bulletinc.syntax import Item
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_PASSED_OVER = pattern(r"[\W_]+")


class PrintedReport(NamedTuple):
    """A report: its issue, its text without blanks and punctuation, and where it begins.

    That is its headline, or its first paragraph.
    """

    issue: Issue
    text: str
    opening: Span


def printed_reports(issue: Issue) -> Iterator[PrintedReport]:
    """The reports of an issue that have any text."""
    for item in issue.context.items:
        if item.paragraphs:
            span = Span(item.paragraphs[0].span.start, item.paragraphs[-1].span.end)
            text = _PASSED_OVER.sub("", issue.context.written(span))
            yield PrintedReport(issue, text, _opening(item, span))


def _opening(item: Item, span: Span) -> Span:
    return item.headline.span if item.headline else Span(span.start, item.paragraphs[0].span.end)
