"""M007: a zero before a month or a day."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.dates import dates
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_ZERO = pattern(r"(?:(?<=[年月])|(?<=[年月]\s))[0０〇○零](?=[1-9１-９一二三四五六七八九]\s?[月日])")


@rule("M007")
def zero_padded_date(context: CheckContext) -> Iterator[Finding]:
    """日期的月、日前面补了零。

    成文日期的月、日不编虚位：写“3月9日”，不写“03月09日”（GB/T 9704—2012，7.3.5）。报头和印发行都一
    样。 “2026-03-09”是另一种写法，那里的零不算错。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年03月09日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月9日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: Month and day of an official date have no leading zero: 3月9日, not 03月09日 (GB/T
    9704-2012, 7.3.5). This is so in the masthead and in the printing line. The zeros of 2026-03-09
    are right.
    """
    for date in dates(context):
        edits = tuple(
            Edit(Span(date.span.start + zero.start(), date.span.start + zero.end()), "")
            for zero in _ZERO.finditer(date.text)
        )
        if edits:
            yield Finding(
                date.span,
                _("Month and day have no leading zero."),
                _("Write {date}.").format(date=_ZERO.sub("", date.text)),
                Fix(_("Leave the zeros out."), edits),
            )
