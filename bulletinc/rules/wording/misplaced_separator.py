"""W035: a thousands separator where none belongs."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found, places_of
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_BROKEN = pattern(
    "(?<![0-9,.])(?:[0-9]{1,3}(?:,[0-9]{3}){0,3},(?:[0-9]{4,9})"
    "|[0-9]{1,3}(?:,[0-9]{3}){0,3},[0-9]{1,2}(?=[万亿][元个人户亩吨]))(?![0-9,.])"
)


@rule("W035")
def misplaced_separator(context: CheckContext) -> Iterator[Finding]:
    """数里的千位分隔号放错了地方。

    千位分隔号三位一分：32,105；小数用小数点：1.2亿元。写成3,2105、1,2亿元，读者不知道是多少。核对后改
    正。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理垃圾3,2105车。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理垃圾32,105车。

    English: A comma stands in a number where no thousands separator belongs: it parts three digits
    each (32,105).
    """
    text = context.text
    if not any(text[at + 1 : at + 2].isdecimal() for at in places_of(",", text)):
        return
    for match in found(_BROKEN, context):
        yield Finding(
            Span(*match.span()),
            _("The comma in this number does not part three digits each."),
            _("Check the number: 32,105 has one, a decimal point is “.”."),
        )
