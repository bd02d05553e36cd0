"""The reading of a document: the cheapest way to give each line a role.

Every line has a few candidates with costs; every pair of neighbours has a cost. The cheapest path
over all lines is found in one pass from the top; a second pass from the end tells what any other
role of a line would cost, with the best reading of all other lines.
"""

from __future__ import annotations

from collections.abc import Sequence
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
            best, choice = float("inf"), 0
            for index, (last, sum_so_far) in enumerate(before):
                total = sum_so_far + follow(last, role)
                if total < best:
                    best, choice = total, index
            choices.append(choice)
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
    down = _sums(lines, forward=True)
    up = _sums(lines, forward=False)
    return [
        [down[index][at] + up[index][at] - each.cost for at, each in enumerate(candidates)]
        for index, candidates in enumerate(lines)
    ]


def _sums(lines: Sequence[Sequence[Candidate]], *, forward: bool) -> list[list[float]]:
    """The least cost from the start (or the end) to each candidate, its own included."""
    found: list[list[float]] = []
    edge = "start" if forward else "end"
    before: Sequence[tuple[str, float]] = ((edge, 0.0),)
    for candidates in lines if forward else reversed(lines):
        sums = [
            each.cost
            + min(
                total + (follow(role, each.role) if forward else follow(each.role, role))
                for role, total in before
            )
            for each in candidates
        ]
        found.append(sums)
        before = [(each.role, total) for each, total in zip(candidates, sums, strict=True)]
    return found if forward else found[::-1]
