"""The tables of a circular on what was adopted: each as lines in bars, with its caption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from bulletinc.archive.adoption import OWN, Adoption
from bulletinc.archive.columns import percent
from bulletinc.archive.counting import Counts
from bulletinc.archive.statistics import StatsRow, StatsTable, decimals_for, ranked, rounded
from bulletinc.project.statistics import StatsRules

_HEADINGS = {
    "rank": "排名",
    "unit": "单位",
    "sent": "报送",
    "adopted": "采用",
    "rate": "采用率",
    "item": "信息",
    "brief": "简讯",
    "share": "综合",
    "article": "专刊",
    "higher": "上级采用",
    "instruction": "批示",
    "month": "本月得分",
    "year": "全年得分",
    "year_adopted": "全年采用",
}
_FORMS = {"item": "信息", "brief": "简讯", "share": "综合", "article": "专刊"}
_NAMES = frozenset(("rank", "unit"))
_MOST_BARS = 40  # of a chart
_NO_BAR = str.maketrans("|\n", "｜ ")


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """A caption without its number, the headings, whether each column is of numbers, the rows.

    ``drawn`` is the heading of the column that a chart draws; empty where there is nothing to draw.
    """

    caption: str
    head: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    drawn: str = ""

    def lines(self, number: int) -> Iterator[str]:
        """The lines as typed in a draft."""
        yield f"表{number}　{self.caption}"
        yield _bar(self.head)
        yield _bar("---:" if number else "---" for number in self.numbers)
        yield from map(_bar, self.rows)


def group_table(
    table: StatsTable, year: Mapping[str, StatsRow], rules: StatsRules, caption: str
) -> NoticeTable:
    """The table of a group: ``table`` has the month, ``year`` the rows of the year by unit."""
    form = rules.notice
    months = {row.values[0]: row for row in table.rows}
    empty = StatsRow(("",), {})

    def value(unit: str) -> Fraction:
        row = (year if form.rank_by == "year" else months).get(unit, empty)
        return row.points if rules.has_points else Fraction(row.adopted)

    units = sorted(months, key=lambda unit: -value(unit))  # equal ones stay in their order
    ordered = [StatsRow((unit,), {}, value(unit)) for unit in units]
    ranks = ranked(ordered, lambda row: row.points, rules.ties)
    years = [year.get(unit, empty) for unit in units]
    total = _total(table, years)
    decimals = decimals_for([row.points for row in (*table.rows, *years, *total)], rules.decimals)
    rows = [
        tuple(_cell(column, rank, of_month, of_year, rules, decimals) for column in form.columns)
        for rank, of_month, of_year in zip(
            map(str, ranks), (months[unit] for unit in units), years, strict=True
        )
    ]
    if len(units) > 1:
        cells = [_cell(column, "", *total, rules, decimals) for column in form.columns]
        if form.columns[0] == "rank":
            cells[0], cells[form.columns.index("unit")] = "合计", ""
        rows.append(tuple(cells))
    return NoticeTable(
        caption,
        tuple(_heading(column, rules) for column in form.columns),
        tuple(column not in _NAMES for column in form.columns),
        tuple(rows),
        _drawn(rules, sum(bool(value(unit)) for unit in units), len(units)),
    )


def _drawn(rules: StatsRules, above_zero: int, units: int) -> str:
    """What decides the rank is drawn, if it is a column and there are bars to compare."""
    column = rules.notice.rank_by
    if column not in rules.notice.columns or not above_zero or not 1 < units <= _MOST_BARS:
        return ""
    return _heading(column, rules)


def item_tables(counts: Counts) -> Iterator[NoticeTable]:
    """What was adopted: the items that we printed, and what others took over or praised."""
    printed = [each for each in counts.kept if each.form in OWN]
    if rows := [_printed(*each) for each in _texts(printed)]:
        yield _numbered("采用信息目录", ("单位", "标题", "类型", "刊期"), rows)
    others = [each for each in counts.kept if each.form in ("higher", "instruction")]
    if rows := [_taken_over(*each) for each in _texts(others)]:
        yield _numbered("上级采用和批示情况", ("单位", "标题", "刊物或级别"), rows)


def _numbered(caption: str, head: Sequence[str], rows: Iterable[tuple[str, ...]]) -> NoticeTable:
    return NoticeTable(
        caption,
        ("序号", *head),
        (False,) * (len(head) + 1),
        tuple((str(number), *row) for number, row in enumerate(rows, 1)),
    )


def _texts(adoptions: Sequence[Adoption]) -> Iterator[tuple[Adoption, str]]:
    """Each adoption with all units that it is of."""

    def place(each: Adoption) -> tuple[str, str, int, str]:
        return each.day, each.path, each.line, each.form

    for _place, group in groupby(sorted(adoptions, key=place), key=place):
        together = sorted(group, key=lambda each: not each.first)
        if together[0].form == "share":  # the shares of a digest stand on one line
            for each in together:
                yield each, each.unit
        else:
            yield together[0], "、".join(dict.fromkeys(each.unit for each in together))


def _printed(adoption: Adoption, units: str) -> tuple[str, ...]:
    return units, adoption.told, _FORMS[adoption.form], adoption.issue


def _taken_over(adoption: Adoption, units: str) -> tuple[str, ...]:
    return units, adoption.title, adoption.journal or adoption.level


def _heading(column: str, rules: StatsRules) -> str:
    if not rules.has_points and column in ("month", "year"):
        return {"month": "本月采用", "year": "全年采用"}[column]
    return _HEADINGS[column]


def _cell(
    column: str, rank: str, month: StatsRow, year: StatsRow, rules: StatsRules, decimals: int
) -> str:
    match column:
        case "rank":
            return rank
        case "unit":
            return month.values[0]
        case "sent":
            return str(month.sent)
        case "adopted":
            return str(month.adopted)
        case "year_adopted":
            return str(year.adopted)
        case "rate":
            return "—" if month.rate is None else percent(month.rate)
        case "month" | "year":
            row = month if column == "month" else year
            return rounded(row.points, decimals) if rules.has_points else str(row.adopted)
        case _:
            return str(month.counts.get(column, 0))


def _total(table: StatsTable, years: Sequence[StatsRow]) -> tuple[StatsRow, StatsRow]:
    """The sums of the month and of the year."""
    counts: dict[str, int] = {}
    for row in years:
        for form, number in row.counts.items():
            counts[form] = counts.get(form, 0) + number
    points = sum((row.points for row in years), Fraction(0))
    month = StatsRow(("合计",), table.total.counts, table.total.points)
    return month, StatsRow(("合计",), counts, points)


def _bar(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.translate(_NO_BAR) for cell in cells)} |"
