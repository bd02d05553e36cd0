"""Tables of pages: their rows and cells, and those of facts as lines of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from bulletinc.readers.fact_grid import FactGrid, GridCell
from bulletinc.readers.formats.html.page_paragraph import PageParagraph
from bulletinc.readers.formats.html.styles import is_hidden

_LARGEST_CELL = 200  # characters
_LONGEST_SPAN = 4  # digits


class TableCell(NamedTuple):
    """A cell and what was read in it."""

    element: Any
    paragraphs: list[PageParagraph]


def rows_of(table: Any) -> list[Any]:
    """Return the rows of a table, and what else stands between them, in order."""
    rows: list[Any] = [table.text] if (table.text or "").strip() else []
    for child in table:
        if child.tag in ("thead", "tbody", "tfoot") and not is_hidden(child):
            rows += rows_of(child)
        elif isinstance(child.tag, str):
            rows.append(child)
        if (child.tail or "").strip():
            rows.append(child.tail)
    return rows


def has_rows_only(rows: Sequence[Any]) -> bool:
    """Tell whether no text stands between the rows of a table, or between the cells of one."""
    return all(
        not isinstance(row, str)
        and row.tag in ("tr", "caption", "colgroup", "col")
        and not any((text or "").strip() for text in (row.text, *(cell.tail for cell in row)))
        for row in rows
        if isinstance(row, str) or row.tag != "caption"
    )


def fact_lines(rows: Sequence[Sequence[TableCell]], *, captioned: bool) -> list[PageParagraph]:
    """Return the lines of a table of facts; none for one that is a part of the page's layout.

    ``captioned``: its caption stands above it already.
    """
    grid = FactGrid([[_grid_cell(cell) for cell in row] for row in rows])
    if any(_is_part(cell.paragraphs) for row in rows for cell in row) or not grid.is_of_facts():
        return []
    found: list[PageParagraph] = []
    for line in grid.lines():
        paragraph = PageParagraph(apart=not (found or captioned), is_row=line.is_bar)
        paragraph.add(line.text, bold=False)
        cells = [cell for row in rows[line.rows.start : line.rows.stop] for cell in row]
        inside = [each for cell in cells for each in cell.paragraphs]
        paragraph.line = inside[0].line if inside else 0
        paragraph.notes += [note for each in inside for note in each.notes]
        found.append(paragraph)
    return found


def is_layout(cell: Sequence[PageParagraph]) -> bool:
    """Tell whether a cell is a part of the page, and not of a table of facts."""
    return len(cell) > 1 and (
        any(each.level for each in cell) or sum(len(each.text) for each in cell) > _LARGEST_CELL
    )


def _is_part(cell: Sequence[PageParagraph]) -> bool:
    return is_layout(cell) or any(each.level or each.is_row or each.picture for each in cell)


def _grid_cell(cell: TableCell) -> GridCell:
    text = "\n".join(f"{each.number}{each.text}" for each in cell.paragraphs)
    head = cell.element.tag == "th" or _is_in_head(cell.element)
    return GridCell(text, _span(cell, "rowspan"), _span(cell, "colspan"), head)


def _is_in_head(cell: Any) -> bool:
    row = cell.getparent()
    above = None if row is None else row.getparent()
    return above is not None and above.tag == "thead"


def _span(cell: TableCell, name: str) -> int:
    typed = (cell.element.get(name) or "").strip()
    return (
        int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_SPAN else 1
    )
