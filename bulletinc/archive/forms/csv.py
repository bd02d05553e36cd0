"""One table for spreadsheets: UTF-8 with a byte order mark, as Excel wants it."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO

from bulletinc.archive.columns import columns_of, heading, text_of, value_of
from bulletinc.archive.statistics import Statistics, StatsRow, rounded

IS_TEXT = True
_RATE_DECIMALS = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(statistics: Statistics) -> bytes:
    """All rows, with the group of each where there are groups; without the sums."""
    columns = columns_of(statistics, all_forms=True)
    grouped = any(table.group for table in statistics.tables)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(heading, (*(["group"] if grouped else []), *columns)))
    for table in statistics.tables:
        for row in table.rows:
            cells = [_cell(row, column, statistics) for column in columns]
            writer.writerow([*([_plain(table.group)] if grouped else []), *cells])
    return out.getvalue().encode("utf-8-sig")


def _cell(row: StatsRow, column: str, statistics: Statistics) -> str:
    value = value_of(row, column, statistics.by)
    if isinstance(value, Fraction):
        decimals = _RATE_DECIMALS if column == "rate" else statistics.decimals
        return rounded(value, decimals)
    return _plain(text_of(row, column, statistics))


def _plain(text: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
