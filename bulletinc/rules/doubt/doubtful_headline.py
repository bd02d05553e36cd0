"""D001: a line that may be a headline, or may not."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.unsure import findings


@rule("D001")
def doubtful_headline(context: CheckContext) -> Iterator[Finding]:
    """一行字可能是标题，也可能是正文，写法上分不清楚。

    标题和正文只能从长短、标点、空行猜，猜错了，标题会印成正文，正文会印成标题。提示里说这一行按
    什么读的，还可能是什么，怎样写才没有疑问。读对了也请照着改一改，下次、别人都不会看错。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        1月11日　白河镇首发《白河年鉴》。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        1月11日，白河镇首发《白河年鉴》。（白河镇）

    English: A line may be a headline or running text: its form does not tell. The hint says how
    to type what it is.
    """
    return findings(context, "headline")
