"""B004: an organisation called by a name that it has no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.project.people import Organisation
from bulletinc.project.word_finder import WordFinder
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places
from bulletinc.text.source import Span

_BEFORE = ("原", "原名", "前身为", "前身是", "（", "(", "《", "“")
_REACH = 3


@rule("B004")
def former_name(context: CheckContext) -> Iterator[Finding]:
    """单位已经更名，用的还是原来的名称。

    本单位的名单（bulletin.toml 里 [lists] 的 organisations）写明，这个单位已经改了名称。出刊日期在
    更名以后的，用新的名称；说从前的事，前面写“原”字。没有名单的，不检查。

    bulletin.toml：
        [lists]
        organisations = [
            { name = "区市场监管局", former = "区食药监局/区工商局", renamed = "2019-03-01" },
        ]

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，区食药监局清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，区市场监管局清理河道。

    English: An organisation is called by the name that it had before it was renamed. Write the new
    one, or 原 before it.
    """
    organisations = context.project.organisations
    if not organisations:
        return
    finder, renamed = _finder(organisations)
    issued, foreign = _issued(context), foreign_places(context)
    for start, end, number in finder.find_all(context.text):
        each = renamed[number]
        if (
            each is None
            or start in foreign
            or (each.renamed and issued and issued < each.renamed)
            or context.text[max(0, start - _REACH) : start].endswith(_BEFORE)
        ):
            continue
        span, right = Span(start, end), (each.short or (each.name,))[0]
        yield Finding(
            span,
            _("“{former}” is now called “{name}”.").format(
                former=context.text[start:end], name=each.name
            ),
            _("Write “{right}”.").format(right=right),
            Fix(_("Write the new name."), (Edit(span, right),), safe=False),
        )


@lru_cache(maxsize=4)
def _finder(
    organisations: tuple[Organisation, ...],
) -> tuple[WordFinder, tuple[Organisation | None, ...]]:
    """What finds former names, and whose each is; new names hide the former ones in them."""
    words: dict[str, Organisation | None] = {}
    for each in organisations:
        words |= dict.fromkeys(each.former, each)
    for each in organisations:
        words |= dict.fromkeys((each.name, *each.short))
    return WordFinder([(word, "") for word in words], ()), tuple(words.values())


def _issued(context: CheckContext) -> date | None:
    masthead = context.document.masthead
    try:
        return date.fromisoformat(masthead.date) if masthead and masthead.date else None
    except ValueError:
        return None
