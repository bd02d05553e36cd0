"""The heights of a table's rows: with them the text below the table stands on the grid again."""

from __future__ import annotations

import math

from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.table_form import RowForm, TableForm, cell_text
from bulletinc.text.typography import ems


def row_heights(form: TableForm, measures: WordMeasures) -> list[float]:
    """The least height of each row of a table, head and all, in points.

    Each takes whole lines of the grid, so that a page may begin before any row. On a turned page
    nothing stands below the table.
    """
    heights = [_needed_height(form, row, measures) for row in (*form.head, *form.rows)]
    if form.turned:
        return heights
    return [math.ceil(height / measures.pitch - 1e-6) * measures.pitch for height in heights]


def _needed_height(form: TableForm, row: RowForm, measures: WordMeasures) -> float:
    """The height of a row as its text needs it."""
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
