"""T003: a share in a table that is not what its number is of the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.cells import ROUNDED, Total, head_of, number_of_cell, text_of_cell, total_of
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Row, Table
from bulletinc.text.patterns import pattern

_SHARE = pattern("占比|比重|构成比|^占")
_WHOLE = Decimal(100)


@rule("T003")
def share_that_does_not_fit(context: CheckContext) -> Iterator[Finding]:
    """表格里的占比和按数算出来的不一样。

    占比是这一项的数除以合计的数。数改了，占比要跟着改。四舍五入差最后一位的一半不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 公里 | 占比 |
        | --- | --- | --- |
        | 白河镇 | 20 | 40.0% |
        | 石桥街道 | 15 | 31.0% |
        | 枫林镇 | 10 | 20.0% |
        | 柳荫街道 | 5 | 10.0% |
        | 合计 | 50 | 100.0% |

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 公里 | 占比 |
        | --- | --- | --- |
        | 白河镇 | 20 | 40.0% |
        | 石桥街道 | 15 | 30.0% |
        | 枫林镇 | 10 | 20.0% |
        | 柳荫街道 | 5 | 10.0% |
        | 合计 | 50 | 100.0% |

    English: A share in a table is not what its number is of the total. Correct the number, the
    total or the share.
    """
    for table in context.all(Table):
        total = total_of(context, table)
        if total is None:
            continue
        for column in range(1, len(total.row.cells)):
            if _SHARE.search(head_of(context, table, column)):
                yield from _wrong_shares(context, total, column)


def _wrong_shares(context: CheckContext, total: Total, column: int) -> Iterator[Finding]:
    """The shares that do not fit the column that most of them fit."""
    for counted in total.columns:
        whole = number_of_cell(context, total.row, counted)
        if not whole or counted == column:
            continue
        pairs = [
            (row, share, number / whole * _WHOLE)
            for row in total.parts
            if (number := number_of_cell(context, row, counted)) is not None
            and (share := _share(context, row, column)) is not None
        ]
        wrong = [(row, right) for row, share, right in pairs if not _is_near(share, right)]
        if wrong and 2 * len(wrong) < len(pairs):
            for row, right in wrong:
                yield Finding(
                    row.cells[column].span,
                    _("The share should be {right} percent.").format(right=round(right, 1)),
                    _("Check the number, the total and the share."),
                )
            return


def _share(context: CheckContext, row: Row, column: int) -> Decimal | None:
    typed = text_of_cell(context, row, column)
    if typed.endswith(("%", "％")):
        typed = typed[:-1]
        return Decimal(typed) if typed.replace(".", "", 1).isdecimal() else None
    return number_of_cell(context, row, column)


def _is_near(share: Decimal, right: Decimal) -> bool:
    exponent = share.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    return abs(share - right) <= ROUNDED * Decimal(10) ** -digits * Decimal("1.2")
