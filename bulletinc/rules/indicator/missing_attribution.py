"""I008: a report without an attribution, where the office wants one."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule, tags, units
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Item, Section
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# A closing bracket that names people is an attribution of another form; one that ends like a unit
# is one that a blank after it hides.
_OTHER_FORM = pattern(
    r"[（(][^（()）\n]{0,60}(?:(?:记者|通讯员|供稿|来源|撰稿|作者|整理|摄)[^（()）\n]{0,60}|[镇乡局委办院会]"
    r"|街道)[）)][^\w）)]{0,9}$"
)


@rule("I008", Severity.ERROR)
def missing_attribution(context: CheckContext) -> Iterator[Finding]:
    """稿件没有注明来源。

    本单位在 bulletin.toml 的 [sources] 下写了 required = true，就是要求每条稿件都有来源；没有写的不
    查。把报送单位写在这一条的最后，放在括号里。“本刊综合”的稿件和以单位名称开头（白河镇：……）的稿件
    已经说明了来源，不用再注。

    bulletin.toml：
        [sources]
        required = true

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（白河镇）

    English: A report does not say where it comes from, and bulletin.toml wants every report to
    (required = true below [sources]). Digests (本刊综合) and reports that begin with the name of a
    unit need no attribution.
    """
    if not context.project.attributed:
        return
    sections = [section for section in context.sections if section.marker == "【】"]
    outside = [
        block
        for block in context.document.body
        if not (isinstance(block, Section) and block.marker == "【】")
    ]
    for blocks in (outside, *(section.children for section in sections)):
        for report in tags.reports(blocks):
            written = [item for item in report if item.paragraphs]
            if not written or any(_has_source(context, item) for item in report):
                continue
            last = report[-1]
            end = last.tag.span.end if last.tag else written[-1].paragraphs[-1].span.end
            yield Finding(
                Span(end, end),
                _("This report does not say where it comes from."),
                _("Write the unit that it comes from in brackets at its end."),
            )


def _has_source(context: CheckContext, item: Item) -> bool:
    if item.attribution or item.lead:
        return True
    if any(units.leads(item)):
        return True
    return (
        bool(item.paragraphs)
        and _OTHER_FORM.search(
            context.text, item.paragraphs[-1].span.start, item.paragraphs[-1].span.end
        )
        is not None
    )
