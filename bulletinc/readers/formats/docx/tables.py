"""Tables: their rows and cells, and a row as a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.blocks import Block, Note, Piece
from bulletinc.readers.formats.docx.names import PROPERTIES, REFUSED, W, value

_GAP = "\u3000"


def rows_of(table: Element) -> list[list[Element]]:
    """The rows of a table as their cells, without rows that tracked changes deleted and cells that only go on from the row above."""
    rows = (row for row in _within(table, W + "tr") if row.find(f"{W}trPr/{W}del") is None)
    return [[cell for cell in _within(row, W + "tc") if not _goes_on(cell)] for row in rows]


def _within(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through whatever is wrapped around them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in PROPERTIES and child.tag not in REFUSED:
            yield from _within(child, tag)


def _goes_on(cell: Element) -> bool:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and value(merged) != "restart"


def in_a_row(cells: Iterable[list[Block]]) -> Iterator[Block]:
    """The cells of a row as one paragraph, with gaps between cells and blanks between the paragraphs of each; a row that fills one cell
    is a frame around its paragraphs.
    """
    filled = [
        cell for cell in ([block for block in cell if block.text.strip()] for cell in cells) if cell
    ]
    if len(filled) <= 1:
        yield from (block for cell in filled for block in cell)
        return
    whole = _joined([_joined(cell, " ") for cell in filled], _GAP)
    whole.look = object()  # set apart from whatever stands before and after it
    yield whole


def _joined(blocks: list[Block], between: str) -> Block:
    """The first of the paragraphs with the others put at its end."""
    whole = blocks[0]
    for block in blocks[1:]:
        whole.put(Piece(f"{between}{block.number}"))
        shift = whole.counted
        for piece in block.pieces:
            whole.put(piece)
        whole.notes += [
            Note(note.message, note.first and note.first + shift, note.last and note.last + shift)
            for note in block.notes
        ]
    return whole
