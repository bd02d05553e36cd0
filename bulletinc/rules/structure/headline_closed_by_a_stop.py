"""S007: a headline with a stop at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.neighbours import blocks
from bulletinc.syntax import Block, Item, Paragraph, Section
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_STOPS = tuple("。，；：,;:")
_CLOSED = pattern(r"[。，；：,;:](?:\s*[。，；：,;:])*")  # backwards
_DATED = r"近日|近期|日前|连日来|今天|昨天|截至|\d{1,4} ?[年月日]"
# A line that would be a headline but for its stop: one sentence without comma, date or meeting.
_SENTENCE = pattern(
    rf"(?!{_DATED})(?!.{{0,45}}(?:\d ?日|召开|举行|举办|调研|检查|会见|慰问|出席|参加))"
    r"(?:[^。！？；：，、,;:.…“”《》（()）*\s]|“[^“”\n]{0,30}”|《[^《》\n]{0,30}》){6,45}。\Z"
)
_BEGINS_TEXT = pattern(rf"\**(?:{_DATED}|一是|今年|去年|本周|为)")
_MAIN_LEVELS = 2
_LONGEST_TYPED = 120


@rule("S007")
def headline_closed_by_a_stop(context: CheckContext) -> Iterator[Finding]:
    """独占一行的标题末尾有句号、逗号、分号或冒号。

    单独成行的标题，末尾不用标点。删去这个标点；标题后面直接接正文的，句号可以保留。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        白河镇“小积分”撬动村庄“大环境”。

        近期，白河镇推行积分管理。

        一、规则由村民定

        各村分别召开村民代表会议，把门前整洁写进积分细则。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        白河镇“小积分”撬动村庄“大环境”

        近期，白河镇推行积分管理。

        一、规则由村民定

        各村分别召开村民代表会议，把门前整洁写进积分细则。

    English: A headline on a line of its own ends with a full stop, comma, semicolon or colon.
    Delete it.
    """
    yield from _check_titles(context)
    yield from _check_first_paragraphs(context)
    yield from _check_headings(context)


def _check_titles(context: CheckContext) -> Iterator[Finding]:
    """Report titles and headlines on lines of their own: 白河镇整治环境。"""
    titles = [item.headline for item in context.items if item.headline_form == "line"]
    for title in (*titles, context.document.title):
        if not title:
            continue
        written = context.written(title.span)
        stops = _CLOSED.match(written[::-1])  # of several signs, none is to be left
        if stops and stops.end() < len(written) and title.text.endswith(_STOPS):
            yield _finding(Span(title.span.end - stops.end(), title.span.end), safe=True)


def _check_first_paragraphs(context: CheckContext) -> Iterator[Finding]:
    """Report paragraphs that were read as text because of their stop, and look like headlines."""
    # an item without a headline among others that have one
    if any(item.headline for item in context.items):
        for item in context.items:
            headed = item.headline or item.label or item.lead
            if not headed and _is_headed(context, item.paragraphs):
                yield _finding(_last(item.paragraphs[0]), safe=False)
    # an article that begins with its title
    document = context.document
    if document.masthead and not document.title and _is_article(document.body):
        opening = [block for block in document.body[:2] if isinstance(block, Paragraph)]
        if _is_headed(context, opening):
            yield _finding(_last(opening[0]), safe=False)


def _check_headings(context: CheckContext) -> Iterator[Finding]:
    """Headings on lines of their own with a full stop, where others of their sort have none."""
    for several in blocks(context):
        sections = [
            block for block in several if isinstance(block, Section) and block.level <= _MAIN_LEVELS
        ]
        unstopped = {section.marker for section in sections if not section.stop}
        for section in sections:
            if (
                section.stop
                and not section.run_in
                and section.marker in unstopped
                and section.children
            ):
                stop = context.text.find(
                    "。", section.heading.span.end, section.children[0].span.start
                )
                if stop >= 0:
                    yield _finding(Span(stop, stop + 1), safe=True)


def _is_article(body: Sequence[Block]) -> bool:
    """Whether the body is one text with headings."""
    return (
        len(body) > 1
        and not any(isinstance(block, Item) for block in body)
        and any(isinstance(block, Section) for block in body)
    )


def _is_headed(context: CheckContext, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph is a headline by its looks, and the second begins a text."""
    if len(paragraphs) < 2 or len(paragraphs[0].inlines) != 1:
        return False
    first, second = paragraphs[0].span, paragraphs[1].span
    return (
        first.end - first.start <= _LONGEST_TYPED
        and _SENTENCE.match(context.written(first)) is not None
        and _BEGINS_TEXT.match(context.text, second.start) is not None
    )


def _last(paragraph: Paragraph) -> Span:
    return Span(paragraph.span.end - 1, paragraph.span.end)


def _finding(span: Span, *, safe: bool) -> Finding:
    return Finding(
        span,
        _("A headline on a line of its own has no punctuation at its end."),
        _("Delete it."),
        Fix(_("Delete the punctuation at the end of the headline."), (Edit(span, ""),), safe),
    )
