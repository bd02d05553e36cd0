"""W024: a variant form of a word."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.project.word_lists import shipped_list
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.listed_words import listed


@rule("W024")
def variant_form(context: CheckContext) -> Iterator[Finding]:
    """用了异形词里不推荐的写法。

    同一个词有几种写法的，用《第一批异形词整理表》（GF 1001—2001）推荐的那一种：用“账本”，不用“
    帐本”。表随程序带着；本单位另有规定的，写进 bulletin.toml 的 [words] 或者 [lists]。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，内容丰富多采。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，内容丰富多彩。

    English: A word is spelt in another way than the one that GF 1001-2001 recommends. The list
    comes with the program.
    """
    yield from listed(
        context,
        shipped_list("variants"),
        context.project.units,
        _("“{right}” is the recommended form of “{wrong}”."),
    )
