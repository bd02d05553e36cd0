"""A table as every form of page sets it: whole rows, what each cell is, where its text stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from bulletinc.render.measures import Measures
from bulletinc.render.table_fit import fit
from bulletinc.syntax import Cell, Inline, Row, Strong, Table
from bulletinc.text.source import Span
from bulletinc.text.typography import ems
from bulletinc.text.words import words

RowRole: TypeAlias = Literal["head", "group", "total", "row"]
Scope: TypeAlias = Literal["col", "row", ""]
Align: TypeAlias = Literal["text", "figure", "centre"]

# 1,204.5  -3.2%  12／15  ↑4: what stands in a column of figures; “—” and an empty cell say nothing.
_FIGURE = re.compile(r"[+＋\-－−↑↓▲▼约]?\s*\d[\d,，.．:：/／~～\s]*\s*[%％‰℃]?")
_NOTHING = re.compile(r"[—－\-/／\s]*")


@dataclass(frozen=True, slots=True)
class CellForm:
    """A cell as it is set. ``columns`` is how many it spans; with a ``scope`` it is a header."""

    cell: Cell
    columns: int
    scope: Scope
    align: Align


@dataclass(frozen=True, slots=True)
class RowForm:
    """A row whose cells fill all columns."""

    row: Row
    role: RowRole
    cells: tuple[CellForm, ...]


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table of ``columns`` columns. All rows are whole.

    ``size`` is that of its type, in points; ``widths`` are those of its columns, in that size.
    ``turned``: it needs a page on its side. ``whole``: it is so short that no page parts it.
    """

    columns: int
    head: tuple[RowForm, ...]
    rows: tuple[RowForm, ...]
    size: float
    widths: tuple[float, ...]
    turned: bool
    whole: bool = False

    @property
    def width(self) -> float:
        """The width of the table, in the size of its type."""
        return round(sum(self.widths), 2)


def table_form(table: Table, layout: Mapping[str, Any]) -> TableForm:
    """How a table is set by a layout.

    Cells that a row lacks are empty ones. Without a head, the first column heads the rows, so that
    each cell has a header (ISO 14289-1, 7.5).
    """
    columns = max((len(row.cells) for row in (*table.head, *table.rows)), default=1) or 1
    aligns = _aligns(table.rows, columns)
    headless = not table.head
    fitted = fit(
        [_texts(row, columns) for row in table.head],
        [_texts(row, columns) for row in table.rows if columns == 1 or len(row.cells) != 1],
        columns,
        Measures(layout),
    )
    form = TableForm(
        columns,
        tuple(_head_row(row, columns) for row in table.head),
        tuple(_row(row, columns, aligns, headless=headless) for row in table.rows),
        fitted.size,
        fitted.widths,
        fitted.turned,
    )
    height = sum(row_height(form, row, layout) for row in (*form.head, *form.rows))
    measures = Measures(layout)
    short = height <= measures.number("table.whole-lines") * measures.pitch
    return replace(form, whole=short and not form.turned)


def row_height(form: TableForm, row: RowForm, layout: Mapping[str, Any]) -> float:
    """The height of a row as its text needs it, in points, without knowing the font."""
    measures = Measures(layout)
    padding = measures.length("table.padding", 1.0)
    lines, at = 1, 0
    for cell in row.cells:
        room = max(1.0, sum(form.widths[at : at + cell.columns]) - 2 * padding)
        wide = ems(cell_text(cell.cell))
        if wide > room:  # no line holds a part of a character
            lines = max(lines, math.ceil(wide / math.floor(room)))
        at += cell.columns
    leading = measures.number("table.leading")
    return form.size * (lines * leading + 2 * measures.length("table.row-padding", 1.0))


def _texts(row: Row, columns: int) -> list[str]:
    return [cell_text(cell) for cell in _whole(row, columns)]


def _head_row(row: Row, columns: int) -> RowForm:
    if len(row.cells) == 1:  # 单位：万元 across the whole head
        return RowForm(row, "head", (CellForm(row.cells[0], columns, "col", "centre"),))
    return RowForm(
        row, "head", tuple(CellForm(cell, 1, "col", "centre") for cell in _whole(row, columns))
    )


def _row(row: Row, columns: int, aligns: Sequence[Align], *, headless: bool) -> RowForm:
    if len(row.cells) == 1 and columns > 1:
        return RowForm(row, "group", (CellForm(row.cells[0], columns, "row", "text"),))
    total = bool(row.cells) and cell_text(row.cells[0]).replace(" ", "").startswith(
        words("tables.totals")
    )
    return RowForm(
        row,
        "total" if total else "row",
        tuple(
            CellForm(cell, 1, "row" if headless and not number else "", align)
            for number, (cell, align) in enumerate(zip(_whole(row, columns), aligns, strict=True))
        ),
    )


def _whole(row: Row, columns: int) -> Iterable[Cell]:
    end = row.cells[-1].span.end if row.cells else row.span.end
    return (*row.cells, *(Cell(Span(end, end)) for _ in range(columns - len(row.cells))))


def _aligns(rows: Sequence[Row], columns: int) -> tuple[Align, ...]:
    """Where the text of each column stands: figures at the right, short words in the middle."""
    found: list[Align] = []
    for column in range(columns):
        texts = [
            cell_text(row.cells[column])
            for row in rows
            if column < len(row.cells) and (len(row.cells) > 1 or columns == 1)
        ]
        said = [text for text in texts if not _NOTHING.fullmatch(text)]
        figures = bool(said) and all(_FIGURE.fullmatch(text) for text in said)
        found.append("figure" if figures else "text")
    return tuple(found)


def cell_text(cell: Cell) -> str:
    """What a cell says."""
    return "".join(_letters(cell.inlines)).strip()


def _letters(inlines: Iterable[Inline]) -> Iterable[str]:
    for inline in inlines:
        if isinstance(inline, Strong):
            yield from _letters(inline.inlines)
        else:
            yield inline.text
