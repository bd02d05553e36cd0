"""M006: a weekday that does not fit the date next to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.parser.numerals import date_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.dates import DATE
from bulletinc.text.patterns import Match, pattern
from bulletinc.text.source import Span

_DAYS = "一二三四五六日"
# 周一 may begin a name (周一鸣), unless an hour follows it, or nothing that is a letter.
_WEEKDAY = pattern(r"星期[一二三四五六日天]|周[一二三四五六日天](?=[上中下]午|早|晚|\W|\Z)")
_DATE_BEFORE = pattern(rf"({DATE})\s{{0,2}}[（(]?\Z")
_DAY_BEFORE = pattern(r"(?<![0-9年—–～~-])([0-9]{1,2})月([0-9]{1,2})日\s{0,2}[（(]?\Z")
_LONGEST_DATE = 24
_NEAR = 60  # days from the issue, within which a date without a year is of no other one
_REACH = 30


@rule("M006", Severity.ERROR)
def wrong_weekday(context: CheckContext) -> Iterator[Finding]:
    """日期和旁边的星期对不上。

    两个里面必有一个错，读者不知道该信哪一个，开会、报送都会误事。先核对日期；日期不错的，改星期。
    不论在报头还是正文。没有写年份的，只查出刊前后两个月以内的日期。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日星期五

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日星期四

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The weekday does not fit the date before it, in the masthead or in the text, so one of
    the two is wrong. The fix corrects the weekday; look at the date first. A date without its year
    is looked at if it is within two months of the issue's.
    """
    unseen = [*context.residue, *(field.span for field in context.document.metadata)]
    for found in _WEEKDAY.finditer(context.text):
        lead = context.text[max(found.start() - _LONGEST_DATE, 0) : found.start()]
        before = _DATE_BEFORE.search(lead)
        typed, day = (before[1], _day(date_in(before[1]))) if before else _near(context, found)
        if day is None or any(start <= found.start() < end for start, end in unseen):
            continue
        right = _DAYS[day.weekday()]
        if found[0][-1].replace("天", "日") != right:
            span = Span(found.end() - 1, found.end())
            yield Finding(
                span,
                _("{date} is not this day of the week.").format(date=typed),
                _("Check the date; if it is right, the day is 星期{day}.").format(day=right),
                Fix(_("Correct the day of the week."), (Edit(span, right),), safe=False),
                None if before else Severity.WARNING,
            )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == len("2026-03-05") else None


def _near(context: CheckContext, found: Match) -> tuple[str, date | None]:
    """A day without its year (3月4日), as typed, and which it is: one near the issue's."""
    lead = context.text[max(found.start() - _REACH, 0) : found.start()].rpartition("\n")[2]
    before = _DAY_BEFORE.search(lead)
    masthead = context.document.masthead
    issued = _day(masthead.date) if masthead else None
    if before is None or issued is None or "年" in lead:
        return "", None
    days = (
        _day(date_in(f"{year}年{before[1]}月{before[2]}日"))
        for year in (issued.year - 1, issued.year, issued.year + 1)
    )
    near = [day for day in days if day and abs((day - issued).days) <= _NEAR]
    return before[0].strip(" （("), near[0] if near else None
