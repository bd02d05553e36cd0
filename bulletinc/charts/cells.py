"""The cells of a table as a chart takes them: names, and numbers as shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletinc.syntax import Cell, Inline, Row, Strong, Table
from bulletinc.text.patterns import pattern
from bulletinc.text.typography import display
from bulletinc.text.words import words

_NUMBER = pattern(
    r"(?P<sign>[-+约↓↑▼▲]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>[%‰]|[^\W\d_]{0,3})"
)
_HALF = str.maketrans("０１２３４５６７８９．－−，％＋", "0123456789.--,%+")
_RANKS = pattern("序号|排名|名次|位次|编号")
_TOTALS = ("合计", "总计", "共计", "小计")
_LABEL = pattern(r"附?表\s?(?P<number>[\d０-９一二三四五六七八九十]{1,3}(?:[-－—.．]\d{1,2})?)")
_UNIT = pattern(r"单\s*位\s*[:：]\s*(?P<unit>[^\s）)]+)")
_DIGITS = str.maketrans("０１２３４５６７８９一二三四五六七八九．－—", "0123456789123456789.--")
_NOTHING = pattern(r"[—－\-/／…\s]*")
_LARGEST = 30  # digits of a number


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and how the table has it."""

    value: float
    text: str


class TableCells:
    """The names and numbers of a table's rows, totals and headings of groups left out.

    ``numbers`` has a column of numbers for each column, ``counted`` are those that are drawn.
    """

    def __init__(self, table: Table) -> None:
        rows = [row for row in table.rows if len(row.cells) > 1 and not _is_total(row)]
        count = max((len(row.cells) for row in (*table.head, *rows)), default=0)
        texts = [[_text(row, at) for row in rows] for at in range(count)]
        self._texts = texts
        self.heads = [_head(table, at) for at in range(count)]
        self.numbers = [[_number(text) for text in column] for column in texts]
        counted = [at for at in range(count) if self._is_counted(at)]
        named = next((at for at in range(count) if not self._is_ranked(at, counted)), 0)
        self.counted = [at for at in counted if at != named]
        self.names = texts[named] if texts else []
        self.title = display(table.caption.text) if table.caption else ""
        self.unit = _unit(table)

    def is_percent(self, column: int) -> bool:
        """Whether the numbers of a column are shares of a hundred."""
        return any(number.text.endswith(("%", "％")) for number in self.numbers[column] if number)

    def _is_counted(self, column: int) -> bool:
        found = sum(number is not None for number in self.numbers[column])
        said = sum(not _NOTHING.fullmatch(text) for text in self._texts[column])
        return found > 0 and 2 * found > said and not _RANKS.search(self.heads[column])

    def _is_ranked(self, column: int, counted: list[int]) -> bool:
        return column in counted or bool(_RANKS.search(self.heads[column]))


def _head(table: Table, column: int) -> str:
    """What stands over a column, without what stands over all."""
    return "".join(_text(row, column) for row in table.head if len(row.cells) > 1)


def _unit(table: Table) -> str:
    found = _UNIT.search(table.unit.text) if table.unit else None
    return found["unit"] if found else ""


def label_of(text: str) -> str:
    """The label of a table by which it is named: 表1 of 表 1　…, 表一 of 表一　…."""
    found = _LABEL.match(text.strip())
    if not found:
        return ""
    number = found["number"]
    if "十" in number:
        before, after = number.split("十", 1)
        number = f"{before or '一'}{after or '〇'}".replace("〇", "0")
    return "表" + number.translate(_DIGITS)


def _is_total(row: Row) -> bool:
    first = [_text(row, at).replace(" ", "") for at in range(min(2, len(row.cells)))]
    return first[0].startswith(words("tables.totals")) or any(
        each.endswith(_TOTALS) for each in first
    )


def _text(row: Row, column: int) -> str:
    return "".join(_letters(row.cells[column])) if column < len(row.cells) else ""


def _letters(cell: Cell) -> Iterator[str]:
    for text in _pieces(cell.inlines):
        yield display(text).strip()


def _pieces(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Strong):
            yield from _pieces(inline.inlines)
        else:
            yield inline.text


def _number(text: str) -> Number | None:
    shown = "".join(text.split())
    found = _NUMBER.fullmatch(shown.translate(_HALF))
    if not found or len(found["digits"]) > _LARGEST:
        return None
    value = float(found["digits"].replace(",", ""))
    return Number(-value if found["sign"] in ("-", "↓", "▼") and value else value, shown)
