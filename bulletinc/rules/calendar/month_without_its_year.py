"""K004: a month of another year without the year."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places, foreign_places
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_DECEMBER, _JANUARY = 12, 1
_DAY = pattern("(?<![0-9年.—至到-])([0-9]{1,2})月[0-9]{1,2}日(?!电|讯)")
_YEARS = ("年", "上月", "上个月", "下月", "下个月", "节", "春运", "截至", "截止")
_WILL = ("将", "拟", "计划", "预计", "定于", "力争")
_NEAR = 40


@rule("K004")
def month_without_its_year(context: CheckContext) -> Iterator[Finding]:
    """年头年尾，日期没有写年份。

    1月的这一期里写“12月28日”，12月的这一期里写“1月8日将召开”，读者分不清是哪一年。写明年份，或者写
    “去年”“明年”。同一段前面已经写了年份的不算。

    错：
        清溪区工作快报

        第1期（总第75期）

        清溪区创建办　2026年1月5日

        【简讯】

        【文明实践】　白河镇：12月28日，志愿者清理河道。

    对：
        清溪区工作快报

        第1期（总第75期）

        清溪区创建办　2026年1月5日

        【简讯】

        【文明实践】　白河镇：2025年12月28日，志愿者清理河道。

    English: Around New Year a day stands in the text without its year: 12月28日 in an issue of
    January. Write 去年12月28日, or the year.
    """
    masthead = context.document.masthead
    issued = masthead.date if masthead and masthead.date else ""
    month = int(issued[5:7]) if len(issued) >= len("2026-01") else 0
    if month not in (_DECEMBER, _JANUARY):
        return
    sought = _JANUARY if month == _DECEMBER else _DECEMBER
    text, seen = context.text, set[int]()
    if f"{sought}月" not in text:
        return
    running = Places(paragraph.span for paragraph in context.paragraphs)
    for match in _DAY.finditer(text):
        if int(match[1]) != sought or match.start() not in running:
            continue
        paragraph = text.rfind("\n", 0, match.start())
        before = text[paragraph + 1 : match.start()]
        after = text[match.end() : match.end() + _NEAR].partition("。")[0].partition("\n")[0]
        planned = any(word in after for word in _WILL)
        if (
            paragraph in seen
            or "年" in before
            or any(word in before[-_NEAR:] for word in _YEARS)
            or planned is (sought == _DECEMBER)
            or match.start() in foreign_places(context)
        ):
            continue
        seen.add(paragraph)
        year = int(issued[:4]) + (1 if sought == _JANUARY else -1)
        yield Finding(
            Span(*match.span()),
            _("The issue is of {date}, and this day has no year.").format(date=_said(issued)),
            _("Write the year, {year}, if it is that of this day.").format(year=year),
        )


def _said(date: str) -> str:
    """A day, or a month, as Chinese texts write it."""
    return "".join(
        f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False)
    )
