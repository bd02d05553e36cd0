"""M001: a masthead without a name."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Text
from bulletinc.text.source import Span


@rule("M001", Severity.ERROR)
def missing_name(context: CheckContext) -> Iterator[Finding]:
    """报头没有名称。

    有期号，却没有一行是刊名。刊名是版面上最大的红字，读者凭它知道这是什么材料。刊名要以“快报”“简
    报”“专报”“信息”等字样结尾，单独成行，写在最上面；不这样结尾的，认不出是刊名。

    错：
        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: There is an issue number, but no line is the bulletin's name. The name stands on a line
    of its own at the top and ends with a word such as 快报, 简报 or 专报, by which it is known.
    """
    masthead = context.document.masthead
    if (
        masthead
        and not masthead.name
        and "name" in context.kind.requires
        and any(_stands_apart(context, each) for each in masthead.issue)
    ):
        yield Finding(
            Span(masthead.span.start, masthead.span.start),
            _("The masthead has no name."),
            _(
                "Write it on a line of its own at the top, ending with a word such as 快报, 简报 "
                "or 专报."
            ),
        )


def _stands_apart(context: CheckContext, issue: Text) -> bool:
    """Whether this is the number of an issue, and not 第一期 in a title (全区第一期培训班开班) or
    the 第7号 of a decree.
    """
    around = (
        context.text[max(issue.span.start - 1, 0) : issue.span.start]
        + context.text[issue.span.end : issue.span.end + 1]
    )
    return "期" in issue.text and not around.strip("#* \t\r\n\u3000")
