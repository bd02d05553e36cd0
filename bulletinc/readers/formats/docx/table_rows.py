"""Tables: their rows and cells, and a row as a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.word_paragraph import WordParagraph, WordRun
from bulletinc.readers.formats.docx.wordprocessingml import PROPERTIES, REFUSED, W, value

_GAP = "\u3000"


def rows_of(table: Element) -> list[list[Element]]:
    """Return the rows of a table as their cells.

    Rows that tracked changes deleted, and cells merged with the one above, are left out.
    """
    rows = (row for row in _within(table, W + "tr") if row.find(f"{W}trPr/{W}del") is None)
    return [[cell for cell in _within(row, W + "tc") if not _goes_on(cell)] for row in rows]


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, also inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in PROPERTIES and child.tag not in REFUSED:
            yield from _within(child, tag)


def _goes_on(cell: Element) -> bool:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and value(merged) != "restart"


def in_a_row(cells: Iterable[list[WordParagraph]]) -> Iterator[WordParagraph]:
    """Join the cells of a row to one paragraph: gaps between cells, blanks inside a cell.

    A row that fills one cell only is a frame around its paragraphs.
    """
    all_cells = list(cells)
    # An empty cell may have held text that was left out.
    yield from (each for cell in all_cells for each in cell if each.notes and not each.text.strip())
    kept = ([block for block in cell if block.text.strip()] for cell in all_cells)
    filled = [cell for cell in kept if cell]
    if len(filled) <= 1:
        yield from (block for cell in filled for block in cell)
        return
    whole = _joined([_joined(cell, " ") for cell in filled], _GAP)
    whole.look = object()  # set apart from whatever stands before and after it
    yield whole


def _joined(blocks: list[WordParagraph], between: str) -> WordParagraph:
    """The first of the paragraphs with the others put at its end."""
    whole = blocks[0]
    for block in blocks[1:]:
        whole.put(WordRun(f"{between}{block.number}"))
        shift = whole.counted
        for piece in block.pieces:
            whole.put(piece)
        whole.notes += [
            replace(
                note, first=note.first and note.first + shift, last=note.last and note.last + shift
            )
            for note in block.notes
        ]
    return whole
