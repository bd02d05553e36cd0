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
    """The cells of a row as one paragraph, with gaps between; those that hold several paragraphs stay apart."""
    filled = [cell for cell in ([block for block in cell if block.text.strip()] for cell in cells) if cell]
    if any(len(cell) > 1 for cell in filled):
        yield from (block for cell in filled for block in cell)
        return
    whole: Block | None = None
    for (block,) in filled:
        if whole is None:
            whole = block
            continue
        whole.put(Piece(_GAP))
        if block.number:
            whole.put(Piece(block.number))
        shift = whole.counted
        for piece in block.pieces:
            whole.put(piece)
        whole.notes += [Note(note.message, note.first and note.first + shift, note.last and note.last + shift) for note in block.notes]
    if whole is not None:
        yield whole
