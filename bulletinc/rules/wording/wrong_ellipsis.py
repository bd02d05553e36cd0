"""W011: an ellipsis made of other signs."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import (
    Places,
    foreign_places,
    found,
    is_chinese,
    line_after,
    neighbour_after,
    neighbour_before,
    places_of,
)
from bulletinc.syntax import Contents
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_ELLIPSIS = "……"
_AFTER_ETC = frozenset(("", *"等，。；、一！”\n"))
_NO_ETC = frozenset("平同上中下优劣特初高头均相")
_DOTS = pattern(r"[.．。・…](?:(?<=[.．。・])[.．。・]{2,}…*|(?<=…)(?:…|[.．。・]{3,})*)")
_RIGHT = (2, 4)  # …… , and ………… where whole paragraphs are left out (GB/T 15834-2011, 4.11)
_LEADER = pattern(r"\s{0,9}[(（]?\d{1,4}[)）]?\s*$")
_BUTTON = pattern("」|[^，。、\n]{0,6}(?:菜单|按钮|命令|选项)")  # 点击“导入...”按钮
_NEAR = 20


@rule("W011")
def wrong_ellipsis(context: CheckContext) -> Iterator[Finding]:
    """省略号不规范。

    省略号是占两个字的六个点……。用三个句点、三个句号或者半个…代替，长短不一，还可能在行末断开。改
    成……。目录里的连点不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道、村道、巷道...

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道、村道、巷道……

    English: An ellipsis is made of stops, or is half of one. Write ……. Leaders in a list of
    contents are left alone.
    """
    contents = Places(node.span for node in context.all(Contents))
    for match in found(_DOTS, context):
        if not match[0].strip("…") and len(match[0]) in _RIGHT:
            continue
        text, span = context.text, Span(*match.span())
        is_around = is_chinese(neighbour_before(text, span.start)) or is_chinese(
            neighbour_after(text, span.end)
        )
        if (
            span.start not in contents
            and (is_around or match[0][0] == "。")
            and not _BUTTON.match(line_after(text, span.end, _NEAR))
            and not _LEADER.match(line_after(text, span.end, _NEAR))
        ):
            yield Finding(
                span,
                _("This is not a Chinese ellipsis."),
                _("Write “……”."),
                Fix(_("Write a Chinese ellipsis."), (Edit(span, _ELLIPSIS),)),
            )
    yield from _beside_etc(context)


def _beside_etc(context: CheckContext) -> Iterator[Finding]:
    """……等, 等……: both say that there is more."""
    text = context.text
    for wrong in ("……等", "等……"):
        for at in places_of(wrong, text):
            leads = wrong[0] == "…"
            is_etc = (
                text[at + 3 : at + 4] in _AFTER_ETC if leads else text[at - 1 : at] not in _NO_ETC
            )
            if not is_etc or at in foreign_places(context):
                continue
            dots = Span(at, at + 2) if leads else Span(at + 1, at + 3)
            yield Finding(
                Span(at, at + len(wrong)),
                _("“……” and “等” say the same."),
                _("Keep one of them."),
                Fix(_("Delete the ellipsis."), (Edit(dots, ""),), safe=False),
            )
