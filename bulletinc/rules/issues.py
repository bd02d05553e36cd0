"""The issues of a folder, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bulletinc.rules.context import CheckContext
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import Pattern, pattern
from bulletinc.text.source import Span

_NUMBER = pattern(r"(?<!总)第\s*[\w○]+(?:\s*[-—－–~～、至]+\s*第?\s*[\w○]+)?\s*[期号]")
TOTAL = pattern(
    r"总\s*第?\s*[\w○]+(?:\s*[-—－–~～、至]+\s*第?\s*[\w○]+)?\s*[期号]|总期数?[:：]?\s*\d+"
)


class Issue(NamedTuple):
    """A draft with an issue number. ``place`` is where it stands among the drafts that were given,
    from 0. A joint issue (第7-8期) has ``number`` 7 and ``last`` 8; others have the same twice.

    ``year`` is that of the issue number, else that of the date. ``label`` is empty, or what the
    number is called (增刊): such issues may count for themselves.
    """

    place: int
    context: CheckContext
    name: str
    year: int
    number: int
    label: str
    total: int | None
    date: str | None
    last: int
    last_total: int | None

    def number_span(self) -> Span:
        """Where the number was typed."""
        return self._span(_NUMBER)

    def total_span(self) -> Span:
        """Where the total number was typed."""
        return self._span(TOTAL)

    def date_span(self) -> Span:
        """Where the date was typed; the number where there is none."""
        masthead = self.context.document.masthead
        return masthead.date_text.span if masthead and masthead.date_text else self.number_span()

    def _span(self, sought: Pattern) -> Span:
        masthead = self.context.document.masthead
        parts = masthead.issue if masthead else ()
        found = next(
            (found for part in parts if (found := sought.search(self.context.text, *part.span))),
            None,
        )
        return Span(*found.span()) if found else parts[0].span


def issues(contexts: Sequence[CheckContext]) -> list[Issue]:
    """The drafts that have a name, a number and a year, by name, year, number and date; what was
    given first comes first.
    """
    found = [issue for place, context in enumerate(contexts) if (issue := _issue(place, context))]
    return sorted(
        found,
        key=lambda issue: (issue.name, issue.year, issue.number, issue.label, issue.date or ""),
    )


def publications(contexts: Sequence[CheckContext]) -> Iterator[list[Issue]]:
    """The issues that have one masthead name."""
    return (list(group) for _name, group in groupby(issues(contexts), key=lambda issue: issue.name))


def years(contexts: Sequence[CheckContext]) -> Iterator[list[Issue]]:
    """The issues that have one masthead name and one year, within which numbers go up."""
    return (
        list(group)
        for _year, group in groupby(issues(contexts), key=lambda issue: (issue.name, issue.year))
    )


def _issue(place: int, context: CheckContext) -> Issue | None:
    masthead = context.document.masthead
    if not masthead or not masthead.name or masthead.issue_number is None:
        return None
    year = masthead.issue_year or (int(masthead.date[:4]) if masthead.date else None)
    if year is None:
        return None
    name, label = squeeze(masthead.name.text), masthead.issue_label or ""
    return Issue(
        place,
        context,
        name,
        year,
        masthead.issue_number,
        label,
        masthead.total_number,
        masthead.date,
        masthead.issue_number_last or masthead.issue_number,
        masthead.total_number_last or masthead.total_number,
    )
