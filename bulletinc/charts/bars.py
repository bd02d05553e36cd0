"""Bars and groups of bars, upright where names and numbers have room, else lying."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from bulletinc.charts import ChartData
from bulletinc.charts.cells import Number
from bulletinc.charts.style import ChartStyle, legend
from bulletinc.pictures.drawing import Drawing, Shape, Words, rectangle

_SHARE = 0.66  # of its room that a bar takes
_NONE = "—"  # where the table has no number


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value is, between the ends of the bars."""

    least: float
    most: float
    length: float

    def at(self, value: float) -> float:
        return (value - self.least) / ((self.most - self.least) or 1.0) * self.length


def draw(data: ChartData, style: ChartStyle) -> Drawing:
    """The drawing of bars."""
    for tried in (style, style.smaller()):
        if _has_room(data, tried):
            return _upright(data, tried)
    return _lying(data, style)


def _has_room(data: ChartData, style: ChartStyle) -> bool:
    slot = style.width / len(data.names)
    numbers = style.widest([number.text for number in _numbers(data)] or [_NONE])
    gap = 0.3 * style.size
    names = style.widest(data.names)
    return names + gap <= slot and len(data.series) * (numbers + gap / 2) + gap <= slot


def _numbers(data: ChartData) -> list[Number]:
    return [number for number in chain(*(each.numbers for each in data.series)) if number]


def _scale(data: ChartData, length: float) -> _Scale:
    values = [number.value for number in _numbers(data)]
    return _Scale(min(0.0, *values), max(0.0, *values), length)


def _upright(data: ChartData, style: ChartStyle) -> Drawing:
    above = legend(style, data.series, lines=False)
    top, foot = above.height + 1.4 * style.size, style.height - 1.6 * style.size
    scale = _scale(data, foot - top - (1.4 * style.size if _has_negative(data) else 0))
    zero = top + scale.length - scale.at(0)
    slot = style.width / len(data.names)
    numbers = style.widest([number.text for number in _numbers(data)]) + 0.2 * style.size
    widest = max(numbers, 3.2 * style.size) * len(data.series)
    group = min(slot * 0.9, max(min(slot * _SHARE, widest), numbers * len(data.series)))
    bar = group / len(data.series)
    shapes, words = [*above.shapes], [*above.words]
    for at, name in enumerate(data.names):
        middle = (at + 0.5) * slot
        words.append(Words((middle, style.height - 0.3 * style.size), name, style.size, "middle"))
        for series, each in enumerate(data.series):
            left = middle - group / 2 + series * bar
            shape, word = _bar_up(each.numbers[at], (left, zero), bar, scale, style, series)
            shapes += shape
            words.append(word)
    shapes.append(Shape(((0, zero), (style.width, zero)), "", style.ink, 2 * style.rule))
    return _drawing(style, style.height, shapes, words)


def _bar_up(
    number: Number | None,
    foot: tuple[float, float],
    width: float,
    scale: _Scale,
    style: ChartStyle,
    series: int,
) -> tuple[list[Shape], Words]:
    left, zero = foot
    middle = left + width / 2
    if number is None:
        return [], Words((middle, zero - 0.4 * style.size), _NONE, style.size, "middle")
    height = scale.at(number.value) - scale.at(0)
    place = zero - height + (1.1 if height < 0 else -0.4) * style.size
    shape = rectangle(left, zero - height, width, height, style.shade(series), style.ink)
    return [shape], Words((middle, place), number.text, style.size, "middle")


def _has_negative(data: ChartData) -> bool:
    return any(number.value < 0 for number in _numbers(data))


def _lying(data: ChartData, style: ChartStyle) -> Drawing:
    above = legend(style, data.series, lines=False)
    rows = [_broken(name, style) for name in data.names]
    names = style.widest([line for row in rows for line in row])
    numbers = style.widest([number.text for number in _numbers(data)] or [_NONE])
    left = names + 0.6 * style.size + (numbers if _has_negative(data) else 0)
    scale = _scale(data, style.width - left - numbers - 0.8 * style.size)
    zero = left + scale.at(0)
    bar = 1.25 * style.size
    top = above.height + 0.2 * style.size
    shapes, words = [*above.shapes], [*above.words]
    y = top
    for at, row in enumerate(rows):
        height = max(bar * len(data.series), 1.2 * style.size * len(row))
        middle = y + height / 2
        for line, text in enumerate(row):
            base = middle + (line - (len(row) - 1) / 2) * 1.2 * style.size + 0.37 * style.size
            words.append(Words((names, base), text, style.size, "end"))
        for series, each in enumerate(data.series):
            place = middle + (series - len(data.series) / 2) * bar
            shape, word = _bar_along(each.numbers[at], (zero, place), bar, scale, style, series)
            shapes += shape
            words.append(word)
        y += height + 0.5 * style.size
    end = y - 0.3 * style.size
    shapes.append(Shape(((zero, top), (zero, end)), "", style.ink, 2 * style.rule))
    return _drawing(style, end + 0.2 * style.size, shapes, words)


def _bar_along(
    number: Number | None,
    foot: tuple[float, float],
    height: float,
    scale: _Scale,
    style: ChartStyle,
    series: int,
) -> tuple[list[Shape], Words]:
    zero, top = foot
    base = top + height / 2 + 0.37 * style.size
    if number is None:
        return [], Words((zero + 0.4 * style.size, base), _NONE, style.size)
    length = scale.at(number.value) - scale.at(0)
    shape = rectangle(
        zero, top + 0.1 * height, length, 0.8 * height, style.shade(series), style.ink
    )
    beyond = zero + length + (0.4 if length >= 0 else -0.4) * style.size
    return [shape], Words(
        (beyond, base), number.text, style.size, "start" if length >= 0 else "end"
    )


def _broken(name: str, style: ChartStyle) -> tuple[str, ...]:
    """A name that takes more than two fifths of the width, in lines."""
    most = max(1, int(style.width * 0.4 / style.size))
    if style.width_of(name) <= most * style.size:
        return (name,)
    return tuple(name[start : start + most] for start in range(0, len(name), most))


def _drawing(style: ChartStyle, height: float, shapes: list[Shape], words: list[Words]) -> Drawing:
    return Drawing(style.width, height, tuple(shapes), tuple(words), style.ink, style.families)
