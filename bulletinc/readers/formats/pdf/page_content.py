"""The lines of the pages with the tables that are ruled on them, across pages as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletinc.readers.fact_grid import GridCell
from bulletinc.readers.formats.pdf.columns import lines_in_order
from bulletinc.readers.formats.pdf.drawn_text import DrawnPage
from bulletinc.readers.formats.pdf.page_lines import PageLine, lines_of
from bulletinc.readers.formats.pdf.ruled_tables import Ruled, row_lines, ruled_tables

_NUMBER = re.compile(r"[—－–\-·\s]*\d{1,4}[—－–\-·\s]*|第\s*\d{1,4}\s*页.{0,12}")


def page_content(pages: Sequence[DrawnPage]) -> list[list[PageLine]]:
    """Return the lines of each page from the top down, those of its tables among them."""
    found: list[tuple[list[PageLine], list[Ruled]]] = []
    before: Ruled | None = None  # a table at the foot of the page before
    for page in pages:
        tables, texts = ruled_tables(page.texts, page.rules)
        lines = lines_of(texts) if tables else lines_in_order(texts)
        first = tables[0] if tables else None
        last: Ruled | None = tables[-1] if tables else None
        if (
            first
            and before
            and first.columns == before.columns
            and not any(line.y > first.top and not _is_number(line) for line in lines)
        ):
            before.rows.extend(_without_head(first.rows, before.rows))
            tables = tables[1:]
            last = last if tables else before
        foot = tables[-1].top if tables else page.height
        ends_page = not any(line.y < foot and not _is_number(line) for line in lines)
        before = last if ends_page else None
        found.append((lines, tables))
    return [_with_tables(lines, tables) for lines, tables in found]


def _with_tables(lines: list[PageLine], tables: Sequence[Ruled]) -> list[PageLine]:
    rows = [row for table in tables for row in row_lines(table.rows, table.top)]
    return sorted([*lines, *rows], key=lambda line: -line.y) if rows else lines


def _is_number(line: PageLine) -> bool:
    return _NUMBER.fullmatch(line.text.strip()) is not None


def _without_head(
    rows: Sequence[list[GridCell]], above: Sequence[list[GridCell]]
) -> Sequence[list[GridCell]]:
    """Return the rows of a table on its next page without those that repeat its head."""
    same = 0
    while same < min(len(rows), len(above)) and _texts(rows[same]) == _texts(above[same]):
        same += 1
    return rows[same:]


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [cell.text for cell in row]
