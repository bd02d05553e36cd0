"""W018: a point with full stops inside that ends with a semicolon."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.points import passages
from bulletinc.text.source import Span

_QUOTED = "“‘（《"


@rule("W018")
def semicolon_over_full_stop(context: CheckContext) -> Iterator[Finding]:
    """列举的各项里有句号，项末却用分号。

    分号的停顿比句号小。一是、二是、三是各项里面已经有句号的，项末不能再用分号，都用句号（GB/T 1583
    4—2011）；各项都是一个分句的，才用分号。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，一是抓排查。发现问题9个；二是抓整改。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，一是抓排查。发现问题9个。二是抓整改。

    English: A point of an enumeration has a full stop inside and a semicolon at its end. A
    semicolon parts less than a full stop: end the points with full stops.
    """
    for passage in passages(context):
        for first, second in pairwise(passage.points):
            text = context.text[first.span.end : second.span.start]
            stop = text.find("。")
            if (
                second.number != first.number + 1
                or second.sign != first.sign
                or not text.endswith("；")
                or stop < 0
                or "\n" in text
                or any(sign in text[:stop] for sign in _QUOTED)
            ):
                continue
            span = Span(second.span.start - 1, second.span.start)
            yield Finding(
                span,
                _("This point has a full stop inside, so it cannot end with “；”."),
                _("Write “。”."),
                Fix(_("Write a full stop."), (Edit(span, "。"),), safe=False),
            )
