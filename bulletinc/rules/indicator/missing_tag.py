"""I001: a report without an indicator tag, in a section whose reports have one."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.tags import LIKE_A_TAG, normalise_name, reports
from bulletinc.syntax import Item
from bulletinc.text.source import Span


@rule("I001", Severity.ERROR)
def missing_tag(context: CheckContext) -> Iterator[Finding]:
    """应当标注测评指标的栏目里，有一条没有标注。

    哪些栏目要标注，由本单位在 bulletin.toml 的 [sections] 下用 tagged 列出；没有列出的不查。漏标的
    稿件在按指标汇总时统计不到。把指标写在这一条的末尾、来源之前。

    bulletin.toml：
        [sections]
        tagged = ["简讯"]

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（白河镇）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

    English: A report has no indicator tag though its section is among those listed as tagged in
    bulletin.toml. Write the tag at the end of the report, before its attribution.
    """
    tagged = {normalise_name(name) for name in context.project.tagged}
    for section in context.sections if tagged else ():
        if section.marker != "【】" or normalise_name(section.heading.text) not in tagged:
            continue
        for report in reports(section.children):
            written = [item for item in report if item.paragraphs]
            if not written or any(_has_tag(context, item) for item in report):
                continue
            end = written[-1].paragraphs[-1].span.end
            yield Finding(
                Span(end, end),
                _("This report of the section “{section}” has no indicator tag.").format(
                    section=section.heading.text
                ),
                _(
                    "Write the tag at its end, before the attribution, such as （Ⅲ-58 "
                    "城市精细化管理）."
                ),
            )


def _has_tag(context: CheckContext, item: Item) -> bool:
    """A tag in the midst of the text, or one that cannot be read, is there: what is wrong with it
    is reported elsewhere.
    """
    return item.tag is not None or LIKE_A_TAG.search(context.text, *item.span) is not None
