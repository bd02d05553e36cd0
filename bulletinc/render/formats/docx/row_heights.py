"""The heights of a table's rows: with them the text below the table stands on the grid again."""

from __future__ import annotations

import math

from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.table_form import TableForm, row_height


def row_heights(form: TableForm, measures: WordMeasures) -> list[float]:
    """The least height of each row of a table, head and all, in points.

    Each takes whole lines of the grid, so that a page may begin before any row. On a turned page
    nothing stands below the table.
    """
    heights = [row_height(form, row, measures.layout) for row in (*form.head, *form.rows)]
    if form.turned:
        return heights
    return [math.ceil(height / measures.pitch - 1e-6) * measures.pitch for height in heights]
