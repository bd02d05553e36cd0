"""M005: a date that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.parser.numerals import date_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.dates import dates
from bulletinc.text.patterns import pattern

_UNFILLED = pattern("[XxＸｘ]")  # 2026年X月X日 waits to be filled in, which is another defect


@rule("M005", Severity.ERROR)
def impossible_date(context: CheckContext) -> Iterator[Finding]:
    """报头或者印发行的日期，历书上没有这一天。

    多半是月、日输错了（2月30日、13月1日）。照发文的那一天改正。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年2月30日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年2月28日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The date of the masthead or of the printing line is no day of the calendar, such as 30
    February. Write the day on which the issue goes out.
    """
    for date in dates(context):
        if date_in(date.text) is None and not _UNFILLED.search(date.text):
            yield Finding(
                date.span,
                _("There is no such day: {date}.").format(date=date.text),
                _("Write the day on which the issue goes out."),
            )
