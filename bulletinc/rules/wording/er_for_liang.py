"""W036: 二 before a measure word, where 两 belongs."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_MEASURES = frozenset("个家件条辆户种次")
_OTHERS = frozenset(
    "第“十百千万一二三四五六七八九〇零○0123456789、和至到—－-之其初周期丙甲乙表图附分"
)
_STATUTORY = ("个月", "个以上", "个工作日", "个年度")  # statutes write 二个月, and are quoted
_AFTER = frozenset("，。；、！？）”的")


@rule("W036")
def er_for_liang(context: CheckContext) -> Iterator[Finding]:
    """量词前面用了“二”。

    一般量词前面用“两”：两次、两个、两家；“二”用在序数（第二次）和多位数里（十二次）。
    法律条文里写“二个月”“二个以上”，照引的不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道二次。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道两次。

    English: Before a measure word “two” is 两, not 二: 两次, 两个. Ordinal numbers have 二
    (第二次).
    """
    text = context.text
    places = [
        at
        for at in places_of("二", text)
        if text[at + 1 : at + 2] in _MEASURES
        and text[max(0, at - 1) : at] not in _OTHERS
        and (text[at + 2 : at + 3] in _AFTER or text[at + 1] == "个")
        and not text.startswith(_STATUTORY, at + 1)
    ]
    for at in places:
        if at in foreign_places(context):
            continue
        span = Span(at, at + 1)
        yield Finding(
            span,
            _("Before the measure word “{measure}” stands “两”, not “二”.").format(
                measure=text[at + 1]
            ),
            _("Write “{right}”.").format(right="两"),
            Fix(_("Write the right word."), (Edit(span, "两"),), safe=False),
        )
