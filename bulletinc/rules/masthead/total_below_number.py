"""M009: a total number that is lower than the issue number."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.issues import TOTAL
from bulletinc.text.source import Span


@rule("M009", Severity.ERROR)
def total_below_number(context: CheckContext) -> Iterator[Finding]:
    """总期数比期号还小。

    总期数从创刊算起，期号每年从头编，或者也从创刊算起，所以总期数不会比期号小。两个里面必有一个错，
    对照上一期改正。

    错：
        清溪区工作快报

        第12期（总第8期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: The total number counts all issues since the first, the issue number those of the year
    or likewise all, so the total is never the lower one. Compare with the issue before this one.
    """
    masthead = context.document.masthead
    if (
        not masthead
        or masthead.issue_number is None
        or masthead.total_number is None
        or masthead.total_number >= masthead.issue_number
    ):
        return
    for issue in masthead.issue:
        found = TOTAL.search(context.text, *issue.span)
        if found:
            yield Finding(
                Span(*found.span()),
                _("The total number {total} is below the issue number {number}.").format(
                    total=masthead.total_number, number=masthead.issue_number
                ),
                _("One of the two is wrong: compare with the issue before this one."),
            )
            return
