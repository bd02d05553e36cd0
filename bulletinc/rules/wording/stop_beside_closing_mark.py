"""W033: a full stop on the wrong side of a closing mark."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_SAYS = ("说", "表示", "指出", "强调", "介绍", "回答")
_STOPS = frozenset("。！？…")
_LONGEST = 200
_SHORTEST = 8


@rule("W033")
def stop_beside_closing_mark(context: CheckContext) -> Iterator[Finding]:
    """句号放错了括号、引号的里外。

    整句引用、前面是“说：”的，句号放在引号里面：他说：“……。”句子里的括号，句号放在括号外面：……（已完
    成）。里外各用一个句号的，留一个（GB/T 15834—2011）。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者说：“河道干净了，日子就舒心了”。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者说：“河道干净了，日子就舒心了。”

    English: A full stop stands on the wrong side of a bracket or a quotation mark, or on both sides
    (GB/T 15834-2011). What is quoted whole has its stop inside, a bracket in a sentence has none.
    """
    text = context.text
    found = [
        *((at, "）") for at in places_of("。）。", text)),
        *((at, "”") for at in places_of("。”。", text)),
        *((at, "said") for at in places_of("”。", text) if _is_said(text, at)),
    ]
    for at, what in sorted(found):
        if at in foreign_places(context):
            continue
        if what == "said":
            span, right = Span(at, at + 2), "。”"
            message = _("What is quoted whole after “：” has its full stop inside.")
        else:
            span, right = Span(at, at + 3), "）。" if what == "）" else "。”"
            message = (
                _("There is a full stop inside the brackets and another one outside.")
                if what == "）"
                else _("There is a full stop inside the quotation marks and another one outside.")
            )
        yield Finding(
            span,
            message,
            _("Write “{right}”.").format(right=right),
            Fix(_("Write one full stop."), (Edit(span, right),), safe=False),
        )


def _is_said(text: str, at: int) -> bool:
    """Whether the quotation that ends there is whole: opened after 说：, with a comma inside."""
    line = text[max(0, at - _LONGEST) : at].rpartition("\n")[2]
    lead, opening, quoted = line.rpartition("“")
    return (
        bool(opening)
        and lead.endswith("：")
        and lead[:-1].endswith(_SAYS)
        and len(quoted) >= _SHORTEST
        and "，" in quoted
        and "”" not in quoted
        and quoted[-1] not in _STOPS
    )
