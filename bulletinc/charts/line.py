"""Lines through points, over a pale grid with numbers at its left."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from bulletinc.charts import ChartData, Series
from bulletinc.charts.cells import Number
from bulletinc.charts.style import DASHES, ChartStyle, legend
from bulletinc.pictures.drawing import Drawing, Point, Shape, Words, rectangle

_STEPS = 4  # of the grid, about
_NICE = (1, 2, 2.5, 5, 10)


def draw(data: ChartData, style: ChartStyle) -> Drawing:
    """The drawing of lines. A gap in the table is one in the line."""
    above = legend(style, data.series, lines=True)
    ticks = _ticks([number.value for each in data.series for number in each.numbers if number])
    labels = [_label(tick, data) for tick in ticks]
    left = style.widest(labels) + 0.5 * style.size
    top, foot = above.height + 1.4 * style.size, style.height - 1.8 * style.size
    slot = (style.width - left) / len(data.names)

    def place(at: int, value: float) -> Point:
        share = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return left + (at + 0.5) * slot, foot - share * (foot - top)

    shapes, words = [*above.shapes], [*above.words]
    for tick, label in zip(ticks, labels, strict=True):
        y = place(0, tick)[1]
        base = tick in (0, ticks[0])
        shapes.append(
            Shape(((left, y), (style.width, y)), "", style.ink if base else style.pale, style.rule)
        )
        words.append(
            Words((left - 0.4 * style.size, y + 0.37 * style.size), label, style.size, "end")
        )
    words += _names(data, style, slot, left)
    for number, each in enumerate(data.series):
        points = [
            place(at, found.value) if found else None for at, found in enumerate(each.numbers)
        ]
        shapes += _pieces(points, style, number)
        shapes += [style.mark(number, point) for point in points if point]
    numbers = _numbers(data, style, slot, place, foot)
    shapes += [_behind(each, style) for each in numbers]
    words += numbers
    return Drawing(
        style.width, style.height, tuple(shapes), tuple(words), style.ink, style.families
    )


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers around all values; from nothing, where they are not far from it."""
    least, most = min(values), max(values)
    if 0 <= least <= most * 0.6:
        least = 0.0
    span = (most - least) or abs(most) or 1.0
    power = 10.0 ** math.floor(math.log10(span / _STEPS))
    step = next(nice * power for nice in _NICE if nice * power * _STEPS >= span)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    last = max(last, first + 1)
    return [round(step * number, 10) for number in range(first, last + 1)]


def _label(tick: float, data: ChartData) -> str:
    texts = [number.text for each in data.series for number in each.numbers if number]
    percent = "%" if texts and all(text.endswith(("%", "％")) for text in texts) else ""
    return f"{tick:,.10g}{percent}"


def _names(data: ChartData, style: ChartStyle, slot: float, left: float) -> list[Words]:
    """The names below the points: as many as have room, and the first always."""
    every = max(1, math.ceil((style.widest(data.names) + 0.4 * style.size) / slot))
    base = style.height - 0.4 * style.size
    found = []
    for at, name in enumerate(data.names):
        x, half = left + (at + 0.5) * slot, style.width_of(name) / 2
        if at % every == 0 and (at == 0 or x + half <= style.width):
            found.append(Words((max(x, half), base), name, style.size, "middle"))
    return found


def _pieces(points: Sequence[Point | None], style: ChartStyle, number: int) -> list[Shape]:
    found: list[list[Point]] = [[]]
    for point in points:
        if point:
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return [
        Shape(tuple(piece), "", style.ink, 1.0, DASHES[number]) for piece in found if len(piece) > 1
    ]


def _numbers(
    data: ChartData,
    style: ChartStyle,
    slot: float,
    place: Callable[[int, float], Point],
    foot: float,
) -> list[Words]:
    """The numbers at the points of a single line, where they have room."""
    (first, *others) = data.series
    if others or not _fit(first, style, slot):
        return []
    found = []
    for at, number in enumerate(first.numbers):
        if number:
            x, y = place(at, number.value)
            below = _is_low(first, at) and y + 1.6 * style.size < foot
            down = 1.3 if below else -0.6
            found.append(Words((x, y + down * style.size), number.text, style.size, "middle"))
    return found


def _behind(words: Words, style: ChartStyle) -> Shape:
    """A paper behind words, so that no line runs through them."""
    (x, y), width = words.place, style.width_of(words.text)
    return rectangle(x - width / 2, y - 0.8 * style.size, width, style.size * 0.9, style.paper, "")


def _is_low(series: Series, at: int) -> bool:
    """Whether the line comes down to this point and goes up again, so that it is free below."""
    here = series.numbers[at]
    beside = [series.numbers[near] for near in (at - 1, at + 1) if 0 <= near < len(series.numbers)]
    return bool(here) and all(each is None or here.value < each.value for each in beside if here)


def _fit(series: Series, style: ChartStyle, slot: float) -> bool:
    texts: list[Number] = [number for number in series.numbers if number]
    return style.widest([number.text for number in texts]) + 0.3 * style.size <= slot
