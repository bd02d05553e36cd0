"""K002: a range of days that runs backward."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_RANGE = pattern(
    r"[至到—－～~-](?<=[0-9][日年].)"
    r"(?:(?P<year>20[0-9]{2})年)?(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})日(?!电|讯)"
)
_FIRST = pattern(
    r"(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
    r"(?:[（(][^）)\n]{1,5}[）)])?\Z"
)
_REACH = 24
_YEAR_ENDS, _YEAR_BEGINS = 10, 3  # months between which a range may go over the end of a year


@rule("K002", Severity.ERROR)
def backward_range(context: CheckContext) -> Iterator[Finding]:
    """起止日期前后颠倒。

    “从某日至某日”，后一个日期不会早于前一个。月份相同而日子变小的，月份变小的，年份变小的，都是写
    错了。跨年的（12月至次年1月）不算。核对后改正。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：3月9日至8日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：3月8日至9日，志愿者清理河道。

    English: A range of days runs backward (9日至8日). Check both. Over the end of a year it does
    not count.
    """
    for match in found(_RANGE, context):
        first = _FIRST.search(context.text[max(0, match.start() - _REACH) : match.start()])
        if first is None:
            continue
        start, end = (
            (int(first["month"]), int(first["day"])),
            (
                int(match["month"] or first["month"]),
                int(match["day"]),
            ),
        )
        years = (first["year"], match["year"])
        over_the_year = start[0] >= _YEAR_ENDS and end[0] <= _YEAR_BEGINS and match["month"]
        if years[1] and years[0]:
            backward = (int(years[1]), *end) < (int(years[0]), *start)
        else:
            backward = end < start and not over_the_year and not years[1]
        if backward:
            yield Finding(
                Span(match.start() - len(first[0]), match.end()),
                _("The second date comes before the first."),
                _("Check both dates."),
            )
