"""The reading of a source: its lines, the roles that each may have, and the one that it has."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bulletinc.parser.candidates import candidates
from bulletinc.parser.lines import Line, read_lines
from bulletinc.parser.path import Path, cheapest
from bulletinc.parser.survey import Survey
from bulletinc.parser.weights import Candidate
from bulletinc.text.source import Source


class LineRole(NamedTuple):
    """A line with its role.

    ``line`` is its place among the survey's lines; ``~number`` for residue.
    """

    line: int
    role: str


class Reading(NamedTuple):
    """``order``: for each line in the source, rules and waivers left out, its place among the
    survey's lines, or ``None`` and its number among ``asides``, the lines of residue. ``path``
    chooses one of the candidates that each line of the survey has.
    """

    survey: Survey
    asides: list[Line]
    order: list[tuple[int, int | None]]
    candidates: list[list[Candidate]]
    path: Path

    @property
    def roles(self) -> list[str]:
        """The role of each of the survey's lines."""
        return [
            candidates[at].role
            for candidates, at in zip(self.candidates, self.path.chosen, strict=True)
        ]


@lru_cache(maxsize=1)
def read_roles(source: Source) -> Reading:
    """Read the lines of a source."""
    lines: list[Line] = []
    asides: list[Line] = []
    order: list[tuple[int, int | None]] = []
    breaks: set[int] = set()
    for line in read_lines(source):
        if line.form == "rule":
            breaks.add(len(lines))
        elif line.form == "waiver":
            continue
        elif line.form == "residue":
            order.append((len(asides), None))
            asides.append(line)
        else:
            order.append((0, len(lines)))
            lines.append(line)
    survey = Survey(source, lines, frozenset(breaks))
    found = candidates(survey)
    return Reading(survey, asides, order, found, cheapest(found))
