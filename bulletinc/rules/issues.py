"""The issues of a folder, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Masthead
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import Pattern, pattern
from bulletinc.text.source import Span

_NUMBER = pattern(r"(?<!总)第\s*[\w○]+(?:\s*[-—－–~～、至]+\s*第?\s*[\w○]+)?\s*[期号]")
TOTAL = pattern(
    r"总\s*第?\s*[\w○]+(?:\s*[-—－–~～、至]+\s*第?\s*[\w○]+)?\s*[期号]|总期数?[:：]?\s*\d+"
)


_SUPPLEMENT = pattern(r"增刊|号外")
# A joint issue is one of the row, and so is one that says which days it reports on.
_PLAIN_LABEL = pattern(r"合刊|[\d\s年月日号至第上中下半旬周季度一二三四五六七八九十—–～~.-]+")


class Issue(NamedTuple):
    """A draft with an issue number. ``place`` is where it stands among the drafts that were given,
    from 0. A joint issue (第7-8期) has ``number`` 7 and ``last`` 8; others have the same twice.

    ``year`` is that of the issue number, else that of the date. ``label`` is that of a special
    issue (:func:`special_label`): such issues may count for themselves.
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

    def is_same(self, other: Issue) -> bool:
        """Whether it is one issue: two drafts of it have everything in common, and that they are
        two is another defect.
        """
        return (self.year, self.number, self.label) == (other.year, other.number, other.label)

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


def special_label(masthead: Masthead) -> str:
    """What a special issue is called (专刊, 增刊); empty for one of the row.

    第3、4期（合刊） and 第12期（3月1日—7日） are of the row, 增刊第1期 is none.
    """
    label = masthead.issue_label or ""
    if not label:
        typed = (_SUPPLEMENT.search(part.text) for part in masthead.issue)
        return next((found[0] for found in typed if found), "")
    return "" if _PLAIN_LABEL.fullmatch(label) else label


def is_supplement(label: str) -> bool:
    """Whether an issue of this label has a number outside of the row."""
    return _SUPPLEMENT.search(label) is not None


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
    return Issue(
        place,
        context,
        squeeze(masthead.name.text),
        year,
        masthead.issue_number,
        special_label(masthead),
        masthead.total_number,
        masthead.date,
        masthead.issue_number_last or masthead.issue_number,
        masthead.total_number_last or masthead.total_number,
    )
