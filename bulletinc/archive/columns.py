"""The columns of a table of statistics, with their headings and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from bulletinc.archive.counting import Dimension
from bulletinc.archive.statistics import FORMS, Statistics, StatsRow, rounded
from bulletinc.i18n import _

Value: TypeAlias = str | int | Fraction | None
_PERCENT_DECIMALS = 1


def heading(column: str) -> str:
    """What stands above a column."""
    return {
        "group": _("Group"),
        "rank": _("Rank"),
        "unit": _("Unit"),
        "indicator": _("Indicator"),
        "section": _("Section"),
        "month": _("Month"),
        "sent": _("Sent in"),
        "adopted": _("Adopted"),
        "rate": _("Adoption rate"),
        "item": _("Items"),
        "brief": _("Briefs"),
        "share": _("Shares of digests"),
        "article": _("Special issues"),
        "higher": _("Adopted elsewhere"),
        "instruction": _("Instructions"),
        "commission": _("Commissions done"),
        "other": _("Others"),
        "late": _("Late"),
        "missed": _("Commissions missed"),
        "nothing": _("Months without any"),
        "short": _("Below quota"),
        "points": _("Points"),
    }[column]


def columns_of(statistics: Statistics, *, all_forms: bool = False) -> tuple[str, ...]:
    """The columns that say anything; or all of them, so that a program finds them in one place."""
    rows = [row for table in statistics.tables for row in (*table.rows, table.total)]
    used = [form for form in FORMS if all_forms or any(row.counts.get(form) for row in rows)]
    # what was sent in stands in no section and under no indicator
    has_sent = {*statistics.by} <= {"unit", "month"} and (
        all_forms or any(row.sent for row in rows)
    )
    ranked = any(row.rank for row in rows)
    return (
        *(["rank"] if ranked else []),
        *statistics.by,
        *(["sent"] if has_sent else []),
        "adopted",
        *(["rate"] if has_sent else []),
        *used,
        *(["points"] if statistics.has_points else []),
    )


def value_of(row: StatsRow, column: str, by: Sequence[Dimension]) -> Value:
    """What a row has in a column."""
    match column:
        case "rank":
            return row.rank
        case "sent":
            return row.sent
        case "adopted":
            return row.adopted
        case "rate":
            return row.rate
        case "points":
            return row.points
        case "unit" | "indicator" | "section" | "month":
            return row.values[by.index(column)] if row.values else ""
        case _:
            return row.counts.get(column, 0)


def text_of(row: StatsRow, column: str, statistics: Statistics) -> str:
    """The same as people read it."""
    value = value_of(row, column, statistics.by)
    if column in statistics.by:
        if not row.values:
            return _("Total") if column == statistics.by[0] else ""
        return _named(str(value), column, statistics)
    if isinstance(value, Fraction):
        return percent(value) if column == "rate" else statistics.shown_points(value)
    return "" if value is None else str(value)


def percent(part: Fraction) -> str:
    """A part of a whole, with one decimal."""
    return f"{rounded(part * 100, _PERCENT_DECIMALS)}%"


def _named(value: str, column: str, statistics: Statistics) -> str:
    if column == "indicator" and value:
        return " ".join(filter(None, (value, statistics.names.get(value, ""))))
    if value:
        return value
    return {
        "section": _("(no section)"),
        "indicator": _("(no indicator)"),
        "month": _("(no date)"),
    }.get(column, _("(no unit)"))


def group_title(group: str, statistics: Statistics) -> str:
    """What stands above the table of a group."""
    if group or len(statistics.tables) == 1:
        return group
    return _("In no group")
