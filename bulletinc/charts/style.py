"""With what charts are drawn: room, size of words, shades. And the legend above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bulletinc.charts import Series
from bulletinc.pictures.drawing import Shape, Words, disc, rectangle
from bulletinc.text.typography import ems


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Lengths in points. ``shades`` are those of series, from the darkest; ``pale`` is a rule's."""

    width: float
    height: float
    size: float
    rule: float
    ink: str
    paper: str
    pale: str
    shades: tuple[str, ...]
    families: tuple[str, ...]

    def width_of(self, text: str) -> float:
        """The width of a text."""
        return float(ems(text)) * self.size

    def widest(self, texts: Sequence[str]) -> float:
        """The width of the widest of these texts."""
        return max(map(self.width_of, texts), default=0.0)

    def smaller(self) -> ChartStyle:
        """The same with smaller words, where there is little room."""
        return replace(self, size=self.size * 0.875)

    def shade(self, number: int) -> str:
        """The shade of a series or a share."""
        return self.shades[number % len(self.shades)]

    def mark(self, number: int, place: tuple[float, float]) -> Shape:
        """The mark of a series at a point of its line: full or hollow, round or square."""
        half = self.size / 4
        fill = self.paper if number % 2 else self.ink
        if number < 2:
            return disc(place, half, fill, self.ink)
        box = rectangle(place[0] - half, place[1] - half, 2 * half, 2 * half, fill, self.ink)
        return replace(box, width=1.0)


DASHES = ((), (), (4.0, 2.0), (1.5, 1.5))  # of the lines of series


def legend(style: ChartStyle, series: Sequence[Series], *, lines: bool) -> Legend:
    """The names of the series with their shades or lines, in rows, centred."""
    if len(series) < 2:
        return Legend(0.0, (), ())
    sample = 2 * style.size
    widths = [sample + style.size * 0.5 + style.width_of(each.name) for each in series]
    rows: list[list[int]] = [[]]
    for number, width in enumerate(widths):
        used = sum(widths[at] + style.size for at in rows[-1])
        if rows[-1] and used + width > style.width:
            rows.append([])
        rows[-1].append(number)
    shapes: list[Shape] = []
    words: list[Words] = []
    for row, members in enumerate(rows):
        x = (style.width - sum(widths[at] for at in members) - style.size * (len(members) - 1)) / 2
        middle = style.size * (0.75 + 1.5 * row)
        for number in members:
            shapes += _sample(style, number, (x, middle), sample, lines=lines)
            place = x + sample + style.size * 0.5, middle + style.size * 0.38
            words.append(Words(place, series[number].name, style.size))
            x += widths[number] + style.size
    return Legend(style.size * (1.5 * len(rows) + 0.5), tuple(shapes), tuple(words))


@dataclass(frozen=True, slots=True)
class Legend:
    """What stands above a chart, and its height."""

    height: float
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]


def _sample(
    style: ChartStyle, number: int, place: tuple[float, float], width: float, *, lines: bool
) -> list[Shape]:
    x, y = place
    if lines:
        line = Shape(((x, y), (x + width, y)), "", style.ink, 1.0, DASHES[number])
        return [line, style.mark(number, (x + width / 2, y))]
    half = style.size * 0.4
    box = rectangle(x + width - 2 * half, y - half, 2 * half, 2 * half, "", style.ink)
    return [replace(box, fill=style.shade(number))]
