"""S012: a paragraph in two pieces, because a page ended in it."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.neighbours import paragraphs
from bulletinc.syntax import Enumerator, Paragraph, Strong, UnitLead
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LONGEST_UNCUT = 25  # a shorter line may end without a stop
_UNCLOSED = pattern(r"[^\W0-9A-Za-z_]|[，、,“《（(]|\d")
_SIGN = pattern("[，。；：、,]")
_STOP = pattern("[。；！？]")
_OPEN = frozenset("，、,“《（(")
# What begins a paragraph of its own: a number, a sign, a time, a turn.
_BEGINS = pattern(
    r"[·•●▪◆■★☆‣∙・*+【—-]|[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)．]|\.(?!\d))|[①-⑳]|第[一二三四五六七八九十]"
    r"|[附注][件：:]|[^。，；：、\s]{1,12}[：:]"
)
_BEGINS_ANEW = pattern(
    r"近日|近期|近年|日前|今[年天]|去年|本[月周次]|下一步|目前|截[至止]|同时|此外|另外|其[次一二三中]|首先|再次|最后|接下来|会[议上]|活动[中现]|随后"
    r"|据|为[了进]|针对|通过|自\d|在[^，。]{2,20}[上中下]，|\d{1,4} ?[年月日]"
)
_COUNTED = pattern(r"\d|[.．]\d|[ ]?[个名人次年月日时分点天周万亿元余多米公处件条项家户辆%％]")
_SPEAKER = pattern(r"”\s?——[^。，；]{2,40}\Z")  # “申报很方便。”——清溪公司经理　王某
_TABLE = pattern(r"\t|\|")


@rule("S012")
def paragraph_cut_by_page_break(context: CheckContext) -> Iterator[Finding]:
    """一段话从中间断成了两段。

    从版面上复制文字，或者扫描识别以后，换页的地方常常多出一个分段。确认是同一句话，就把两段接起来。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动村庄“大环境”　近日，白河镇组织志愿者清理房前屋后杂物，把门前整洁、垃圾分

        类写进积分细则，每月评比一次。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动“大环境”　近日，白河镇把门前整洁、垃圾分类写进积分细则，每月评。（白河镇）

    English: A paragraph breaks off in the middle of a sentence and goes on in the next, as where a
    page ended. Join the two.
    """
    for first, second in paragraphs(context):
        if second.span.start > first.span.end and _is_cut(context, first, second):
            gap = Span(first.span.end, second.span.start)
            words = context.text[gap.start - 1].isascii() and context.text[gap.start - 1].isalpha()
            yield Finding(
                gap,
                _("The paragraph breaks off here and goes on in the next one."),
                _("Join the two."),
                Fix(
                    _("Join the two paragraphs."),
                    (Edit(gap, " " if words and context.text[gap.end].isascii() else ""),),
                    safe=False,
                ),
            )


def _is_cut(context: CheckContext, first: Paragraph, second: Paragraph) -> bool:
    text, between = context.text, context.text[first.span.end : second.span.start]
    line = context.source.lines()[context.source.position(first.span.end).line - 1]
    before, after = text[line.start : first.span.end], context.written(second.span)
    if len(before) <= _LONGEST_UNCUT or between.strip() or not _UNCLOSED.match(before[-1]):
        return False
    if (
        isinstance(second.inlines[0], (Enumerator, UnitLead, Strong))
        or _BEGINS.match(after)
        or _TABLE.search(before)
        or _TABLE.search(after)
        or _SPEAKER.search(before)
    ):
        return False
    if not _SIGN.search(before) or not (
        _STOP.search(after) or ("，" in after and _UNCLOSED.match(after[-1]))
    ):
        return False  # names, numbers, an address
    if before[-1].isdigit():
        return _COUNTED.match(after) is not None
    return before[-1] in _OPEN or not _BEGINS_ANEW.match(after)
