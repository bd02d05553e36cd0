"""T001: a row of a table that has more or fewer cells than the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.cells import is_total, number_of_cell, text_of_cell
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import HAN
from bulletinc.syntax import Row, Table
from bulletinc.text.patterns import pattern

_HAN = pattern(HAN)
_FEWEST = 3  # rows, below which none is the rule


@rule("T001")
def uneven_columns(context: CheckContext) -> Iterator[Finding]:
    """表格里有一行的格数和别的行不一样。

    少一格，后面的数就都错到前一列去了。补上缺的格子，没有数的写“—”；多出来的删去。合计行不写名
    次、备注空着不填，不算。

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
        | 枫林镇 | 5 | 10 |
        | 合计 | 23 | 22 | 45 |

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

    English: A row of a table has more or fewer cells than the others. Add the missing cell, or
    write — for an empty one.
    """
    for table in context.all(Table):
        rows = [row for row in table.rows if len(row.cells) > 1]
        counted = Counter(len(row.cells) for row in (*table.head[-1:], *rows))
        width, alike = counted.most_common(1)[0] if counted else (0, 0)
        if alike < _FEWEST or 2 * alike <= counted.total():
            continue
        for row in rows:
            if len(row.cells) != width and not _is_open(context, table, row, width):
                yield Finding(
                    row.span,
                    _("This row has {count} cells, the other rows have {width}.").format(
                        count=len(row.cells), width=width
                    ),
                    _("Add the missing cells, with — in an empty one, or delete what is too much."),
                )


def _is_open(context: CheckContext, table: Table, row: Row, width: int) -> bool:
    """Whether the row may leave its last cells out: 合计 without a rank, an empty remark, the
    second half of columns side by side, the name of a group.
    """
    count = len(row.cells)
    if not any(text_of_cell(context, row, column) for column in range(1, count)):
        return True  # 按贸易方式 | | | |
    if count > width:
        return False
    if is_total(context, row) or (row is table.rows[-1] and 2 * count == width):
        return True
    others = [each for each in table.rows if len(each.cells) == width]
    return all(
        2 * sum(_is_word(context, each, column) for each in others) > len(others)
        for column in range(count, width)
    )


def _is_word(context: CheckContext, row: Row, column: int) -> bool:
    """Whether a cell says something in words, as a remark does."""
    return number_of_cell(context, row, column) is None and bool(
        _HAN.search(text_of_cell(context, row, column))
    )
