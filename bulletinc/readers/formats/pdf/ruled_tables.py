"""Tables that a page draws with rules: the texts between them are their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bulletinc.readers.fact_grid import FactGrid, GridCell
from bulletinc.readers.formats.pdf.page_lines import DrawnText, PageLine, lines_of
from bulletinc.readers.formats.pdf.rules import RuledLine, merged

_NEAR = 2.5  # points that rules which meet may be apart
_MOST_RULES = 600  # of a page, those in one line counted once
_FOOT = 0.3  # of the size above the foot of a text: within the row that it stands in


class Ruled(NamedTuple):
    """A table on a page: its cells by rows, its place from the top down, its number of columns."""

    rows: list[list[GridCell]]
    top: float
    columns: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rules that cross each other: where columns and rows begin and end, and the rules."""

    columns: list[float]
    rows: list[float]  # from the top down
    flat: list[RuledLine]
    upright: list[RuledLine]

    def place(self, text: DrawnText) -> tuple[int, int] | None:
        """Return the row and the column that a text stands in."""
        x = (text.x + text.end) / 2
        y = text.y + text.size * _FOOT
        row = next((at for at, (a, b) in enumerate(pairwise(self.rows)) if a >= y > b), None)
        column = next((at for at, (a, b) in enumerate(pairwise(self.columns)) if a <= x < b), None)
        return None if row is None or column is None else (row, column)

    def has_wall(self, row: int, column: int) -> bool:
        """Whether a rule stands at the right of this place."""
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        return _crossed(self.upright, self.columns[column + 1], middle)

    def has_floor(self, row: int, column: int) -> bool:
        """Whether a rule stands below this place."""
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return _crossed(self.flat, self.rows[row + 1], middle)


def ruled_tables(
    texts: Sequence[DrawnText], rules: Sequence[RuledLine]
) -> tuple[list[Ruled], list[DrawnText]]:
    """Return the tables of facts of a page, from the top down, and the texts outside of them."""
    found: list[Ruled] = []
    left = list(texts)
    for grid in _grids(merged(rules)):
        inside: dict[tuple[int, int], list[DrawnText]] = {}
        outside = []
        for text in left:
            if (place := grid.place(text)) is None:
                outside.append(text)
            else:
                inside.setdefault(place, []).append(text)
        rows = list(_rows(grid, inside))
        if FactGrid(rows).is_of_facts():
            found.append(Ruled(rows, grid.rows[0], len(grid.columns) - 1))
            left = outside
    return sorted(found, key=lambda table: -table.top), left


def row_lines(rows: list[list[GridCell]], top: float) -> list[PageLine]:
    """Return the lines of a table as lines of its page."""
    return [
        PageLine([(line.text, False)], 0.0, 0.0, top, 0.0, is_row=True)
        for line in FactGrid(rows).lines()
    ]


def _grids(rules: Sequence[RuledLine]) -> Iterator[_Grid]:
    """Group the rules that meet; those of a group are a grid if there are enough."""
    if len(rules) > _MOST_RULES:
        return
    waiting = set(range(len(rules)))
    while waiting:
        group = [waiting.pop()]
        for each in group:
            met = {other for other in waiting if _meet(rules[each], rules[other])}
            waiting -= met
            group += met
        flat = [rules[each] for each in group if rules[each].flat]
        upright = [rules[each] for each in group if not rules[each].flat]
        ends = [end for rule in flat for end in (rule.start, rule.end)]
        columns = _apart([*(rule.at for rule in upright), *(ends and (min(ends), max(ends)))])
        rows = _apart(rule.at for rule in flat)[::-1]
        if upright and len(columns) > 2 and len(rows) > 2:
            yield _Grid(columns, rows, flat, upright)


def _meet(one: RuledLine, other: RuledLine) -> bool:
    return (
        one.flat != other.flat
        and one.start - _NEAR <= other.at <= one.end + _NEAR
        and other.start - _NEAR <= one.at <= other.end + _NEAR
    )


def _apart(places: Iterator[float] | list[float]) -> list[float]:
    """Return places in order, those near to each other once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _crossed(rules: Sequence[RuledLine], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in rules)


def _rows(grid: _Grid, inside: dict[tuple[int, int], list[DrawnText]]) -> Iterator[list[GridCell]]:
    """Return the cells of a grid by rows; where no rule stands between places, they are one."""
    taken: set[tuple[int, int]] = set()
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    for row in range(height):
        cells = []
        for column in range(width):
            if (row, column) in taken:
                continue
            right = column
            while right < width - 1 and not grid.has_wall(row, right):
                right += 1
            below = row
            while below < height - 1 and not grid.has_floor(below, column):
                below += 1
            places = [(y, x) for y in range(row, below + 1) for x in range(column, right + 1)]
            texts = [
                text for place in places if place not in taken for text in inside.get(place, ())
            ]
            taken.update(places)
            cells.append(GridCell(_text(texts), below - row + 1, right - column + 1))
        yield cells


def _text(texts: Sequence[DrawnText]) -> str:
    """Return the lines of a cell as one, with a blank between words of Latin letters."""
    text = ""
    for line in lines_of(texts):
        blank = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii()
        text += f"{' ' if blank else ''}{line.text}"
    return text
