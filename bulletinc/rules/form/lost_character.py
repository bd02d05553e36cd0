"""F011: a character that was lost when the text was converted."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import runs
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# U+FFFD, which programs put where they could not read; what becomes of two of it in UTF-8 that is
# read as GBK; what becomes of memory that nobody wrote to.
_LOST = pattern(
    "[\ufffd锟烫屯](?:(?<=\ufffd)\ufffd*|(?<=锟)斤拷?(?:锟斤拷?)*|(?<=烫)烫烫+|(?<=屯)屯屯+)"
)


@rule("F011", Severity.ERROR)
def lost_character(context: CheckContext) -> Iterator[Finding]:
    """有转换时丢失的字，留下了“\ufffd”或“锟斤拷”。

    文件用错误的编码打开、又存了一次，读不出的字就变成“\ufffd”，再转一次又变成“锟斤拷”。原来的字已经
    不在这份文件里，要找原稿（或者上一个版本）对照着补上。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理\ufffd道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: Characters were lost when the file was opened in a wrong encoding and saved again;
    \ufffd or 锟斤拷 stands in their place. Look them up in the original and type them.
    """
    for found in runs(context, _LOST):
        yield Finding(
            Span(*found.span()),
            _("“{text}” shows that characters were lost in a conversion.").format(text=found[0]),
            _("Look up the original and type what is missing."),
        )
