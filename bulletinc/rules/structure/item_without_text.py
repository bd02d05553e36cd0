"""S005: an item of which there is only the headline."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.numbering import MARKER
from bulletinc.rules.unsure import is_unsure
from bulletinc.syntax import Item, Residue
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LONGEST_TYPED = 120
_VISIBLE = pattern(r"\S")
# A line that might be a headline, had it a text: no sign but in quotations, no date, no name of an
# office at its end.
_HEADLINE = pattern(
    r"(?!图|.*(?:局|委|办|室|委员会|政府|中心|部|院|会|镇|街道|公司|处|厅|组|集团|队|站|社|编|[年月日])\Z)"
    r"(?:[^。！？；：，,;:.…“”《》（()）\s]|“[^“”\n]{0,30}”|《[^《》\n]{0,30}》){8,45}\Z"
)


@rule("S005", Severity.ERROR)
def item_without_text(context: CheckContext) -> Iterator[Finding]:
    """只有标题，没有正文。

    多半是正文没有粘贴进来，或者正文删了、标题忘了删。补上正文，或者删去标题。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动村庄“大环境”

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        白河镇“小积分”撬动村庄“大环境”

        近日，白河镇把门前整洁、垃圾分类写进积分细则。（白河镇）

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: There is a headline (or a label) but no text below it. Add the text, or delete the
    headline.
    """
    for item in context.items:
        span = _bare(context, item)
        if span and is_unsure(context, span.start, "section", "byline"):
            continue  # a section, perhaps; the doubt is told already
        if span and not _goes_on(context.text, item.span.end):
            yield Finding(
                span,
                _("There is no text below “{headline}”.").format(
                    headline=context.written(span).strip("*【】 \u3000")
                ),
                _("Add the text, or delete this line."),
            )


def _goes_on(text: str, end: int) -> bool:
    """Whether a heading of its own opens the text, or a line directly below goes on with the
    headline.
    """
    below = _VISIBLE.search(text, end)
    if below is None:
        return False
    directly = text.count("\n", end, below.start()) == 1 and below[0] not in "【#"
    return directly or MARKER.match(text, below.start()) is not None


def _bare(context: CheckContext, item: Item) -> Span | None:
    """What the item consists of, where that is no text."""
    title = item.headline or item.lead or item.label
    if title:
        return None if any(not isinstance(each, Residue) for each in item.children) else title.span
    if (
        len(item.paragraphs) == 1
        and not item.tag
        and not item.attribution
        and len(context.written(item.paragraphs[0].span)) <= _LONGEST_TYPED
    ):
        span = item.paragraphs[0].span
        return span if _HEADLINE.match(context.written(span)) else None
    return None
