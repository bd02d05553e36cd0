"""K001: a day in the text that the calendar does not have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found, line_before, places_of
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_DAY = pattern(r"月(?<=[0-9]月)(?P<day>[0-9]{1,3})日")
_BEFORE = pattern(r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?<![0-9.—–～~-])(?P<month>[0-9]{1,2})\Z")
_NEAR = 8
_LEAP_YEAR = 2024  # a day without a year may be one of a leap year

_HOURS = pattern(
    "[时点](?<=[0-9][时点])[6-9][0-9]分(?!钟)"
    "|(?<![0-9])(?:2[5-9]|[3-9][0-9])时(?=[0-9]{1,2}分|整|许|前|开始)"
    "|(?<=上午)(?:1[3-9]|2[0-4])(?=[时点:])"
    "|(?<=[于午晚日])(?:2[5-9]|[3-9][0-9]):[0-5][0-9](?![0-9])"
)
_MONTH = pattern("年(?<=[0-9]年)(?:1[3-9]|[2-9][0-9])月(?!度|[0-9])")
_MINUTES, _NOON = frozenset("6789"), 12
_LAST_DAY = pattern("日[至到—～~-](?:3[2-9]|[4-9][0-9])日")


@rule("K001", Severity.ERROR)
def impossible_day(context: CheckContext) -> Iterator[Finding]:
    """正文里的日期，历书上没有这一天。

    2月30日、4月31日、13月、25时这样的日子和钟点，历书上没有，多是录入时写错了。核对后改正。报头和落
    款的日期另有M005检查。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：2月30日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：2月28日，志愿者清理河道。

    English: The text gives a day that the calendar does not have (2月30日, 13月). Check it.
    """
    text = context.text
    for match in found(_DAY, context):
        before = _BEFORE.search(line_before(context.text, match.start(), _NEAR))
        if before is None:
            continue
        try:
            date(int(before["year"] or _LEAP_YEAR), int(before["month"]), int(match["day"]))
        except ValueError:
            yield _no_such_day(Span(match.start() - len(before[0]), match.end()))
    if any(_is_late(text, at) for sign in "时点:" for at in places_of(sign, text)):
        for match in found(_HOURS, context):
            yield Finding(
                Span(*match.span()),
                _("There is no such hour."),
                _("Check the time."),
            )
    for match in found(_MONTH, context):
        yield _no_such_day(Span(match.start() + 1, match.end()))
    for match in found(_LAST_DAY, context):
        yield _no_such_day(Span(match.start() + 2, match.end()))


def _no_such_day(span: Span) -> Finding:
    return Finding(span, _("There is no such day in the calendar."), _("Check the date."))


def _is_late(text: str, at: int) -> bool:
    """Whether an hour or minute there may be beyond those of a day."""
    hour = text[max(0, at - 2) : at]
    return text[at + 1 : at + 2] in _MINUTES or (hour.isdecimal() and int(hour) > _NOON)
