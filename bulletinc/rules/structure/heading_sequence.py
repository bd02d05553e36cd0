"""S008: a heading whose number is not the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.numbering import MARKER, is_misnumbered, slips, value, written_as
from bulletinc.syntax import Item, Paragraph, Section
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_MARKS_BEGIN = frozenset(
    "一二三四五六七八九十（(*0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
_NUMBER = pattern(r"[一二三四五六七八九十]{1,3}|\d{1,2}")
_LOOKAHEAD = 16  # a marker is not longer
_FARTHEST = 4096  # how far back a number that seems to be missing is looked for


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A heading or a point of a list. ``fresh``: it is the first of its level after a higher
    heading or a headline.
    """

    level: int
    number: int
    span: Span  # of the numeral
    marker: Span
    fresh: bool
    heading: bool
    place: int


@dataclass(slots=True)
class _HeadingRun:
    """Numbers that should count up from ``first``."""

    first: int
    members: list[_Numbered] = field(default_factory=list)


@rule("S008", Severity.ERROR)
def heading_sequence(context: CheckContext) -> Iterator[Finding]:
    """标题的序号不连续：缺号、重号，或者不从“一”起。

    多半是删改以后没有重新编号，也可能漏了一段。先看是不是漏了内容；没有漏，就顺次改号。各级标题在上
    一级标题之下各自编号；全文连续编号的，也认可。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        白河镇“小积分”撬动村庄“大环境”

        一、规则由村民定

        各村分别召开村民代表会议，把门前整洁写进积分细则。

        三、奖励让村民得

        积分可以在村便民超市兑换日用品。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        白河镇“小积分”撬动村庄“大环境”

        一、规则由村民定

        各村分别召开村民代表会议，把门前整洁写进积分细则。

        二、奖励让村民得

        积分可以在村便民超市兑换日用品。

    English: The numbers of the headings leave one out, have one twice, or do not begin with one.
    See whether a part is missing; if none is, renumber.
    """
    for run in _runs(context):
        numbers = [member.number for member in run.members]
        for slip in slips(numbers, run.first):
            member = run.members[slip.at]
            before = run.members[slip.at - 1] if slip.at else None
            if _is_elsewhere(context, range(slip.expected, member.number), before, member):
                continue
            if len(run.members) == 1 and not (member.heading and member.number == run.first + 1):
                continue
            edits = tuple(
                Edit(span, text)
                for index, number in slip.renumbered.items()
                if (text := written_as(number, context.written(span := run.members[index].span)))
                != context.written(span)
            )
            yield Finding(
                member.marker,
                _("This should be “{expected}”, not “{found}”.").format(
                    found=context.written(member.marker),
                    expected=_marker(context, member, slip.expected),
                ),
                _("Check whether a part is missing; if not, renumber."),
                Fix(_("Renumber from here on."), edits, safe=False) if edits else None,
            )


def _runs(context: CheckContext) -> list[_HeadingRun]:
    """All runs of numbers, those of each level for themselves."""
    streams: dict[int, list[_Numbered]] = {}
    for numbered in _find_numbers(context):
        streams.setdefault(numbered.level, []).append(numbered)
    found: list[_HeadingRun] = []
    for stream in streams.values():
        last: _Numbered | None = None
        for index, each in enumerate(stream):
            expected = last.number + 1 if last else 1
            following = stream[index + 1].number if index + 1 < len(stream) else None
            if each.number not in (1, expected) and _goes_on_with_a_number(context, each):
                continue  # 七、八月份: no marker at all
            if last is None or (
                each.number != expected and (each.fresh or _begins_anew(last, each, following))
            ):
                found.append(_HeadingRun(1))
            found[-1].members.append(each)
            last = each
    return found


def _begins_anew(last: _Numbered, each: _Numbered, following: int | None) -> bool:
    """Whether a 1 begins another list: not right after another 1, nor in the place of the number
    between its neighbours.
    """
    if each.number != 1:
        return False
    return not (last.number == 1 and last.place + 1 == each.place) and not is_misnumbered(
        1, last.number + 1, following
    )


def _find_numbers(context: CheckContext) -> Iterator[_Numbered]:
    """All that is numbered, in the order of the text."""
    fresh = [True] * 6
    place = 0
    for node in context.nodes:
        if isinstance(node, Paragraph):
            start = node.span.start
        elif isinstance(node, Section) and node.numbering:
            start = node.numbering.span.start
        elif isinstance(node, Section) or (
            isinstance(node, Item) and (node.headline or node.label)
        ):
            fresh = [True] * 6
            continue
        else:
            continue
        if context.text[start] not in _MARKS_BEGIN or _is_row(context.text, start):
            continue
        found = MARKER.match(context.text, start, start + _LOOKAHEAD)
        if found and found.lastindex and value(found[found.lastindex]):
            level = found.lastindex
            place += 1
            span = Span(*found.span(level))
            marker = Span(found.start() + 2 * found[0].startswith("**"), found.end())
            yield _Numbered(
                level,
                value(found[level]),
                span,
                marker,
                fresh[level],
                isinstance(node, Section),
                place,
            )
            fresh[level] = False
            fresh[level + 1 :] = [True] * (5 - level)


def _is_row(text: str, start: int) -> bool:
    """Whether tabs part the line as those of a table."""
    return "\t" in text[start : start + _LOOKAHEAD].partition("\n")[0].rstrip("\r\n")


def _goes_on_with_a_number(context: CheckContext, each: _Numbered) -> bool:
    """Whether a number is only the first of two: 七、八月份, 3、4号楼, 二、三产业."""
    following = _NUMBER.match(context.text, each.marker.end)
    return (
        context.text[each.marker.end - 1] == "、"
        and following is not None
        and value(following[0]) == each.number + 1
    )


def _is_elsewhere(
    context: CheckContext, missing: range, before: _Numbered | None, member: _Numbered
) -> bool:
    """Whether the numbers that seem to be missing stand inside a paragraph: 一、…；二、…；三、…"""
    start = before.marker.end if before else 0
    between = (
        context.text[max(start, member.marker.start - _FARTHEST) : member.marker.start]
        if missing
        else ""
    )
    return any(
        found.lastindex == member.level and value(found[member.level]) in missing
        for found in MARKER.finditer(between)
    )


def _marker(context: CheckContext, member: _Numbered, number: int) -> str:
    """The marker of a member with another number in it."""
    text = context.text
    return (
        text[member.marker.start : member.span.start]
        + written_as(number, context.written(member.span))
        + text[member.span.end : member.marker.end]
    )
