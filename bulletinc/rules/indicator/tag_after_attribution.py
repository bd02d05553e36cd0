"""I007: an indicator tag after the attribution."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Item
from bulletinc.text.source import Span


@rule("I007")
def tag_after_attribution(context: CheckContext) -> Iterator[Finding]:
    """指标写在了来源后面。

    一条稿件的末尾，先写指标，再写来源：（Ⅲ-17 志愿服务活动）（白河镇）。来源是稿件的最后一样东西，
    前后各条写法一致，才便于查找。

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（白河镇）（Ⅲ-17 志愿服务活动）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

    English: The indicator tag stands behind the attribution. The order is tag first, then
    attribution.
    """
    before: Item | None = None
    for item in context.items:
        tag, attribution = item.tag, item.attribution
        if (
            tag
            and not attribution
            and before
            and before.attribution
            and not (before.tag or item.paragraphs or item.headline or item.label)
        ):
            attribution = (
                before.attribution
            )  # it has closed its item, so the tag on a later line stands alone
        before = item
        if not tag or not attribution or attribution.span > tag.span:
            continue
        bracket = Span(tag.span.start, tag.span.start + len(context.written(tag.span).rstrip("。")))
        swap = (
            Edit(attribution.span, context.written(bracket)),
            Edit(bracket, context.written(attribution.span)),
        )
        together = not context.written(Span(attribution.span.end, tag.span.start)).strip(" \u3000")
        yield Finding(
            bracket,
            _("The indicator tag comes after the attribution."),
            _("Write the tag first, then the attribution."),
            Fix(_("Put the tag before the attribution."), swap, safe=False) if together else None,
        )
