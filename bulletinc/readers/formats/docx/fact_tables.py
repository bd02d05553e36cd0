"""Tables of facts in documents of others, as a draft has them: | 镇街 | 完成率 |.

Offices use tables as frames, too, for a masthead or around the whole text; those are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.table_rows import cells_of, goes_on, is_repeated, shifted
from bulletinc.readers.formats.docx.word_paragraph import WordParagraph, WordRun
from bulletinc.readers.formats.docx.wordprocessingml import W, value
from bulletinc.readers.sheet import NOTE

Cells = list[list[WordParagraph]]

_RULE = "|---|"  # below the head; the number of its columns does not count
_WIDEST, _LONGEST_CELL = 63, 200  # columns, as many as Word has; characters
_DEEPEST_HEAD = 4  # rows
# A masthead or a colophon in a frame.
_OFFICIAL = re.compile(
    r"第\s*[\d〇○零一二三四五六七八九十百]+\s*期|共\s*印|印\s*发\s*$"
    r"|^\s*(?:报|送|发|抄\s*送|主\s*送|编\s*辑|签\s*发\s*人?|审\s*核|校\s*对|电\s*话)\s*[:：]"
)


def grid_of(table: Element) -> list[list[Element | None]]:
    """Return the rows of a table; ``None`` stands where a merged cell reaches to.

    A row of one cell, however wide, is a heading of those below it, and stays one.
    """
    return [_places(cells) for cells in cells_of(table)]


def _places(cells: Sequence[Element]) -> list[Element | None]:
    if len(cells) == 1:
        return list(cells)
    places: list[Element | None] = []
    for cell in cells:
        places += [None if goes_on(cell) else cell, *[None] * (_width(cell) - 1)]
    return places


def without_gaps(grid: list[list[Element | None]], rows: Sequence[Cells]) -> list[Cells]:
    """Return the rows of a grid, as they were read, without what merged cells reach to."""
    return [
        [read for cell, read in zip(places, row, strict=True) if cell is not None]
        for places, row in zip(grid, rows, strict=True)
    ]


def is_of_facts(rows: Sequence[Cells]) -> bool:
    """Tell whether a table has columns, and in its cells what belongs into those."""
    columns = max(map(len, rows), default=0)
    whole = [row for row in rows if len(row) == columns]
    filled = [row for row in whole if sum(map(_is_filled, row)) > 1]
    return (
        1 < columns <= _WIDEST
        and len(filled) > 1
        and all(len(row) in (1, columns) for row in rows)
        and all(_is_fact(cell) for row in rows for cell in row)
    )


def _is_filled(cell: Sequence[WordParagraph]) -> bool:
    return any(block.text.strip() for block in cell)


def _is_fact(cell: Sequence[WordParagraph]) -> bool:
    return sum(len(block.text) for block in cell) <= _LONGEST_CELL and not any(
        block.embedded or block.is_row or _OFFICIAL.search(block.text) for block in cell
    )


def as_bars(table: Element, rows: Sequence[Cells]) -> Iterator[WordParagraph]:
    """Return the rows in bars, with a rule below the head if there is one.

    Rows of one cell are lines of their own above the first of several, 表1　…, and at the end where
    they are notes; any other heads a group.
    """
    look = object()
    start, end = 0, len(rows)
    while start < end - 1 and len(rows[start]) == 1:
        yield from _lines(rows[start], look)
        start += 1
    while end > start + 1 and _is_note(rows[end - 1]):
        end -= 1
    depth = _head_depth(cells_of(table)[start:end])
    if depth > 1:
        yield _bar(list(_joined_head(cells_of(table), rows, start, depth)), look)
        yield WordParagraph([WordRun(_RULE, added=True)], look=look)
        start += depth
    has_head = depth <= 1 and _has_head(table, rows[start])
    for number, cells in enumerate(rows[start:end]):
        yield _bar(cells, look)
        if has_head and not number:
            yield WordParagraph([WordRun(_RULE, added=True)], look=look)
    for row in rows[end:]:
        yield from _lines(row, look)


def _lines(row: Cells, look: object) -> Iterator[WordParagraph]:
    for block in row[0]:
        yield replace(block, look=look)


def _is_note(row: Cells) -> bool:
    text = "".join(block.text for block in row[0]) if len(row) == 1 else ""
    return NOTE.fullmatch(text.strip()) is not None


def _has_head(table: Element, row: Cells) -> bool:
    """Tell whether the first row is a head: as the table says, or because it has no figures."""
    first = ["".join(block.text for block in cell) for cell in row]
    return is_repeated(table) or not any(re.search(r"\d", text) for text in first)


def _head_depth(rows: Sequence[Sequence[Element]]) -> int:
    """Count the rows of a head in which some cells reach over several columns, others down."""
    if not rows or not any(_width(cell) > 1 for cell in rows[0]):
        return 1
    depth = 1
    while depth < min(_DEEPEST_HEAD, len(rows) - 1) and any(map(goes_on, rows[depth])):
        depth += 1
    return depth


def _width(cell: Element) -> int:
    span = value(cell.find(f"{W}tcPr/{W}gridSpan")) or "1"
    return min(int(span), _WIDEST) if span.isdecimal() else 1


def _joined_head(
    cells: Sequence[Sequence[Element]], rows: Sequence[Cells], start: int, depth: int
) -> Iterator[list[WordParagraph]]:
    """Return a head of several rows as one: 一季度 above 1月 and 2月 is 一季度1月, 一季度2月."""
    whole = [WordParagraph() for _column in rows[start]]
    for at in range(start, start + depth):
        column = 0
        for cell in cells[at]:
            read = [] if goes_on(cell) else rows[at][column] if column < len(rows[at]) else []
            for place in range(column, min(column + _width(cell), len(whole))):
                for block in read:
                    whole[place].pieces += [
                        piece._replace(added=piece.added or place > column)
                        for piece in block.pieces
                    ]
                    whole[place].notes += block.notes if place == column else []
            column += _width(cell)
    yield from ([each] for each in whole)


def _bar(cells: Cells, look: object) -> WordParagraph:
    whole = WordParagraph(look=look)
    whole.put(WordRun("|", added=True))
    for cell in cells:
        for block in cell:
            if not block.text.strip():
                whole.notes += block.notes
                continue
            whole.put(WordRun(f" {block.number}", added=True))
            whole.notes += shifted(block.notes, whole.counted)
            for piece in block.pieces:
                text = re.sub(r"\s+", " ", piece.text).replace("|", "｜")
                whole.put(piece._replace(text=text, bold=False))
        whole.put(WordRun(" |", added=True))
    return whole
