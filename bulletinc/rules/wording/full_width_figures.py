"""W012: full-width digits or letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_FIGURES = pattern(
    "[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ％]|[．－／＋](?=[０-９Ａ-Ｚａ-ｚ])|．(?=[^０-９Ａ-Ｚａ-ｚ]))*"
    "|．(?<=[0-9]．)(?=[0-9])"
)


@rule("W012")
def full_width_figures(context: CheckContext) -> Iterator[Finding]:
    """数字或者字母是全角的。

    全角的数字和字母一个占一个汉字的宽度，２０２６年就散开了，而且查找“2026”时找不到。改成半角。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，２００名志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，200名志愿者清理河道。

    English: Digits or letters are full width. Make them half width.
    """
    for match in found(_FIGURES, context):
        span, right = Span(*match.span()), unicodedata.normalize("NFKC", match[0])
        yield Finding(
            span,
            _("These digits or letters are full width."),
            _("Write “{right}”.").format(right=right),
            Fix(_("Make them half width."), (Edit(span, right),)),
        )
