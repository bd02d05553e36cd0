"""The reading of a document: the cheapest way to give each line a role.

Every line has a few candidates with costs; every pair of neighbours has a cost. The cheapest path
over all lines is found in one pass from the top; a second pass from the end tells what any other
role of a line would cost, with the best reading of all other lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from bulletinc.parser.weights import Candidate, follow


class Path(NamedTuple):
    """``chosen``: the index of each line's candidate.

    ``sums``: for each line and candidate, the least cost of the lines up to it.
    """

    chosen: list[int]
    total: float
    sums: list[list[float]]


class _Steps(dict[str, float]):
    """What it costs that another role is before, or behind, this one."""

    def __init__(self, cost: Callable[[str], float]) -> None:
        self._cost = cost

    def __missing__(self, other: str) -> float:
        self[other] = cost = self._cost(other)
        return cost


def cheapest(lines: Sequence[Sequence[Candidate]]) -> Path:
    """The cheapest path. Of two that cost the same, the one whose candidate stands first."""
    if not lines:
        return Path([], 0.0, [])
    back: list[list[int]] = []
    found: list[list[float]] = []
    before: Sequence[tuple[str, float]] = (("start", 0.0),)
    for candidates in lines:
        choices: list[int] = []
        sums: list[float] = []
        for role, cost, _evidence in candidates:
            steps = _steps_to(role)
            totals = [total + steps[last] for last, total in before]
            best = min(totals)
            choices.append(totals.index(best))
            sums.append(best + cost)
        back.append(choices)
        found.append(sums)
        before = [(each[0], total) for each, total in zip(candidates, sums, strict=True)]
    ends = [cost + follow(role, "end") for role, cost in before]
    at = min(range(len(ends)), key=ends.__getitem__)
    total = ends[at]
    chosen = [0] * len(lines)
    for index in range(len(lines) - 1, -1, -1):
        chosen[index] = at
        at = back[index][at]
    return Path(chosen, total, found)


def alternatives(lines: Sequence[Sequence[Candidate]], path: Path) -> list[list[float]]:
    """For each line and candidate: what the whole costs, if the line has that role.

    ``path`` is the cheapest of the lines.
    """
    found: list[list[float]] = []
    behind: Sequence[tuple[str, float]] = (("end", 0.0),)
    for candidates, sums in zip(reversed(lines), reversed(path.sums), strict=True):
        rest: list[float] = []
        for role, _cost, _evidence in candidates:
            steps = _steps_from(role)
            rest.append(min([total + steps[following] for following, total in behind]))
        found.append([down + up for down, up in zip(sums, rest, strict=True)])
        behind = [(each[0], total + each[1]) for each, total in zip(candidates, rest, strict=True)]
    return found[::-1]


@cache
def _steps_to(role: str) -> _Steps:
    return _Steps(lambda last: follow(last, role))


@cache
def _steps_from(role: str) -> _Steps:
    return _Steps(lambda following: follow(role, following))
