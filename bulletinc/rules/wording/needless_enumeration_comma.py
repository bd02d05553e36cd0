"""W017: a comma between titles, or quotations, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LIST = pattern("[》”]、(?:[《“][^《》“”、\\n]{1,60}[》”]、?){1,20}")
_COMMA = pattern("(?<=》)、(?=《)|(?<=”)、(?=“)")
_REACH = 80


@rule("W017")
def needless_enumeration_comma(context: CheckContext) -> Iterator[Finding]:
    """并列的引号之间、书名号之间多了顿号。

    引号和引号、书名号和书名号并列时，中间通常不用顿号（GB/T 15834—2011第4.5.3.5条）：《条例》《办
    法》。其中有的后面带着括号里的说明，或者并列的还有不带引号、书名号的词，照样用顿号，不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，学习《条例》、《办法》，推广“路长制”、“巷长制”。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，学习《条例》《办法》，推广“路长制”“巷长制”。

    English: Between quotations, or titles, that stand side by side no 、 is written (GB/T
    15834-2011, 4.5.3.5). It stays where one of them has a remark in brackets, or where other words
    are in the list.
    """
    for match in found(_LIST, context):
        start, end = match.span()
        if (
            match[0].endswith("、")
            or context.text[end : end + 1] in ("（", "(", "和", "与", "及", "以", "等")
            or _is_mixed(context.text, start)
        ):
            continue
        commas = [Span(*each.span()) for each in _COMMA.finditer(context.text, start, end)]
        if not commas:
            continue
        yield Finding(
            commas[0],
            _("Between titles or quotations side by side no “、” is written."),
            _("Delete it."),
            Fix(_("Delete the “、”."), tuple(Edit(comma, "") for comma in commas)),
        )


def _is_mixed(text: str, at: int) -> bool:
    """Whether the list before its first comma has other words in it: 环境、“三会”、“两课”."""
    opened = max(
        text.rfind("《", max(0, at - _REACH), at), text.rfind("“", max(0, at - _REACH), at)
    )
    return opened <= 0 or text[opened - 1] in "、和与及）"
