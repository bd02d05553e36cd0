"""The circular of a month (信息采用情况通报) as a draft: text, a table for each group, the list of
what was adopted. It is in the canonical form, and for an editor to go on with.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence

from bulletinc import fmt
from bulletinc.archive.columns import percent
from bulletinc.archive.counting import Counts, StatsQuestion
from bulletinc.archive.notice_tables import NoticeTable, group_table, item_tables
from bulletinc.archive.period import day_after
from bulletinc.archive.statistics import Statistics, StatsRow, StatsTable, statistics_of
from bulletinc.project import Project
from bulletinc.text.numerals import in_chinese
from bulletinc.text.source import Source

_FIRST = 3  # units that the text names


def notice_questions(month: str) -> tuple[StatsQuestion, ...]:
    """What has to be counted for the circular of a month (2026-03): it, its year up to it, and that
    by month, where an item of several units counts once.
    """
    since, until = month[:4], day_after(month)
    return (
        StatsQuestion(since=month, until=until, kept=True),
        StatsQuestion(since=since, until=until),
        StatsQuestion(("month",), since, until),
    )


def notice_draft(month: str, counts: Sequence[Counts], project: Project) -> str:
    """The draft. ``counts`` are those of these questions, settled."""
    of_month, of_year, by_month = (statistics_of(each, project) for each in counts)
    lines = [*_head(month, project)]
    lines.append(f"现将{_filled('{year}年{month}月', month)}信息采用情况通报如下。")
    sections = [
        ("总体情况", _overview(month, of_month, by_month)),
        ("各单位采用情况", _tables(of_month, of_year, project)),
        ("没有信息的单位", _silent(of_month)),
    ]
    number = len(of_month.tables) + 1
    if project.stats.notice.listed:
        listed = "\n\n".join(_numbered(item_tables(counts[0]), number, ""))
        sections.append(("采用信息目录", listed))
    filled = [(heading, text) for heading, text in sections if text]
    for at, (heading, text) in enumerate(filled, 1):
        lines += [f"{in_chinese(at)}、{heading}", text]
    if project.stats.notice.closing:
        lines.append(project.stats.notice.closing)
    if project.stats.notice.distribution:
        lines.append("\n".join(project.stats.notice.distribution))
    return fmt.formatted(Source("\n\n".join(lines) + "\n"))


def _head(month: str, project: Project) -> Iterator[str]:
    form = project.stats.notice
    year, number = int(month[:4]), int(month[5:])
    yield form.name
    yield f"第{number}期"
    if issuer := form.issuer or project.issuer:
        yield issuer
    yield f"{year}年{number}月{monthrange(year, number)[1]}日"
    yield _filled(form.title, month)
    if form.salutation:
        yield form.salutation


def _filled(text: str, month: str) -> str:
    return text.replace("{year}", str(int(month[:4]))).replace("{month}", str(int(month[5:])))


def _overview(month: str, of_month: Statistics, by_month: Statistics) -> str:
    rows = {row.values[0]: row for row in by_month.tables[0].rows}
    total, year = rows.get(month, StatsRow((month,), {})), by_month.tables[0].total
    number = int(month[5:])
    sentences = [f"{number}月，编发{of_month.issues}期，采用信息{total.adopted}条{_forms(total)}。"]
    if total.rate is not None and total.rate <= 1:  # else the ledger is not complete
        sentences.append(f"各单位报送{total.sent}条，采用率{percent(total.rate)}。")
    elsewhere = [
        f"{words}{total.counts[form]}{measure}"
        for form, words, measure in (
            ("higher", "被上级采用", "条次"),
            ("instruction", "获领导批示", "件次"),
        )
        if total.counts.get(form)
    ]
    if elsewhere:
        sentences.append(f"{'，'.join(elsewhere)}。")
    if number > 1:
        sentences.append(f"1至{number}月，累计编发{by_month.issues}期，采用{year.adopted}条。")
    leading = [told for table in of_month.tables if (told := _leading(table))]
    if leading:
        what = "得分" if of_month.has_points else "采用条数"
        sentences.append(f"本月{what}居前的单位，{'；'.join(leading)}。")
    return "".join(sentences)


def _forms(total: StatsRow) -> str:
    words = (("item", "信息"), ("brief", "简讯"), ("share", "综合"), ("article", "专刊"))
    parts = [f"{word}{total.counts[form]}条" for form, word in words if total.counts.get(form)]
    return f"（{'、'.join(parts)}）" if len(parts) > 1 else ""


def _leading(table: StatsTable) -> str:
    first = [
        row.values[0]
        for row in table.rows
        if row.rank and row.rank <= _FIRST and (row.points > 0 or row.adopted)
    ][:_FIRST]
    if not first:
        return ""
    return f"{table.group}是{'、'.join(first)}" if table.group else f"是{'、'.join(first)}"


def _tables(of_month: Statistics, of_year: Statistics, project: Project) -> str:
    years = {row.values[0]: row for table in of_year.tables for row in table.rows}
    tables = []
    for table in of_month.tables:
        group = table.group or ("其他单位" if len(of_month.tables) > 1 else "各单位")
        tables.append(group_table(table, years, project.stats, f"{group}信息采用情况"))
    return "\n\n".join(_numbered(tables, 1, project.stats.notice.chart))


def _numbered(tables: Iterable[NoticeTable], first: int, chart: str) -> Iterator[str]:
    for number, table in enumerate(tables, first):
        lines = [*table.lines(number)]
        if chart and table.drawn:
            filled = chart.replace("{table}", f"表{number}").replace("{column}", table.drawn)
            lines += ["", filled]
        yield "\n".join(lines)


def _silent(statistics: Statistics) -> str:
    silent = frozenset(statistics.silent)
    told = []
    for table in statistics.tables:
        names = [row.values[0] for row in table.rows if row.values[0] in silent]
        if names:
            told.append(f"{table.group}：{'、'.join(names)}" if table.group else "、".join(names))
    return f"{'；'.join(told)}。" if told else ""
