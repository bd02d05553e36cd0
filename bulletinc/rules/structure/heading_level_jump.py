"""S009: a heading two levels below the one above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Section
from bulletinc.text.patterns import pattern

_POINT = pattern(r"^\s*\**\d{1,2}[.．、]", re.MULTILINE)


@rule("S009")
def heading_level_jump(context: CheckContext) -> Iterator[Finding]:
    """标题跳了级：“一、”或“（一）”下面直接用“（1）”。

    层次依次是“一、”“（一）”“1.”“（1）”（GB/T 9704—2012，7.3.3），“一、”下面用“1.”的不算跳级。
    把“（1）”改成应有的下一级序号。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        白河镇“小积分”撬动村庄“大环境”

        一、规则由村民定

        （1）开会商议。各村分别召开村民代表会议。

        （2）公开细则。积分细则在村务公开栏张榜。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        白河镇“小积分”撬动村庄“大环境”

        一、规则由村民定

        （一）开会商议。各村分别召开村民代表会议。

        （二）公开细则。积分细则在村务公开栏张榜。

    English: A heading （1） stands directly below 一、 or （一）. The levels are 一、 （一） 1.
    （1）; 1. below 一、 is accepted.
    """
    for section in context.sections:
        if section.marker in ("一、", "（一）"):
            below = next(
                (
                    child
                    for child in section.children
                    if isinstance(child, Section) and child.numbering
                ),
                None,
            )
            if (
                below
                and below.numbering
                and below.marker == "（1）"
                and not _POINT.search(context.text, section.heading.span.end, below.span.start)
            ):
                yield Finding(
                    below.numbering.span,
                    _("“{found}” comes directly below “{above}”.").format(
                        found="（1）", above=section.marker
                    ),
                    _(
                        "The levels are 一、, （一）, 1. and （1）. Use the next one: {right}."
                    ).format(right="（一）" if section.marker == "一、" else "1."),
                )
