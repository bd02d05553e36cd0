"""W025: a word with a wrong character."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.project.word_lists import shipped_list
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.listed_words import listed


@rule("W025")
def wrong_word(context: CheckContext) -> Iterator[Finding]:
    """有错别字。

    这个词写错了字，多是音近、形近的字弄混了，或者打字选错了词。只查随程序带着的表里写明的，别的词里
    碰巧连着的几个字不算；表里没有的，查不出来。按提示改正。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，各类人才倍出。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，各类人才辈出。

    English: A word has a wrong character. Only what the list of the program names is found.
    """
    yield from listed(
        context,
        shipped_list("typos"),
        context.project.units,
        _("“{wrong}” should be “{right}”."),
    )
