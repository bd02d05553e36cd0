"""Statistics as a spreadsheet: a sheet for each group of units, with numbers as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

from bulletinc.archive.columns import columns_of, group_title, heading, text_of, value_of
from bulletinc.archive.statistics import Statistics, StatsTable
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

IS_TEXT = False
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same table has the same bytes
_NAME_COLUMNS, _NUMBER_COLUMNS = 24, 10
_LONGEST_NAME = 31
_NUMBER_FORMATS = {"rate": "0.0%"}
_ROW_PT = 18  # high enough for Chinese letters of every face
_A4 = 9  # as spreadsheets number it
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def render(statistics: Statistics) -> bytes:
    """The workbook. Raises BulletinError where xlsxwriter is missing."""
    try:
        import xlsxwriter
    except ImportError:
        raise BulletinError(
            _("Spreadsheets need the package xlsxwriter, which is not installed."),
            _('Install it with: pip install "bulletinc[archive]"'),
        ) from None
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook: Any = xlsxwriter.Workbook(out, options)
    workbook.set_properties({"created": _MADE.replace(tzinfo=None)})
    columns = columns_of(statistics)
    names: set[str] = set()
    for table in statistics.tables:
        sheet = workbook.add_worksheet(_sheet_name(table, statistics, names))
        _write(sheet, workbook, table, columns, statistics)
    workbook.close()
    return out.getvalue()


def _sheet_name(table: StatsTable, statistics: Statistics, names: set[str]) -> str:
    name = group_title(table.group, statistics) or _("Statistics")
    name = name.translate(_NOT_IN_NAMES)[:_LONGEST_NAME]
    while name.lower() in names:
        name = f"{name[: _LONGEST_NAME - 1]}_"
    names.add(name.lower())
    return name


def _write(
    sheet: Any, workbook: Any, table: StatsTable, columns: Sequence[str], statistics: Statistics
) -> None:
    sheet.set_default_row(_ROW_PT)
    for at, column in enumerate(columns):
        is_name = column in statistics.by
        form = {"num_format": _NUMBER_FORMATS.get(column, "General")}
        if column == "points":
            form = {"num_format": _number_format(statistics.decimals)}
        usual = workbook.add_format(form)
        last = workbook.add_format({**form, "bold": True, "top": 1})
        head = {"bold": True, "bottom": 1, "align": "left" if is_name else "right"}
        sheet.set_column(at, at, _NAME_COLUMNS if is_name else _NUMBER_COLUMNS)
        sheet.write_string(0, at, heading(column), workbook.add_format(head))
        for line, row in enumerate((*table.rows, table.total), 1):
            look = last if row is table.total else usual
            value = value_of(row, column, statistics.by)
            if isinstance(value, Fraction) and column == "points" and statistics.decimals is None:
                value = Fraction(statistics.shown_points(value))
            if isinstance(value, (int, Fraction)):
                sheet.write_number(line, at, float(value), look)
            else:
                sheet.write_string(line, at, text_of(row, column, statistics), look)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)  # as wide as the page, and as long as it needs
    sheet.repeat_rows(0)


def _number_format(decimals: int | None) -> str:
    if decimals is None:
        return "General"
    return "0" + ("." + "0" * decimals if decimals else "")
