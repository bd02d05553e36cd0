"""Tables: their rows and cells, and a row as a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from bulletinc.i18n import _
from bulletinc.readers.formats.docx.word_paragraph import WordNote, WordParagraph, WordRun
from bulletinc.readers.formats.docx.wordprocessingml import PROPERTIES, REFUSED, W, value

_GAP = "\u3000"
_OWN = ("表头", "表文", "表数", "表空", "表格分组", "表格合计")
_HEAD, _LACKING, _STRONG = "表头", "表空", "加粗"
_RULE = "|---|"  # below the head; the number of its columns does not count


def cells_of(table: Element) -> list[list[Element]]:
    """Return the rows of a table as their cells, without those that tracked changes deleted."""
    rows = (row for row in _within(table, W + "tr") if not _is_deleted(row))
    return [list(_within(row, W + "tc")) for row in rows]


def untaken(table: Element) -> Iterator[WordParagraph]:
    """Note the text of cells merged with those above."""
    if text := _text(cell for row in cells_of(table) for cell in row if goes_on(cell)):
        message = _("hidden text was left out: {text}")
        yield WordParagraph(notes=[WordNote(message.format(text=text)).losing(text)])


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _text(elements: Iterable[Element]) -> str:
    texts = (
        each.text or ""
        for element in elements
        for each in element.iter()
        if each.tag in (W + "t", W + "delText")
    )
    return " ".join("".join(texts).split())


def is_repeated(table: Element) -> bool:
    """Tell whether the first row is repeated on each page, as a head is."""
    row = next(_within(table, W + "tr"), None)
    return row is not None and row.find(f"{W}trPr/{W}tblHeader") is not None


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, also inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in PROPERTIES and child.tag not in REFUSED:
            yield from _within(child, tag)


def goes_on(cell: Element) -> bool:
    """Tell whether a cell is merged with the one above."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and value(merged) != "restart"


def as_text(rows: Sequence[list[list[WordParagraph]]]) -> Iterator[WordParagraph]:
    """Return the rows as paragraphs. A table of one column is a frame; any other gets a note."""
    framed = all(len(row) <= 1 for row in rows)
    told = False
    for row in rows:
        blocks = [block for cell in row for block in cell] if framed else list(in_a_row(row))
        first = next((block for block in blocks if block.text.strip()), None)
        if first and not framed and not told:
            message = _("a table became text, one paragraph for each row (rows: {count})")
            first.notes.append(WordNote(message.format(count=len(rows))))
            told = True
        yield from blocks


def in_a_row(cells: Iterable[list[WordParagraph]]) -> Iterator[WordParagraph]:
    """Join the cells of a row to one paragraph: gaps between cells, blanks inside a cell.

    A row that fills one cell only, or has a table in a cell, is a frame around its paragraphs.
    """
    all_cells = list(cells)
    # An empty cell may have held text that was left out.
    yield from (each for cell in all_cells for each in cell if each.notes and not each.text.strip())
    kept = ([block for block in cell if block.text.strip()] for cell in all_cells)
    filled = [cell for cell in kept if cell]
    if len(filled) <= 1 or any(block.is_row for cell in filled for block in cell):
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
        whole.notes += shifted(block.notes, shift)
    return whole


def shifted(notes: Iterable[WordNote], characters: int) -> list[WordNote]:
    """Return the notes of a paragraph that has been put behind so many characters."""
    return [
        replace(
            note,
            first=note.first and note.first + characters,
            last=note.last and note.last + characters,
        )
        for note in notes
    ]


def is_own_style(name: str) -> bool:
    """Tell whether a style is one of the cells of a table that we wrote (表文28)."""
    return name.startswith(_OWN) and name[-1].isdecimal()


def _without_lacking(cells: list[list[WordParagraph]]) -> list[list[WordParagraph]]:
    """Return a row without the cells at its end that the draft did not have."""
    end = len(cells)
    while end and all(
        block.style.startswith(_LACKING) and not block.text.strip() for block in cells[end - 1]
    ):
        end -= 1
    return cells[:end]


def as_typed(rows: Iterable[list[list[WordParagraph]]]) -> Iterator[WordParagraph]:
    """Return the rows of a table of ours as a draft has them: | 镇街 | 完成率 |."""
    look = object()
    in_head = False
    for cells in map(_without_lacking, rows):
        heads = any(block.style.startswith(_HEAD) for cell in cells for block in cell)
        if in_head and not heads:
            yield WordParagraph([WordRun(_RULE, added=True)], look=look)
        in_head = heads
        whole = WordParagraph([WordRun("|", added=True)], look=look)
        for cell in cells:
            whole.put(WordRun(" ", added=True))
            for block in cell:
                for piece in block.pieces:
                    whole.put(piece._replace(bold=piece.bold and piece.style == _STRONG))
                whole.notes += block.notes
            whole.put(WordRun(" |", added=True))
        yield whole
