"""W007: a blank between Han characters and a number or a foreign word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import BLANK, HAN, Places, foreign_places, line_after, line_before
from bulletinc.syntax import Contents, Instruction
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_FOREIGN = "[0-9A-Za-z０-９%℃.~×+/&～－—-]"
_BESIDE = pattern(
    rf"{BLANK}(?:(?:(?<={HAN}.)"
    rf"|(?<=[，、；”》].))(?=[0-9A-Za-z０-９])(?:{_FOREIGN}{{1,30}}{BLANK}(?=[“《]|{HAN}))?"
    rf"|(?<=[0-9A-Za-z０-９%℃].)(?=[“《]|{HAN}))"
)
_SENTENCE = pattern("[，。、；：,;:]")
_HEADLINE_ENDS = pattern("[。：；:;]")
_DATE = pattern(r"[0-9]{1,4}\s?[年月日]")
_DATE_LINE = pattern(r"\s{0,9}[0-9]{4}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日\s{0,9}")
_TAG = pattern(
    r"[Ⅰ-ⅫIVX]\s?[-－—–]\s?[0-9]{1,3}\Z"
)  # foreign anyway, but so common that it is worth knowing soon
_NUMBER = pattern(r"\s{0,9}[0-9０-９A-Za-z.]{1,9}\Z")
_NEAR = 60
_SHORTEST_HEADLINE = 6


@rule("W007")
def space_beside_number(context: CheckContext) -> Iterator[Finding]:
    """数字、字母和汉字之间有空格。

    汉字和数字、字母之间不空格，排版时会自动留出距离。有的空、有的不空，查找“8日”这样的文字也会漏
    掉。删去空格。标题和正文之间、期号和日期之间的空格有它的用处，不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：4 日，40 名志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：4日，40名志愿者清理河道。

    English: A blank stands between Chinese characters and a number or foreign word. Take it out.
    """
    apart, foreign = Places(_apart(context)), foreign_places(context)
    for match in _BESIDE.finditer(context.text):
        at, last = match.start(), match.end() - 1
        if not _has_a_use(context.text, match) and at not in apart and at not in foreign:
            yield Finding(
                Span(*match.span()),
                _("There is a space between Chinese characters and a number or foreign word."),
                _("Delete it."),
                Fix(
                    _("Delete the space."),
                    tuple(Edit(Span(blank, blank + 1), "") for blank in dict.fromkeys((at, last))),
                ),
            )


def _apart(context: CheckContext) -> Iterator[Span]:
    """Where blanks part one thing from another: masthead but for its date, colophon, list of
    contents, the line of the speaker, instructions with their names and days.
    """
    document, masthead = context.document, context.document.masthead
    if masthead and masthead.date_text:
        yield from (
            Span(masthead.span.start, masthead.date_text.span.start),
            Span(masthead.date_text.span.end, masthead.span.end),
        )
    elif masthead:
        yield masthead.span
    yield from (
        node.span
        for node in (
            document.colophon,
            document.byline,
            *context.all(Contents),
            *context.all(Instruction),
        )
        if node
    )


def _has_a_use(text: str, match: re.Match[str]) -> bool:
    """Whether the blank may be meant: in a table, after the number of a line or what may be a
    headline, between date and hour.
    """
    before, after = (
        line_before(text, match.start(), _NEAR),
        line_after(text, match.start() + 1, _NEAR),
    )
    if _DATE_LINE.fullmatch(before + after):
        return False
    if (
        not _SENTENCE.search(before + after)
        or _TAG.search(before)
        or (before.endswith("日") and after[:1].isdigit())
    ):
        return True
    if _NUMBER.match(before):
        return after[0] not in "年月日"
    return (
        len(squeeze(before)) >= _SHORTEST_HEADLINE
        and not _HEADLINE_ENDS.search(before)
        and _DATE.match(after) is not None
    )
