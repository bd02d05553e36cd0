"""W019: no colon where points are announced."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_ANNOUNCED = pattern(
    "[，；、,;](?<=[点项条步个面施法验题求作见容况务].)(?=\\*{0,2}(?:一是|一要|1[.．、]|（一）|①))"
)
_WORDS = pattern("(?:以下|如下|下列|下述)[^，。；：、\\n]{1,10}\\Z")
_UNPARTED = pattern(
    "[为是有](?<=(?:措施|做法|问题|原因|工作|要求|任务|方面|特点|经验|体会).)(?=一[是要])"
)
_REACH = 14


@rule("W019")
def comma_before_points(context: CheckContext) -> Iterator[Finding]:
    """“以下几点”后面没有用冒号。

    “以下三点”“如下措施”这样的话是提起下文的，后面接着一是、二是，用冒号（GB/T 15834—2011第4.7.
    3.1条），用逗号、分号就断不开。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理河道，做到以下两点，一是抓排查。二是抓整改。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，清理河道，做到以下两点：一是抓排查。二是抓整改。

    English: Words that announce points (以下三点, 如下措施) are followed by a colon before 一是,
    not by a comma.
    """
    for match in found(_ANNOUNCED, context):
        before = context.text[max(0, match.start() - _REACH) : match.start()]
        if _WORDS.search(before):
            span = Span(*match.span())
            yield Finding(
                span,
                _("Points are announced here, but no colon follows."),
                _("Write “：”."),
                Fix(_("Write a colon."), (Edit(span, "："),), safe=False),
            )
    if "一是" not in context.text and "一要" not in context.text:
        return
    for match in found(_UNPARTED, context):
        at = match.end()
        yield Finding(
            Span(*match.span()),
            _("Points are announced here, but no colon follows."),
            _("Write “：”."),
            Fix(_("Write a colon."), (Edit(Span(at, at), "："),), safe=False),
        )
