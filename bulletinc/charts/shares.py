"""Shares of a whole: pieces of a disc, each with its name, number and share beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bulletinc.charts import ChartData
from bulletinc.charts.cells import Number
from bulletinc.charts.style import ChartStyle
from bulletinc.pictures.drawing import Anchor, Drawing, Point, Shape, Words, around, wedge

_LEADING = 1.35  # of the words beside the disc
_LEAST_RADIUS = 5.0  # characters: where names are longer, they are broken
_BETWEEN = 1.6  # characters from the disc to the words beside it


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands beside a piece: ``edge`` is where it touches it, ``y`` its own height."""

    lines: tuple[str, ...]
    edge: Point
    y: float
    on_right: bool


def draw(data: ChartData, style: ChartStyle) -> Drawing:
    """The drawing of shares, from the top to the right as the table has them."""
    (series,) = data.series
    parts = [
        (name, number)
        for name, number in zip(data.names, series.numbers, strict=True)
        if number and number.value > 0
    ]
    whole = sum(number.value for _name, number in parts)
    texts: list[tuple[str, ...]] = [(f"{name} {_said(number, whole)}",) for name, number in parts]
    if style.width / 2 - _room(texts, style) < _LEAST_RADIUS * style.size:
        most = int(style.width / 2 / style.size - _LEAST_RADIUS - _BETWEEN)
        texts = [(*_rows(name, most), _said(number, whole)) for name, number in parts]
    style = replace(style, height=max(style.height, _needed(parts, texts, style)))
    middle = style.width / 2, style.height / 2
    radius = min(style.height / 2 - 1.2 * style.size, style.width / 2 - _room(texts, style))
    shapes: list[Shape] = []
    labels: list[_Label] = []
    done = 0.0
    for at, (_name, number) in enumerate(parts):
        start, done = done / whole, done + number.value
        shade = style.shade(_shade(at, len(parts), len(style.shades)))
        shapes.append(wedge(middle, radius, start, done / whole, shade, style.paper))
        turn = (start + done / whole) / 2
        edge = around(middle, radius, turn)
        y = around(middle, radius + 0.6 * style.size, turn)[1]
        labels.append(_Label(texts[at], edge, y, turn <= 0.5))
    shapes.append(replace(wedge(middle, radius, 0, 1, "", style.ink), width=style.rule))
    words: list[Words] = []
    for on_right in (True, False):
        placed = _apart([label for label in labels if label.on_right is on_right], style)
        for label in placed:
            leader, said = _beside(label, middle, radius, style)
            shapes.append(leader)
            words += said
    return Drawing(
        style.width, style.height, tuple(shapes), tuple(words), style.ink, style.families
    )


def _needed(
    parts: Sequence[tuple[str, Number]], texts: Sequence[tuple[str, ...]], style: ChartStyle
) -> float:
    """The height that the words at one side need."""
    whole, done = sum(number.value for _name, number in parts), 0.0
    lines = [0, 0]
    for (_name, number), said in zip(parts, texts, strict=True):
        lines[done + number.value / 2 <= whole / 2] += len(said)
        done += number.value
    return _LEADING * style.size * max(lines)


def _shade(at: int, count: int, shades: int) -> int:
    """Neighbours differ, and so do the last and the first."""
    return 1 if at == count - 1 and at % shades == 0 and at else at % shades


def _said(number: Number, whole: float) -> str:
    if number.text.endswith(("%", "％")):
        return number.text
    return f"{number.text}（{100 * number.value / whole:.1f}%）"


def _room(texts: Sequence[tuple[str, ...]], style: ChartStyle) -> float:
    """What the words beside the disc need."""
    return style.widest([line for lines in texts for line in lines]) + _BETWEEN * style.size


def _rows(name: str, most: int) -> tuple[str, ...]:
    return tuple(name[start : start + most] for start in range(0, len(name), most))


def _apart(labels: Sequence[_Label], style: ChartStyle) -> list[_Label]:
    """Labels of one side, from the top down, moved so that none lies on another."""
    placed: list[_Label] = []
    least = 0.0
    for label in sorted(labels, key=lambda each: each.y):
        half = _LEADING * style.size * len(label.lines) / 2
        placed.append(replace(label, y=max(label.y, least + half)))
        least = placed[-1].y + half
    most = style.height
    for at, label in reversed([*enumerate(placed)]):
        half = _LEADING * style.size * len(label.lines) / 2
        placed[at] = replace(label, y=min(label.y, most - half))
        most = placed[at].y - half
    return placed


def _beside(
    label: _Label, middle: Point, radius: float, style: ChartStyle
) -> tuple[Shape, list[Words]]:
    side = 1 if label.on_right else -1
    x = middle[0] + side * (radius + 1.2 * style.size)
    bend = x - side * 0.6 * style.size, label.y
    line = Shape((label.edge, bend, (x, label.y)), "", style.ink, style.rule)
    first = label.y + 0.37 * style.size - _LEADING * style.size * (len(label.lines) - 1) / 2
    anchor: Anchor = "start" if label.on_right else "end"
    return line, [
        Words(
            (x + side * 0.3 * style.size, first + _LEADING * style.size * at),
            text,
            style.size,
            anchor,
        )
        for at, text in enumerate(label.lines)
    ]
