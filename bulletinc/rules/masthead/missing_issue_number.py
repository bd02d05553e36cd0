"""M002: a masthead without an issue number."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span

_COUNTED_BY_DATE = ("日报", "周报", "旬报", "月报")


@rule("M002", Severity.ERROR)
def missing_issue_number(context: CheckContext) -> Iterator[Finding]:
    """报头没有期号。

    读者、档案和下一期的编号都靠它。在报头名称下面另起一行写上期号；有总期数的，写在后面的括号里。
    日报、周报、月报有日期就够，不必编号。

    错：
        清溪区工作快报

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The masthead has no issue number. Write it on a line of its own below the name. A
    daily, weekly or monthly bulletin needs none beside its date.
    """
    masthead = context.document.masthead
    if not masthead or not masthead.name or masthead.issue or "issue" not in context.kind.requires:
        return
    if masthead.document_number:  # 专题会议纪要 / 清府专纪〔2026〕14号
        return
    if not (masthead.date_text and masthead.name.text.endswith(_COUNTED_BY_DATE)):
        yield Finding(
            Span(masthead.name.span.end, masthead.name.span.end),
            _("The masthead has no issue number."),
            _("Write it on a line of its own below the name, such as 第12期（总第86期）."),
        )
