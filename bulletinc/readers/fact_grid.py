"""Tables of facts of web pages and PDFs as a draft has them: caption, | 镇街 | 处数 |, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from bulletinc.readers.sheet import NOTE, UNIT, cleaned

_WIDEST, _LONGEST_CELL = 63, 200  # columns, as many as Word has; characters
_MOST_PLACES = 200_000
_DEEPEST_HEAD = 4  # rows
_RULE = "---"
# A masthead or a colophon in a frame.
_OFFICIAL = re.compile(
    r"第\s*[\d〇○零一二三四五六七八九十百]+\s*期|共\s*印|印\s*发\s*$"
    r"|^\s*(?:报|送|发|抄\s*送|主\s*送|编\s*辑|签\s*发\s*人?|审\s*核|校\s*对|电\s*话)\s*[:：]"
)
# 索引号 | 0112 | 主题分类 | 其他: what a web site says of a document.
_OF_DOCUMENT = re.compile(
    r"\s*(?:索\s*引\s*号|发布机构|发文机关|发文字号|主题分类|成文日期|发布日期|信息分类|公开方式)\s*[:：]?\s*"
)
_LABEL = re.compile(r".{1,12}[:：]\s*")


class GridCell(NamedTuple):
    """A cell, its paragraphs by line, and over how many rows and columns it reaches.

    ``is_head``: the file says that it is a heading.
    """

    text: str
    rows: int = 1
    columns: int = 1
    is_head: bool = False


class GridLine(NamedTuple):
    """A line of the draft, and which rows of the table it has. ``is_bar``: it is a row in bars."""

    text: str
    rows: range
    is_bar: bool = True


class _GridPlace(NamedTuple):
    """What stands at a row and column: a cell, or one that begins elsewhere and reaches here."""

    cell: GridCell
    begins: bool


_Row: TypeAlias = list[_GridPlace | None]


class FactGrid:
    """The places of a table. Cells that a row lacks are empty ones."""

    def __init__(self, rows: Sequence[Sequence[GridCell]]) -> None:
        self.columns = 0
        self._rows = self._spread(rows)

    def _spread(self, rows: Sequence[Sequence[GridCell]]) -> list[_Row]:
        found: list[dict[int, _GridPlace]] = [{} for _row in rows]
        room = _MOST_PLACES
        for at, row in enumerate(rows):
            column = 0
            for cell in row:
                while column in found[at]:
                    column += 1
                deep = max(1, min(cell.rows, len(rows) - at))
                wide = max(1, min(cell.columns, _WIDEST))
                room -= deep * wide
                if room < 0:
                    return []
                for down in range(deep):
                    for right in range(wide):
                        begins = not down and not right
                        found[at + down].setdefault(column + right, _GridPlace(cell, begins))
                column += 1
            self.columns = max([self.columns, *(place + 1 for place in found[at])])
        return [[row.get(column) for column in range(self.columns)] for row in found]

    def is_of_facts(self) -> bool:
        """Tell whether it has columns, and in its cells what belongs into those."""
        if not 1 < self.columns <= _WIDEST or self.columns * len(self._rows) > _MOST_PLACES:
            return False
        cells = [cell for row in self._rows for cell in _begun(row) if cell.text.strip()]
        labels = sum(_LABEL.fullmatch(cell.text) is not None for cell in cells)
        return (
            sum(len([cell for cell in _begun(row) if cell.text.strip()]) > 1 for row in self._rows)
            > 1
            and all(len(cell.text) <= _LONGEST_CELL for cell in cells)
            and not any(_OFFICIAL.search(cell.text) for cell in cells)
            and not any(_OF_DOCUMENT.fullmatch(cell.text) for cell in cells)
            and labels * 2 < len(self._rows)
        )

    def lines(self) -> Iterator[GridLine]:
        """Return what stands above the table, its rows in bars, and the notes below it."""
        start, end = 0, len(self._rows)
        while start < end - 1 and _is_above(self._rows[start]):
            for cell in _filled(self._rows[start]):
                yield GridLine(_line(cell), range(start, start + 1), is_bar=False)
            start += 1
        while end > start + 1 and _is_note(self._rows[end - 1]):
            end -= 1
        yield from self._bars(start, end)
        for at in range(end, len(self._rows)):
            for cell in _filled(self._rows[at]):
                yield GridLine(_line(cell), range(at, at + 1), is_bar=False)

    def _bars(self, start: int, end: int) -> Iterator[GridLine]:
        used = [
            column
            for column in range(self.columns)
            if any((place := row[column]) and place.cell.text for row in self._rows[start:end])
        ]
        depth = self._head_depth(start, end)
        if depth:
            names = (self._head(range(start, start + depth), column) for column in used)
            yield GridLine(_bar(names), range(start, start + depth))
            yield GridLine(_bar(_RULE for _column in used), range(start, start))
        for at in range(start + depth, end):
            row = self._rows[at]
            filled = _filled(row)
            if len(_begun(row)) == 1 and len(filled) == 1 and filled[0].columns > 1:
                yield GridLine(_bar(map(_text, filled)), range(at, at + 1))  # heads a group
            elif filled:
                texts = (_begun_text(row[column]) for column in used)
                yield GridLine(_bar(texts), range(at, at + 1))

    def _head_depth(self, start: int, end: int) -> int:
        """Count the rows of the head: as the file says, or as its cells reach over others."""
        most = min(_DEEPEST_HEAD, end - start - 1)
        marked = 0
        while marked < most and _is_marked(self._rows[start + marked]):
            marked += 1
        first = [cell for cell in _begun(self._rows[start]) if cell.text.strip()]
        deep = max((cell.rows for cell in first), default=1)
        if deep <= most and deep > 1 and any(cell.columns > 1 for cell in first):
            return max(marked, deep)
        has_figures = any(re.search(r"\d", cell.text) for cell in first)
        return marked or int(not has_figures and most > 0)

    def _head(self, rows: range, column: int) -> str:
        """Return the heading of a column: 一季度 above 1月 is 一季度1月."""
        found: list[GridCell] = []
        for at in rows:
            place = self._rows[at][column]
            if place and not any(place.cell is cell for cell in found):
                found.append(place.cell)
        return "".join(map(_text, found))


def _begun(row: _Row) -> list[GridCell]:
    return [place.cell for place in row if place and place.begins]


def _filled(row: _Row) -> list[GridCell]:
    return [cell for cell in _begun(row) if cell.text.strip()]


def _begun_text(place: _GridPlace | None) -> str:
    return _text(place.cell) if place and place.begins else ""


def _is_marked(row: _Row) -> bool:
    return any(row) and all(place.cell.is_head for place in row if place)


def _is_above(row: _Row) -> bool:
    """Whether a row is the caption or the unit, or both, and no row of the table."""
    filled = _filled(row)
    others = [cell for cell in filled if not UNIT.fullmatch(_text(cell))]
    alone = len(filled) > len(others) or len(_begun(row)) == 1
    return not others or (len(others) == 1 and (alone or others[0].columns > 1))


def _is_note(row: _Row) -> bool:
    filled = _filled(row)
    return not filled or (len(filled) == 1 and NOTE.fullmatch(_text(filled[0])) is not None)


def _text(cell: GridCell) -> str:
    return " ".join(filter(None, map(cleaned, cell.text.split("\n"))))


def _line(cell: GridCell) -> str:
    return re.sub(r"[ \t\r\n]+", " ", cell.text.strip())


def _bar(texts: Iterator[str]) -> str:
    return f"| {' | '.join(texts)} |"
