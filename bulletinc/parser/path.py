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

    ``costs``: what the best path through each candidate costs.
    """

    chosen: list[int]
    total: float


def cheapest(lines: Sequence[Sequence[Candidate]]) -> Path:
    """The cheapest path. Of two that cost the same, the one whose candidate stands first."""
    if not lines:
        return Path([], 0.0)
    back: list[list[int]] = []
    before: Sequence[tuple[str, float]] = (("start", 0.0),)
    for candidates in lines:
        choices: list[int] = []
        reached: list[tuple[str, float]] = []
        for role, cost, _evidence in candidates:
            totals = [sum_so_far + follow(last, role) for last, sum_so_far in before]
            best = min(totals)
            choices.append(totals.index(best))
            reached.append((role, best + cost))
        back.append(choices)
        before = reached
    ends = [cost + follow(role, "end") for role, cost in before]
    at = min(range(len(ends)), key=ends.__getitem__)
    total = ends[at]
    chosen = [0] * len(lines)
    for index in range(len(lines) - 1, -1, -1):
        chosen[index] = at
        at = back[index][at]
    return Path(chosen, total)


def alternatives(lines: Sequence[Sequence[Candidate]]) -> list[list[float]]:
    """For each line and candidate: what the whole costs, if the line has that role."""
    down = _sums(lines, follow, "start")
    up = _sums(lines[::-1], _precede, "end")[::-1]
    return [
        [down[index][at] + up[index][at] - each.cost for at, each in enumerate(candidates)]
        for index, candidates in enumerate(lines)
    ]


def _sums(
    lines: Sequence[Sequence[Candidate]], step: Callable[[str, str], float], edge: str
) -> list[list[float]]:
    """The least cost from the edge to each candidate, its own included.

    ``step`` is what it costs to go from a role to the next.
    """
    found: list[list[float]] = []
    before: Sequence[tuple[str, float]] = ((edge, 0.0),)
    for candidates in lines:
        sums = [
            cost + min([total + step(last, role) for last, total in before])
            for role, cost, _evidence in candidates
        ]
        found.append(sums)
        before = [(each[0], total) for each, total in zip(candidates, sums, strict=True)]
    return found


@cache
def _precede(after: str, role: str) -> float:
    """What it costs that a role precedes another."""
    return follow(role, after)
