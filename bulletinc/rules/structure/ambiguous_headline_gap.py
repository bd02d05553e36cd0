"""S013: a headline that only a half-width space parts from its text."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.unsure import is_unsure
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_DATE = pattern(r"\d ?[年月]\Z")
_HALF_WIDTH = pattern(r"[ \t\u00a0]+(?=\S)")


@rule("S013")
def ambiguous_headline_gap(context: CheckContext) -> Iterator[Finding]:
    """标题与正文之间空的是半角空格。

    半角空格在日期、数字旁边也常有，标题到哪里为止只能靠猜。标题后面空一个全角空格，就不会看错。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动“大环境” 近日，志愿者清理河道。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动“大环境”　近日，志愿者清理河道。（白河镇）

    English: Only a half-width space parts the headline from its text, so where it ends is guessed.
    Put one full-width space (U+3000) there.
    """
    for item in context.items:
        if (
            item.headline
            and item.headline_form == "gap"
            and (found := _HALF_WIDTH.match(context.text, item.headline.span.end))
            and not _DATE.search(item.headline.text)  # 白河镇 4 月 12 日，邀请…
            and not is_unsure(context, item.headline.span.start)  # 清溪线    8月5日    清溪路
        ):
            gap = Span(*found.span())
            yield Finding(
                gap,
                _("Only a half-width space separates the headline from its text."),
                _("Write one full-width space."),
                Fix(_("Make it one full-width space."), (Edit(gap, "\u3000"),)),
            )
