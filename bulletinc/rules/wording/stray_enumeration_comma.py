"""W032: an enumeration comma where none belongs."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_NUMERALS = "一二三四五六七八九"
_ROUND = tuple("个 人 户 家 天 岁 里 百 千 万 十".split())
_STARTS = frozenset("。；：！？\n\u3000 ")
_AFTER_ETC = frozenset("，。；：）")
_LABELS = frozenset(f"第{numeral}" for numeral in _NUMERALS) | {"其一", "其二", "其三", "其四"}
_NEXT_NUMBER = frozenset("（(第其十" + _NUMERALS)
_NO_ROUND = frozenset("第、第和及至到初" + _NUMERALS)


@rule("W032")
def stray_enumeration_comma(context: CheckContext) -> Iterator[Finding]:
    """多用了顿号。

    “等”字前面、带括号的序号（一）后面、表示约数的相邻数字中间（七八个），不用顿号；文中的第一、第二
    后面用逗号（GB/T 15834—2011）。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，七、八个志愿者清理河道、沟渠、等。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，七八个志愿者清理河道、沟渠等。

    English: The enumeration comma stands where none belongs: before 等, behind （一） or 第一, or
    in an approximate number (七八个).
    """
    text = context.text
    found = [(at, what) for at in places_of("、", text) if (what := _what(text, at))]
    if not found:
        return
    foreign = foreign_places(context)
    said = {
        "etc": _("There is no “、” before “等”."),
        "bracket": _("There is no “、” behind a number in brackets."),
        "ordinal": _("Behind “第一” in running text stands “，”, not “、”."),
        "round": _("There is no “、” in an approximate number."),
    }
    for at, what in found:
        if at in foreign:
            continue
        span, right = Span(at, at + 1), "，" if what == "ordinal" else ""
        yield Finding(
            span,
            said[what],
            _("Write “{right}”.").format(right=right) if right else _("Delete “、”."),
            Fix(_("Correct the enumeration comma."), (Edit(span, right),), safe=False),
        )


def _what(text: str, at: int) -> str:
    """Which of the four it is; empty where the comma may be right."""
    after = text[at + 1 : at + 3]
    if after[:1] == "等" and (after[1:] in _AFTER_ETC or after[1:].isdecimal()):
        return "etc"
    before = text[max(0, at - 6) : at].rpartition("\n")[2]
    if before.endswith("）"):
        return "bracket" if _is_bracketed(before) and after[:1] not in _NEXT_NUMBER else ""
    label = before[-2:]
    if label in _LABELS:
        begins = before[-3:-2] in _STARTS or len(before) == len(label)
        return "ordinal" if begins and after[:1] not in _NEXT_NUMBER else ""
    return "round" if _is_round(text, at, before) else ""


def _is_bracketed(before: str) -> bool:
    """Whether a line or sentence begins with a number in brackets."""
    opening = before.rfind("（")
    inside = before[opening + 1 : -1]
    return (
        opening >= 0
        and bool(inside)
        and all(sign in _NUMERALS + "十" for sign in inside)
        and (not opening or before[opening - 1] in _STARTS)
    )


def _is_round(text: str, at: int, before: str) -> bool:
    """Whether two numbers that follow each other are counted together: 七、八个."""
    one, two = _NUMERALS.find(before[-1:] or " "), _NUMERALS.find(text[at + 1 : at + 2] or " ")
    return (
        0 <= one == two - 1 and text.startswith(_ROUND, at + 2) and before[-2:-1] not in _NO_ROUND
    )
