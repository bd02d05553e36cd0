"""The rules that a PDF page draws, lines and thin or framed rectangles, as a grid has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

_THIN = 3.0  # points: a filled rectangle that is not thicker is a rule
_SHORTEST = 5.0  # points
_STRAIGHT = 0.8  # points that the ends of a rule differ by at most
_NEAR = 2.5  # points: rules nearer than this are drawn as one


class RuledLine(NamedTuple):
    """A rule: how far it is from the left (or, if ``flat``, from the bottom), and its ends."""

    flat: bool
    at: float
    start: float
    end: float


Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(
    path: Sequence[Sequence[Any]], matrix: Matrix | None, *, stroked: bool
) -> Iterator[RuledLine]:
    """Return the rules of a path: operators (m, l, h; ISO 32000-2, 8.5.2), each with its points.

    ``matrix`` brings the points onto the page.
    """
    a, b, c, d, e, f = matrix or _AS_IT_IS
    outline: list[Point] = []
    for operator, *numbers in [*path, ("m",)]:
        points = [
            (a * x + c * y + e, b * x + d * y + f)
            for x, y in zip(numbers[::2], numbers[1::2], strict=False)
        ]
        if operator == "m":
            yield from _of_outline(outline, stroked=stroked)
            outline = points
        elif operator == "h":
            outline += outline[:1]
        elif operator == "l":
            outline += points
        else:  # a curve
            outline = []


def _of_outline(outline: Sequence[Point], *, stroked: bool) -> Iterator[RuledLine]:
    if stroked:
        for (x, y), (to_x, to_y) in pairwise(outline):
            if abs(y - to_y) <= _STRAIGHT and abs(x - to_x) >= _SHORTEST:
                yield RuledLine(True, (y + to_y) / 2, min(x, to_x), max(x, to_x))
            elif abs(x - to_x) <= _STRAIGHT and abs(y - to_y) >= _SHORTEST:
                yield RuledLine(False, (x + to_x) / 2, min(y, to_y), max(y, to_y))
    elif len(outline) in (4, 5):
        left, right = min(x for x, _y in outline), max(x for x, _y in outline)
        bottom, top = min(y for _x, y in outline), max(y for _x, y in outline)
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            yield RuledLine(True, (top + bottom) / 2, left, right)
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            yield RuledLine(False, (left + right) / 2, bottom, top)


def merged(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Return the rules, those in one line that touch each other as one."""
    found: list[RuledLine] = []
    rows: list[list[RuledLine]] = []
    for rule in sorted(rules, key=lambda each: (each.flat, each.at)):
        if rows and rows[-1][0].flat == rule.flat and rule.at - rows[-1][0].at <= _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    for row in rows:
        at = sum(each.at for each in row) / len(row)
        parts: list[RuledLine] = []
        for rule in sorted(row, key=lambda each: each.start):
            if parts and rule.start <= parts[-1].end + _NEAR:
                parts[-1] = parts[-1]._replace(end=max(parts[-1].end, rule.end))
            else:
                parts.append(rule._replace(at=at))
        found += parts
    return found
