"""Bulleted points, and names one a line."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.inlines import inlines
from bulletinc.parser.lines import trimmed
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import List, Point, Text
from bulletinc.text.source import Span

ROLES = frozenset(("point", "entry"))


def begins(before: str, role: str) -> bool:
    """Bullets and names are two lists."""
    return before != role


def build(survey: Survey, lines: Sequence[LineRole]) -> List:
    """The list."""
    points: list[Point] = []
    for index, role in lines:
        line = survey.lines[index]
        marker: Text | None = None
        pieces = line.whole
        if role == "point" and line.opening:
            bullet = line.opening.text.rstrip()
            marker = Text(Span(line.opening.start, line.opening.start + len(bullet)), bullet)
            pieces = line.pieces
        points.append(Point(line.span, marker, inlines(trimmed(pieces))))
    return List(Span(points[0].span.start, points[-1].span.end), tuple(points))
