"""W015: a blank beside a full-width sign."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import BLANK, HAN, Places, found, line_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# Before what closes and after what opens no blank ever has a use; after what closes it may part a
# headline from its text, in the first sentence of a line.
_CLOSING = "，。、；：！？”’》〉）】〕…"
_OPENING = "“‘《〈（【〔"
_BLANK = pattern(
    rf"{BLANK}(?:(?<![{_OPENING}\s].)(?<=\S.){BLANK}{{0,9}}(?=[{_CLOSING}])"
    rf"|(?<=[{_OPENING}].){BLANK}{{0,9}}(?=[^\s{_CLOSING}])"
    rf"|(?<=[”’》〉）】〕。！？：…].){BLANK}{{0,9}}(?={HAN}|[{_OPENING}]))"
)
_AFTER = frozenset("”’》〉）】〕。！？：…")
_STOPS = pattern("[。；！？]")
_LINE = 200


@rule("W015")
def space_beside_sign(context: CheckContext) -> Iterator[Finding]:
    """标点旁边有多余的空格。

    全角标点自己带着空，前后不再打空格。句号、问号、叹号后面的空格可能隔开标题和正文，只在一句话中间
    才算；要填写的空括号不算。删去空格。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道 ，村民“ 点赞 ”。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道，村民“点赞”。

    English: A blank stands beside a full-width sign. Take it out: the sign has its own space.
    """
    edges = Places(
        part.span for part in (context.document.masthead, context.document.colophon) if part
    )
    running = Places(paragraph.span for paragraph in context.paragraphs)
    for match in found(_BLANK, context):
        at, text = match.start(), context.text
        if at in edges or (text[at - 1] in _AFTER and not (at in running and _is_inside(text, at))):
            continue
        span = Span(at, match.end())
        yield Finding(
            span,
            _("There is a space beside a full-width sign."),
            _("Delete it."),
            Fix(_("Delete the space."), (Edit(span, ""),)),
        )


def _is_inside(text: str, at: int) -> bool:
    """Whether a sentence of the line ends before the sign that the blank follows."""
    return _STOPS.search(line_before(text, at - 1, _LINE)) is not None
