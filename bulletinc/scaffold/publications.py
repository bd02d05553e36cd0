"""The publications whose issues lie in a folder, and how the numbers of each go on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.parser.numerals import numbers_in
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import is_supplement, special_label
from bulletinc.syntax import Masthead
from bulletinc.text.characters import squeeze

_BY_YEAR = re.compile(r"(?:19|20)\d\d\s*[年〕\]）)】]?\s*第")


class PastIssue(NamedTuple):
    """An issue that is there.

    ``number`` is the last one of a joint issue (第7-8期: 8), ``total`` as well. ``labelled``:
    it is a special issue (专刊), whose masthead says so. ``supplement``: its number stands outside
    of the row (增刊).
    """

    context: CheckContext
    masthead: Masthead
    year: int | None
    number: int | None
    total: int | None
    labelled: bool
    supplement: bool

    @property
    def name(self) -> str:
        """The name of the publication, without white space."""
        return squeeze(self.masthead.name.text) if self.masthead.name else ""

    @property
    def rank(self) -> tuple[int, int, str]:
        """What comes later in the row is greater."""
        return self.year or 0, self.number or self.total or 0, self.masthead.date or ""

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.context.source.name


class Publication(NamedTuple):
    """The issues of one name, the newest last; ``row`` are those that count in it."""

    issues: list[PastIssue]
    row: list[PastIssue]

    @property
    def newest(self) -> PastIssue:
        """The last issue of the row, whose number the next one follows."""
        return self.row[-1]

    @property
    def model(self) -> PastIssue:
        """The last issue that is no special one, which shows what the next one looks like."""
        return next((issue for issue in reversed(self.row) if not issue.labelled), self.newest)

    @property
    def title(self) -> str:
        """Its name as the masthead has it."""
        return self.model.masthead.name.text if self.model.masthead.name else ""

    @property
    def total(self) -> int | None:
        """The highest total number: supplements may take some, too."""
        return max((issue.total for issue in self.issues if issue.total), default=None)


class Step(NamedTuple):
    """The numbers of the next issue, its day, and what was assumed.

    ``restarts``: it is the first of a new year.
    """

    number: int | None
    total: int | None
    day: dt.date
    restarts: bool = False
    assumed: str | None = None


def choose_publication(
    drafts: Sequence[CheckContext], name: str | None, kind: str | None
) -> tuple[Publication | None, list[str]]:
    """The publication of this name that the newest issue belongs to, and the names of all others
    that were in question.

    Without a name, that of the project counts if it has issues here, and the kind if it is given.
    """
    issues = [issue for draft in drafts if (issue := _issue(draft))]
    found = [
        _publication(list(group))
        for _name, group in groupby(
            sorted(issues, key=lambda issue: issue.name), key=lambda issue: issue.name
        )
    ]
    if name is not None:
        found = [each for each in found if each.model.name == squeeze(name)]
    else:
        if kind is not None:
            found = [each for each in found if each.model.context.document.kind == kind]
        settled = {squeeze(issue.context.project.name or "") for issue in issues}
        found = [each for each in found if each.model.name in settled] or found
    if not found:
        return None, []
    chosen = max(found, key=lambda each: max(_day(issue) for issue in each.issues))
    others = [each.title for each in found if each is not chosen]
    return chosen, others


def next_step(publication: Publication, day: dt.date) -> Step:
    """What follows in the row on this day."""
    newest, total = publication.newest, publication.total
    plain = Step(
        newest.number + 1 if newest.number is not None else None,
        total + 1 if total is not None else None,
        day,
    )
    if newest.number is None or (newest.year is not None and day.year <= newest.year):
        return plain
    if newest.year is None:
        return plain._replace(assumed=_assumed_no_year())
    shown = _turn(publication.row)
    restarts = shown if shown is not None else _counts_by_year(newest)
    return plain._replace(
        number=1 if restarts else plain.number,
        restarts=restarts,
        assumed=_assumed(day.year, restarts=restarts) if shown is None else None,
    )


def _issue(draft: CheckContext) -> PastIssue | None:
    """The issue that a draft is: it has a name, and a number or a day."""
    masthead = draft.document.masthead
    if masthead is None or masthead.name is None:
        return None
    number = masthead.issue_number_last or masthead.issue_number
    if number is None and masthead.total_number is None and masthead.document_number:
        number = numbers_in(masthead.document_number.text)[-1]
    total = masthead.total_number_last or masthead.total_number
    if number is None and total is None and masthead.date is None:
        return None
    year = masthead.issue_year or (int(masthead.date[:4]) if masthead.date else None)
    label = special_label(masthead)
    return PastIssue(
        draft,
        masthead,
        year,
        number,
        total,
        labelled=bool(label),
        supplement=is_supplement(label),
    )


def _publication(issues: list[PastIssue]) -> Publication:
    ordered = sorted(issues, key=lambda issue: issue.rank)
    return Publication(ordered, [issue for issue in ordered if not issue.supplement] or ordered)


def _day(issue: PastIssue) -> str:
    return issue.masthead.date or str(issue.year or "")


def _turn(row: Sequence[PastIssue]) -> bool | None:
    """Whether the numbers began anew at the last turn of a year that is seen here."""
    years = [
        [issue.number for issue in group if issue.number is not None]
        for year, group in groupby(row, key=lambda issue: issue.year)
        if year is not None
    ]
    turns = [min(after) <= max(before) for before, after in pairwise(years) if before and after]
    return turns[-1] if turns else None


def _counts_by_year(issue: PastIssue) -> bool:
    """Whether the form of the number says that it counts within a year: 〔2026〕第7期, or a total
    number beside it that counts on.
    """
    typed = " ".join(part.text for part in issue.masthead.issue)
    only_document_number = issue.masthead.issue_number is None
    return issue.total is not None or _BY_YEAR.search(typed) is not None or only_document_number


def _assumed(year: int, *, restarts: bool) -> str:
    if restarts:
        return _(
            "Assumed: the numbers begin at 1 again in {year}, as their form says. If they go "
            "on, correct the number."
        ).format(year=year)
    return _(
        "Assumed: the numbers go on in {year}, as no issue shows otherwise. If they begin at 1 "
        "again, correct the number."
    ).format(year=year)


def _assumed_no_year() -> str:
    return _("Assumed: the numbers go on, as the issues have no year. If not, correct the number.")


class UnclearIssueError(BulletinError):
    """A new issue whose name or kind is not told."""


def no_issue() -> BulletinError:
    """Say that there is nothing to follow."""
    return UnclearIssueError(
        _("There is no issue here that the next one could follow."),
        _(
            "Begin the first one with --name and --kind, such as: bulletinc new --name "
            "清溪区工作快报 --kind 快报; or name the folder of the issues."
        ),
    )
