"""W013: a day that had not come when the issue was published."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places, foreign_places, line_after, line_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_DAY = pattern(r"月(?<=[0-9]月)(?P<day>[0-9]{1,2})日")
_MONTH = pattern(r"(?:(?P<year>[0-9]{4})年)?(?<![0-9])(?P<month>[0-9]{1,2})\Z")
# Words of plans, deadlines, terms and ranges; and those that say that something has been done.
_PLANNED = pattern(
    "将|拟|计划|预计|定于|预定|力争|争取|确保|务必|要求|截止|截至|届时|为期|期限|有效|到期|前|之内|以内|起|施行|实施|生效|执行|至|到|～|~|—|-|起止|报名|"
    "下一步|接下来|今后|下周|下月|明[天日年]|方案|预案|通知|预告|日程|安排|要(?!求|求了)|去年|上年|前年|往年|当年|次年|[每逢]年|每逢"
)
_SENTENCE = pattern("[。；！？;!?]")
_SOON = 92  # days; a month and day further on is more likely one of last year
_NEAR = 80
_LONGEST_LEAD = 30
_LONGEST_MONTH = len("2026年12")


@rule("W013")
def later_day(context: CheckContext) -> Iterator[Finding]:
    """正文里的日期晚于出刊日期。

    已经做过的事，日期不会晚于报头上的出刊日期，多半是月份、年份或者日子写错了。核对后改正其中一个。
    句子里有“将”“拟”“计划”“前”“起”等字样的，是今后的事，不算；只写日子不写月份的，可能说的是上个月，
    也不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：3月9日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：3月3日，志愿者清理河道。

    English: A day in the text is later than the issue's date, and the sentence does not speak of a
    plan. Check both.
    """
    masthead = context.document.masthead
    if not masthead or not masthead.date or len(masthead.date) < len("2026-03-05"):
        return
    issued = date.fromisoformat(masthead.date)
    running, foreign = (
        Places(paragraph.span for paragraph in context.paragraphs),
        foreign_places(context),
    )
    for match in _DAY.finditer(context.text):
        before = line_before(context.text, match.start(), _NEAR)
        month = _MONTH.search(before, max(0, len(before) - _LONGEST_MONTH))
        day = _day(issued, month, match) if month else None
        if (
            month is None
            or day is None
            or day <= issued
            or match.start() not in running
            or match.start() in foreign
        ):
            continue
        sentence = (
            _SENTENCE.split(before[: month.start()])[-1]
            + _SENTENCE.split(line_after(context.text, match.end(), _NEAR))[0]
            + _above(context, match.start())
        )
        if (month["year"] or (day - issued).days <= _SOON) and not _PLANNED.search(sentence):
            yield Finding(
                Span(match.start() - len(month[0]), match.end()),
                _("This day is later than the issue's date, {date}.").format(
                    date=f"{issued.year}年{issued.month}月{issued.day}日"
                ),
                _("Check both dates."),
            )


def _above(context: CheckContext, at: int) -> str:
    """What stands over a day: the heading of its section, and the words that open its line."""
    index = bisect_right(context.sections, at, key=lambda section: section.span.start) - 1
    section = context.sections[index] if index >= 0 else None
    heading = section.heading.text if section and at < section.span.end else ""
    start = context.text.rfind("\n", 0, at) + 1
    lead = context.text[start : start + _LONGEST_LEAD].rpartition("：")[0]
    return heading + lead  # 白河镇：下周计划：5月18日，召开…


def _day(issued: date, month: re.Match[str], match: re.Match[str]) -> date | None:
    try:
        return date(int(month["year"] or issued.year), int(month["month"]), int(match["day"]))
    except ValueError:
        return None
