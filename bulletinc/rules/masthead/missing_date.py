"""M004: a masthead without a date."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.dates import is_signed
from bulletinc.syntax import Masthead
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_NO_YEAR = pattern(r"\d{1,2}\s?月")  # 3月5日
_TERM = pattern(r"季度|学期|\d月[刊号]")  # 2026年第二季度, 2026年6月刊


@rule("M004", Severity.ERROR)
def missing_date(context: CheckContext) -> Iterator[Finding]:
    """报头没有日期。

    没有日期，正文里的“3日”“近日”就无从算起，归档也没有依据。在编发单位下面或者后面写上日期，年、
    月、日写全。文末有落款日期或者印发日期的，不必再写。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The masthead has no date, or one that cannot be read because the year, the month or the
    day is missing. Write it in full below the issuer or behind it. Not needed where the text is
    dated at its end.
    """
    masthead = context.document.masthead
    if (
        masthead
        and masthead.name
        and not _is_dated(masthead)
        and not any(_TERM.search(part.text) for part in masthead.issue)
        and "date" in context.kind.requires
        and not is_signed(context)
    ):
        if masthead.date_text:
            yield Finding(
                masthead.date_text.span,
                _("The date in the masthead has no year."),
                _("Write year, month and day, such as 2026年3月5日."),
            )
            return
        end = max(
            part.span.end for part in (masthead.name, *masthead.issue, masthead.issuer_text) if part
        )
        yield Finding(
            Span(end, end),
            _("The masthead has no date."),
            _("Write it in full below the issuer or after it, such as 2026年3月5日."),
        )


def _is_dated(masthead: Masthead) -> bool:
    """Whether there is a date; one without a year counts where the number has the year."""
    return masthead.date_text is not None and (
        masthead.issue_year is not None or not _NO_YEAR.match(masthead.date_text.text)
    )
