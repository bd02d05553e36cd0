"""T002: a total in a table that is not the sum of its column or row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.cells import Total, fits, head_of, number_of_cell, sum_of, total_of
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Row, Table


@rule("T002")
def total_that_does_not_add_up(context: CheckContext) -> Iterator[Finding]:
    """表格里的合计和各项加起来的数对不上。

    不是合计没有跟着改，就是某一项写错了。逐项核对后改正。有小数的，四舍五入差一点不算；比率、名
    次、平均数不相加，只列出一部分的表也不核对。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 1月 | 2月 | 合计 |
        | --- | --- | --- | --- |
        | 白河镇 | 12 | 8 | 20 |
        | 石桥街道 | 6 | 9 | 15 |
        | 枫林镇 | 5 | 5 | 10 |
        | 合计 | 23 | 22 | 54 |

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【要闻】

        四个镇街清理河道

        近日，四个镇街清理河道，各地进度见表1。（区水务局）

        表1　河道清理进度

        | 镇街 | 1月 | 2月 | 合计 |
        | --- | --- | --- | --- |
        | 白河镇 | 12 | 8 | 20 |
        | 石桥街道 | 6 | 9 | 15 |
        | 枫林镇 | 5 | 5 | 10 |
        | 合计 | 23 | 22 | 45 |

    English: A total in a table is not the sum of its column or its row. Rounding is allowed for;
    rates, ranks and averages are not added.
    """
    for table in context.all(Table):
        total = total_of(context, table)
        wrong = _wrong_columns(context, total) if total else []
        found = list(_wrong_rows(context, table))
        told = {each.span for each in found}
        if total and wrong and 2 * len(wrong) <= len(total.columns) + 1:
            found += [
                _finding(context, total.row, column, sum_of(context, total.parts, column))
                for column in wrong
                if total.row.cells[column].span not in told
            ]
        yield from found


def _wrong_columns(context: CheckContext, total: Total) -> list[int]:
    return [
        column
        for column in total.columns
        if (stated := number_of_cell(context, total.row, column)) is not None
        and not fits(stated, sum_of(context, total.parts, column), len(total.parts))
    ]


def _wrong_rows(context: CheckContext, table: Table) -> Iterator[Finding]:
    """The column 合计: where most rows add up to it, those that do not are wrong."""
    rows = [row for row in table.rows if len(row.cells) > 2]
    widths = {len(row.cells) for row in (*rows, *table.head[-1:])}
    if len(widths) != 1:
        return
    heads = [head_of(context, table, column) for column in range(widths.pop())]
    at = next((at for at, head in enumerate(heads) if head.endswith(("合计", "总计"))), None)
    if at is None:
        return
    others = range(1, at) if at > 1 else range(at + 1, len(heads))
    sums = [each for row in rows if (each := _sum_beside(context, row, at, others))]
    right = sum(fitting for _row, _found, fitting in sums)
    if right > len(sums) - right and right > 1:
        for row, found, fitting in sums:
            if not fitting:
                yield _finding(context, row, at, found)


def _sum_beside(
    context: CheckContext, row: Row, at: int, others: range
) -> tuple[Row, Decimal, bool] | None:
    """The sum of a row's other columns, and whether that of its column ``at`` is the same."""
    numbers = [number_of_cell(context, row, column) for column in others]
    stated = number_of_cell(context, row, at)
    if stated is None or len(numbers) < 2 or any(each is None for each in numbers):
        return None
    found = sum((each for each in numbers if each is not None), Decimal())
    return row, found, fits(stated, found, len(numbers))


def _finding(context: CheckContext, row: Row, column: int, found: object) -> Finding:
    return Finding(
        row.cells[column].span,
        _("The total is {stated}, but the numbers add up to {found}.").format(
            stated=context.written(row.cells[column].span).strip("| *"), found=found
        ),
        _("Check the total and the numbers that it is made of."),
    )
