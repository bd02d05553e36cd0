"""Cells of tables: their texts, their numbers, and which columns can be added up."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Row, Table
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern

_NUMBER = pattern(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_TOTALS = ("合计", "总计", "共计")
_UNCOUNTED = pattern(
    r"[%％率]|同比|环比|增[长幅速减]|排名|名次|位次|序号|均|占|比重|进度|年|以上|最|指数|时长|温|分$|得分|单价|电话|±"
)
_NESTED = pattern("其中|小计")
_PARTIAL = pattern("部分|主要|前[一二三四五六七八九十0-9]+|后[一二三四五六七八九十0-9]+|排名")
ROUNDED = Decimal("0.5")  # of the last digit, by which each rounded number may be off


class Total(NamedTuple):
    """A row 合计 with the rows that it adds up, and the columns that can be added."""

    row: Row
    parts: tuple[Row, ...]
    columns: tuple[int, ...]


def text_of_cell(context: CheckContext, row: Row, column: int) -> str:
    """The letters of a cell without spaces and marks of bold; empty where there is no cell."""
    if column >= len(row.cells):
        return ""
    return squeeze(context.written(row.cells[column].span)).strip("*|")


def number_of_cell(context: CheckContext, row: Row, column: int) -> Decimal | None:
    """The number that a cell is; ``None`` where it is none, or has a unit of its own."""
    typed = text_of_cell(context, row, column).translate(_HALF)
    return Decimal(typed.replace(",", "")) if _NUMBER.fullmatch(typed) else None


_HALF = {
    ord(full): half for full, half in zip("０１２３４５６７８９．－−", "0123456789.--", strict=True)
}


def is_total(context: CheckContext, row: Row) -> bool:
    """Whether a row is 合计."""
    return any(
        text_of_cell(context, row, column).endswith(_TOTALS)
        for column in range(min(2, len(row.cells)))
    )


def head_of(context: CheckContext, table: Table, column: int) -> str:
    """What stands over a column."""
    return "".join(text_of_cell(context, row, column) for row in table.head)


def total_of(context: CheckContext, table: Table) -> Total | None:
    """The one row 合计 of a table, at its end or beginning; ``None`` where parts are missing."""
    rows = table.rows
    totals = [row for row in rows if is_total(context, row)]
    if len(totals) != 1 or totals[0] not in (rows[0], rows[-1]) or not _is_whole(table):
        return None
    parts = tuple(
        row
        for row in rows
        if row is not totals[0] and not _NESTED.search(text_of_cell(context, row, 0))
    )
    columns = tuple(
        column
        for column in range(1, len(rows[0].cells))
        if not _UNCOUNTED.search(head_of(context, table, column))
        and _is_summed(context, totals[0], parts, column)
    )
    return Total(totals[0], parts, columns) if len(parts) > 1 else None


def _is_whole(table: Table) -> bool:
    """Whether all that it counts is there: rows of one width; no 部分, 前十 in the caption."""
    widths = {len(row.cells) for row in table.rows}
    partial = table.caption is not None and _PARTIAL.search(table.caption.text)
    return len(widths) == 1 and min(widths) > 1 and not partial


def _is_summed(context: CheckContext, total: Row, parts: tuple[Row, ...], column: int) -> bool:
    """Whether a column has a number in the total, and numbers or signs for none in the parts."""
    return (
        number_of_cell(context, total, column) is not None
        and any(number_of_cell(context, row, column) is not None for row in parts)
        and all(_is_countable(context, row, column) for row in parts)
    )


def _is_countable(context: CheckContext, row: Row, column: int) -> bool:
    """A number, or a sign for none."""
    return number_of_cell(context, row, column) is not None or not text_of_cell(
        context, row, column
    ).strip("-—－/…")


def sum_of(context: CheckContext, rows: tuple[Row, ...], column: int) -> Decimal:
    """The sum of a column."""
    numbers = [number_of_cell(context, row, column) for row in rows]
    return sum((number for number in numbers if number is not None), Decimal())


def fits(stated: Decimal, found: Decimal, count: int) -> bool:
    """Whether a sum of so many numbers is as stated. Whole numbers are exact, others rounded."""
    digits = max(0, -min(_exponent(stated), _exponent(found)))
    slack = ROUNDED * (count + 1) * Decimal(10) ** -digits if digits else Decimal()
    return abs(stated - found) <= slack


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
