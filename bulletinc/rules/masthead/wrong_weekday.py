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
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_DAYS = "一二三四五六日"
# 周一 may begin a name (周一鸣), unless an hour follows it, or nothing that is a letter.
_WEEKDAY = pattern(r"星期[一二三四五六日天]|周[一二三四五六日天](?=[上中下]午|早|晚|\W|\Z)")
_DATE_BEFORE = pattern(rf"({DATE})\s{{0,2}}[（(]?\Z")
_LONGEST_DATE = 24


@rule("M006", Severity.ERROR)
def wrong_weekday(context: CheckContext) -> Iterator[Finding]:
    """日期和旁边的星期对不上。

    两个里面必有一个错，读者不知道该信哪一个，开会、报送都会误事。先核对日期；日期不错的，改星期。
    只查年、月、日写全的日期，不论在报头还是正文。

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
    the two is wrong. The fix corrects the weekday; look at the date first.
    """
    unseen = [*context.residue, *(field.span for field in context.document.metadata)]
    for found in _WEEKDAY.finditer(context.text):
        before = _DATE_BEFORE.search(
            context.text[max(found.start() - _LONGEST_DATE, 0) : found.start()]
        )
        iso = date_in(before[1]) if before else None
        if (
            before is None
            or iso is None
            or len(iso) < len("2026-03-05")
            or any(start <= found.start() < end for start, end in unseen)
        ):
            continue
        right = _DAYS[date.fromisoformat(iso).weekday()]
        if found[0][-1].replace("天", "日") != right:
            span = Span(found.end() - 1, found.end())
            yield Finding(
                span,
                _("{date} is not this day of the week.").format(date=before[1]),
                _("Check the date; if it is right, the day is 星期{day}.").format(day=right),
                Fix(_("Correct the day of the week."), (Edit(span, right),), safe=False),
            )
