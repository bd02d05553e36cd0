"""S006: a headline or title that is too long."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Span
from bulletinc.text.typography import ems

_MARKS = "#>* \t"  # of Markdown
_LONGEST = 45  # two rows of a title


@rule("S006")
def headline_too_long(context: CheckContext) -> Iterator[Finding]:
    """标题太长，超过四十五个字。

    标题排两行为宜，长了读者抓不住要点。删去套话、单位的全称和能放到正文里去的话。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        “清溪红”“白河蓝”“枫林绿”“石桥橙”“东浦青”“柳荫紫”“六色”志愿服务队深入街巷院落见效　日前成立。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        “六色”志愿服务队深入街巷院落见效　日前成立。

    English: A headline has more than 45 characters. It should fit on two rows: shorten it.
    """
    titles = [item.headline for item in context.items if item.headline]
    if context.document.title:
        titles.append(context.document.title)
    for title in titles:
        if len(title.text) > _LONGEST and ems(title.text) > _LONGEST:
            typed = context.written(title.span)
            yield Finding(
                Span(title.span.end - len(typed.lstrip(_MARKS)), title.span.end),
                _("The headline has more than {most} characters.").format(most=_LONGEST),
                _("Shorten it, so that it fits on two lines."),
            )
