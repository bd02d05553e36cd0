"""W010: a dash made of other signs."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import CHINESE, HAN, foreign_places, found, line_before, places_of
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_LONGEST_INDENT = 8  # characters before a dash that opens a line
_DASH = "——"
_ENDS_OF_DATES = frozenset("年月日时点分号")
# One — between two words is a connector (清溪—澄川) and right; after a sign, or at the beginning
# of a line, it connects nothing. A row of more than nine is a rule that somebody drew. All signs
# share one pattern, and look-behinds tell them apart: naming Chinese characters for each would take
# Python long to compile.
_WRONG = pattern(
    r"([-–－─—])(?:"
    rf"(?:(?<={CHINESE}.)(?:(?<!—)(?<![—－].)\1{{1,8}}—{{0,8}}"
    rf"|(?<=—)(?<!—.)(?:—{{0,8}}[-–－─]{{1,8}}—{{0,8}}|—{{2,8}}| —))"
    rf"|(?<!—)(?<![^\n].)\1{{1,8}}—{{0,8}})(?![-–－─—])(?={CHINESE}|[0-9])"
    rf"|(?<=[，。；：！？]—)(?={HAN})|(?<=—)(?<![^\n].)(?:—{{2,8}})?(?=[0-9]|{HAN})"
    r")"
)

# … and so does one after 这座小城 or before a quotation, which name what is then explained.
_EXPLAINING = pattern(rf"—(?<!—.)(?<={HAN}.)(?!—)(?=“|{HAN}{{1,12}}[，。])")
_NAMED = pattern(
    "(?:\\A|[，。；：！？、“（　 \\n])[这那此该][^，。；：！？、“”（）　 \\n]{1,10}\\Z"
)
_REACH = 13


@rule("W010")
def wrong_dash(context: CheckContext) -> Iterator[Finding]:
    """破折号不规范。

    破折号是占两个字的——，中间不断开。用两个减号、一个—或者别的横线代替，长短不一，还可能在行末断
    开。改成——。表示起止和连接的—、～、-不算，如 2月7日—9日、清溪—澄川。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，建成便民服务平台--“清溪办”。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，建成便民服务平台——“清溪办”。

    English: A dash is made of hyphens, of lines for boxes, or of one — only. Write ——. Signs for
    ranges are left alone.
    """
    for match in found(_WRONG, context):
        span = Span(*match.span())
        if _joins_days(context.text, span):
            yield _of_range(span)
            continue
        before = context.text[max(0, span.start - _LONGEST_INDENT) : span.start]
        opens = not before.rpartition("\n")[2].strip()
        yield Finding(
            span,
            _("This is not a Chinese dash."),
            _("Write “——”."),
            # At the beginning of a line a dash makes a subtitle.
            Fix(_("Write a Chinese dash."), (Edit(span, _DASH),), safe=not opens),
        )
    for match in found(_EXPLAINING, context):
        at = match.start()
        if context.text[at + 1] == "“" or _NAMED.search(line_before(context.text, at, _REACH)):
            yield Finding(
                Span(at, at + 1),
                _("This is not a Chinese dash."),
                _("Write “——”."),
                Fix(_("Write a Chinese dash."), (Edit(Span(at, at + 1), _DASH),), safe=False),
            )
    for at in places_of(_DASH, context.text):
        span = Span(at, at + len(_DASH))
        if _joins_days(context.text, span) and at not in foreign_places(context):
            yield _of_range(span)


def _joins_days(text: str, span: Span) -> bool:
    """Whether a number of a day or an hour stands before a place, and a figure behind it."""
    return (
        text[max(0, span.start - 1) : span.start] in _ENDS_OF_DATES
        and text[max(0, span.start - 2) : span.start - 1].isdecimal()
        and text[span.end : span.end + 1].isdecimal()
    )


def _of_range(span: Span) -> Finding:
    return Finding(
        span,
        _("Between two days or hours stands one “—”."),
        _("Write “—”."),
        Fix(_("Write the sign for ranges."), (Edit(span, "—"),), safe=False),
    )
