"""How sure the reading is: what else a line could have been, and what decided.

The doubt of a line is the margin between the best reading of the document and the best one that
gives the line another role. Roles that make the same of a line (a name and a line of a name) do not
differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bulletinc.parser.path import alternatives
from bulletinc.parser.reading import Reading, read_roles
from bulletinc.parser.weights import Candidate, follow
from bulletinc.text.source import Source, Span

NEAR = 1.0  # a margin below this is a doubt
# Roles that leave the same mark on the page, by one of them.
_SAME = {
    "headline-more": "headline",
    "note-more": "note",
    "annex-list-more": "annex-list",
    "colophon-more": "colophon",
    "issuer": "mark",
    "above": "mark",
    "run-in": "run-in",
    "part": "text",
    "brief": "text",
    "entry": "point",
}


class Doubt(NamedTuple):
    """A line whose role is near another.

    ``margin``: what the other reading of the whole would cost more.
    """

    span: Span
    taken: str
    other: str
    margin: float


class Weighed(NamedTuple):
    """A role that a line could have had.

    ``more``: what the whole costs more with it; 0 for the one it has.

    ``before`` and ``after``: what it costs between the neighbours' roles.
    """

    candidate: Candidate
    more: float
    before: float
    after: float


def doubts(source: Source) -> list[Doubt]:
    """The lines of a source that another reading is near to, in order."""
    reading = read_roles(source)
    totals = alternatives(reading.candidates, reading.path)
    found: list[Doubt] = []
    for index, line in enumerate(reading.survey.lines):
        candidates = reading.candidates[index]
        taken = candidates[reading.path.chosen[index]]
        best = totals[index][reading.path.chosen[index]]
        others = [
            (total - best, each.role)
            for total, each in zip(totals[index], candidates, strict=True)
            if _SAME.get(each.role, each.role) != _SAME.get(taken.role, taken.role)
        ]
        margin, other = min(others, default=(float("inf"), ""))
        if margin < NEAR:
            found.append(Doubt(line.span, taken.role, other, margin))
    return found


def weighed(source: Source, line: int) -> Iterator[Weighed]:
    """The roles that the line of this number (from 1) could have had, the cheapest first; none for
    a line of no text.
    """
    reading = read_roles(source)
    index = _index(reading, source, line)
    if index is None:
        return
    totals = alternatives(reading.candidates, reading.path)[index]
    roles = reading.roles
    before = roles[index - 1] if index else "start"
    after = roles[index + 1] if index + 1 < len(roles) else "end"
    best = min(totals)
    order = sorted(range(len(totals)), key=totals.__getitem__)
    for at in order:
        each = reading.candidates[index][at]
        yield Weighed(each, totals[at] - best, follow(before, each.role), follow(each.role, after))


def _index(reading: Reading, source: Source, line: int) -> int | None:
    for index, each in enumerate(reading.survey.lines):
        first = source.text.count("\n", 0, each.span.start) + 1
        if first <= line < first + len(each.rows):
            return index
    return None
