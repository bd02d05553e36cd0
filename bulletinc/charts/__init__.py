"""Charts: what one draws of its table, or why it cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bulletinc.charts.cells import Number, TableCells, label_of
from bulletinc.i18n import _
from bulletinc.pictures.picture_file import PictureError
from bulletinc.syntax import Chart, Table
from bulletinc.text.patterns import pattern

Form: TypeAlias = Literal["bars", "groups", "line", "shares"]

FORMS: dict[str, Form] = {"柱状": "bars", "分组柱状": "groups", "折线": "line", "占比": "shares"}
_MOST_SERIES = 4  # that greys and marks tell apart
_MOST_BARS = 40
_MOST_POINTS = 60
_MOST_SHARES = 12
_TIME = pattern(r"(?:\d{2,4}年|第?[一二三四\d]+[季周旬]|\d{1,2}[月日时]|\d{4}\Z).{0,6}")


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one shade: a number for each name, ``None`` where the table has none."""

    name: str
    numbers: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart draws. ``title`` names the table, ``unit`` is that of the numbers."""

    form: Form
    title: str
    unit: str
    names: tuple[str, ...]
    series: tuple[Series, ...]


def read(chart: Chart, tables: Iterable[Table]) -> ChartData:
    """What a chart draws. ``tables`` are all of the document.

    Raises :class:`PictureError`, whose two sentences say why it cannot be drawn.
    """
    form = _form(chart)
    table = _table(chart, list(tables))
    cells = TableCells(table)
    columns = _columns(chart, cells, form)
    names = tuple(cells.names)
    series = tuple(Series(cells.heads[column], tuple(cells.numbers[column])) for column in columns)
    if form == "line" and not chart.columns and _is_turned(cells, series):
        names, series = _turned(cells, columns)
    data = ChartData(form, cells.title, cells.unit, names, series)
    _check_size(data)
    return data


def _form(chart: Chart) -> Form:
    typed = chart.form.text if chart.form else ""
    found = FORMS.get(typed) or FORMS.get(typed.removesuffix("图"))
    if not found:
        raise PictureError(
            _("How it is drawn is not said, or not in a known word."),
            _("Write 柱状, 分组柱状, 折线 or 占比 behind the table: 【图表：表1 柱状】."),
        )
    return found


def _table(chart: Chart, tables: Sequence[Table]) -> Table:
    """The table that is named, or the nearest above."""
    if chart.table is None:
        above = [table for table in tables if table.span.start < chart.span.start]
        if above:
            return above[-1]
        raise PictureError(
            _("There is no table above it."),
            _("Put it below its table, or name a table: 【图表：表1 柱状】."),
        )
    wanted = label_of(chart.table.text)
    for table in tables:
        if table.caption and label_of(table.caption.text) == wanted:
            return table
    raise PictureError(
        _("There is no table called “{name}”.").format(name=chart.table.text),
        _("Correct the name, or write it above the table: 表1　…."),
    )


def _columns(chart: Chart, cells: TableCells, form: Form) -> list[int]:
    """The columns that are drawn: those named, or the first, or all with numbers of its sort."""
    found = [_named(each.text, cells) for each in chart.columns] or cells.counted
    if not found:
        raise PictureError(
            _("The table has no column of numbers."),
            _("A number stands alone in its cell, with its unit at most: 12, 1,200, 35%, 8件."),
        )
    if form in ("bars", "shares"):
        return found[:1]
    if chart.columns:
        return found
    return [column for column in found if cells.is_percent(column) == cells.is_percent(found[0])]


def _named(name: str, cells: TableCells) -> int:
    heads = ["".join(head.split()) for head in cells.heads]
    matches = [at for at, head in enumerate(heads) if head == name] or [
        at for at, head in enumerate(heads) if head.startswith(name)
    ]
    if not matches or not any(cells.numbers[matches[0]]):
        raise PictureError(
            _("The table has no column “{name}” of numbers.").format(name=name),
            _("Name columns as their heads do; this table has: {names}.").format(
                names="、".join(cells.heads[column] for column in cells.counted) or "—"
            ),
        )
    return matches[0]


def _is_turned(cells: TableCells, series: Sequence[Series]) -> bool:
    """Whether time runs along the head: 1月, 2月 … with a row each for what is counted."""
    times = [bool(_TIME.match(each.name)) for each in series]
    return len(times) > 1 and all(times) and not all(map(_TIME.match, cells.names))


def _turned(
    cells: TableCells, columns: Sequence[int]
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    names = tuple(cells.heads[column] for column in columns)
    rows = [
        tuple(cells.numbers[column][at] for column in columns) for at in range(len(cells.names))
    ]
    return names, tuple(Series(*pair) for pair in zip(cells.names, rows, strict=True))


def _check_size(data: ChartData) -> None:
    """Raise PictureError for a chart in which nothing could be told apart."""
    numbers = [number.value for series in data.series for number in series.numbers if number]
    if len(data.series) > _MOST_SERIES:
        raise PictureError(
            _("It would draw {count} series; {most} can be told apart.").format(
                count=len(data.series), most=_MOST_SERIES
            ),
            _("Name the columns that it draws: 【图表：表1 折线 办结数】."),
        )
    most = {"line": _MOST_POINTS, "shares": _MOST_SHARES}.get(data.form, _MOST_BARS)
    count = len(data.names) * (len(data.series) if data.form == "groups" else 1)
    if count > most:
        raise PictureError(
            _("It would draw {count} numbers; {most} have room.").format(count=count, most=most),
            _("Draw a table with fewer rows."),
        )
    if data.form == "shares" and (min(numbers) < 0 or sum(numbers) <= 0):
        raise PictureError(
            _("Shares of a whole are not below nothing, and not all nothing."),
            _("Correct the numbers, or draw them as 柱状."),
        )
    if data.form == "line" and len(data.names) < 2:
        raise PictureError(
            _("A line needs two numbers at least."), _("Draw the table as 柱状, or add rows.")
        )
