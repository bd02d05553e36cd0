"""A drawing in lines, areas and words, and its form as SVG.

Lengths are points, from the top left corner. Colours are ``#rrggbb``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Anchor: TypeAlias = Literal["start", "middle", "end"]

_ROUND = 36  # corners of a circle


@dataclass(frozen=True, slots=True)
class Shape:
    """A line through these points, or an area where it is filled; without a colour not drawn."""

    points: tuple[Point, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.5
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A text on its baseline; ``anchor`` says which end of it, or its middle, is at ``place``."""

    place: Point
    text: str
    size: float
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes below words. ``ink`` is the colour of the words, ``families`` are their fonts'."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]
    ink: str
    families: tuple[str, ...]


def rectangle(
    left: float, top: float, width: float, height: float, fill: str, stroke: str
) -> Shape:
    """A rectangle; one of a negative height goes up."""
    right, bottom = left + width, top + height
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Shape(corners, fill, stroke)


def wedge(middle: Point, radius: float, start: float, end: float, fill: str, stroke: str) -> Shape:
    """A piece of a disc between two turns, of which one is 1 and 0 is at the top."""
    steps = max(2, math.ceil((end - start) * 4 * _ROUND))
    arc = [
        around(middle, radius, start + (end - start) * step / steps) for step in range(steps + 1)
    ]
    return Shape((*arc,) if end - start >= 1 else (middle, *arc), fill, stroke, 1.0)


def disc(middle: Point, radius: float, fill: str, stroke: str) -> Shape:
    """A disc."""
    edge = tuple(around(middle, radius, step / _ROUND) for step in range(_ROUND))
    return Shape(edge, fill, stroke, 1.0)


def around(middle: Point, radius: float, turn: float) -> Point:
    """The point at this distance of ``middle``, after a turn from the top."""
    angle = math.tau * turn
    return middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)


def svg(drawing: Drawing) -> bytes:
    """The drawing as SVG. The same drawing gives the same bytes."""
    width, height = _number(drawing.width), _number(drawing.height)
    families = ",".join(
        family if family in ("serif", "sans-serif") else f"'{family}'"
        for family in drawing.families
    )
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
            f'viewBox="0 0 {width} {height}" font-family="{escape(families)}" fill="{drawing.ink}">'
        ),
        *map(_shape, drawing.shapes),
        *map(_words, drawing.words),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _shape(shape: Shape) -> str:
    path = "M" + "L".join(_points(shape.points)) + ("Z" if shape.fill else "")
    marks = f'fill="{shape.fill or "none"}"'
    if shape.stroke:
        marks += f' stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"'
    if shape.dashes:
        marks += f' stroke-dasharray="{" ".join(map(_number, shape.dashes))}"'
    return f'<path d="{path}" {marks}/>'


def _points(points: Sequence[Point]) -> Iterable[str]:
    return (f"{_number(x)} {_number(y)}" for x, y in points)


def _words(words: Words) -> str:
    x, y = map(_number, words.place)
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    size = _number(words.size)
    return f'<text x="{x}" y="{y}" font-size="{size}"{anchor}>{escape(words.text)}</text>'


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
