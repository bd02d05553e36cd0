"""A002: a difference of percentages given in percent."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.rules.quantity import NUMBER, quantity
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_VERB = "提高|提升|增长|增加|上升|上涨|扩大|下降|减少|降低|回落"
_CHANGE = pattern(
    rf"(?:由|从)[^，。；、\n0-9]{{0,14}}(?P<first>{NUMBER})[%％][^，。；、\n0-9]{{0,10}}[到至为]"
    rf"(?P<second>{NUMBER})[%％][，、（(]"
    rf"[^，。；、\n0-9]{{0,10}}?(?:{_VERB})了?(?P<said>{NUMBER})(?P<sign>[%％])"
)


@rule("A002")
def percent_for_points(context: CheckContext) -> Iterator[Finding]:
    """两个百分比的差，写成了百分之几。

    由87%提高到96%，是提高9个百分点；写“提高9%”，意思是提高到94.83%。两个百分比相减，差用“个百分
    点”。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：环境满意率由87%提高到96%，提高9%。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：环境满意率由87%提高到96%，提高9个百分点。

    English: The difference of two percentages is given in percent (“由87%提高到96%，提高9%”). Write
    个百分点.
    """
    for match in found(_CHANGE, context):
        first, second, said = (
            quantity(match[name], "", "%").value for name in ("first", "second", "said")
        )
        if abs(second - first) != said:
            continue
        sign = Span(*match.span("sign"))
        yield Finding(
            Span(match.start("said"), match.end()),
            _("{percent}% here is a difference of percentages.").format(percent=match["said"]),
            _("Write “{right}个百分点”.").format(right=match["said"]),
            Fix(_("Write 个百分点."), (Edit(sign, "个百分点"),), safe=False),
        )
