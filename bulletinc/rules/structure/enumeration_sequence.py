"""S010: 一是, 三是 without 二是, or 二是 twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.parser.numerals import in_chinese
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.numbering import is_misnumbered, runs, slips
from bulletinc.rules.points import EnumeratedPoint, passages
from bulletinc.text.patterns import pattern

_WIDEST_GAP = 3  # beyond that it is another word: 二是…，十一是…
_FIRST = pattern("首先|首要|第一|其一|一方面|一是|一要|一、|（一）|1[.、]")


@rule("S010", Severity.ERROR)
def enumeration_sequence(context: CheckContext) -> Iterator[Finding]:
    """“一是、二是、三是”不连续：缺了一个，重了一个，或者不从“一是”起。

    多半是删改以后没有重新编号，也可能漏了一点。先看是不是漏了内容；没有漏，就顺次改号。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        “小积分”撬动“大环境”　一是规则由村民定。二是分数由村民评。二是奖励让村民得。（白河镇）

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【常态创建】

        “小积分”撬动“大环境”　一是规则由村民定。二是分数由村民评。三是奖励让村民得。（白河镇）

    English: An enumeration (一是, 二是, 三是) leaves a number out, has one twice, or does not begin
    with 一是. See whether a point is missing; if none is, renumber.
    """
    last: dict[str, int] = {}
    for passage in passages(context):
        for sign in "是要":
            points = [
                point
                for point in passage.points
                if point.sign == sign and point.number <= len(passage.points) + _WIDEST_GAP
            ]
            found = [
                [points[index] for index in run] for run in runs([point.number for point in points])
            ]
            for run in found:
                first = last[sign] + 1 if sign in last and run[0].number == last[sign] + 1 else 1
                yield from _slips(context, passage.owner.span.start, run, first)
            yield from _doubled_first(context, found)
            if points:
                last[sign] = points[-1].number


def _slips(
    context: CheckContext, start: int, points: Sequence[EnumeratedPoint], first: int
) -> Iterator[Finding]:
    if len(points) == 1 and (points[0].number != first + 1 or points[0].sign == "要"):
        return
    numbers = [point.number for point in points]
    present = set(numbers)
    for slip in slips(numbers, first):
        point = points[slip.at]
        between = context.text[
            points[slip.at - 1].span.end if slip.at else start : point.span.start
        ]
        missing = range(slip.expected, point.number)
        if any(_is_in_other_words(between, number, only_first=not slip.at) for number in missing):
            continue
        following = numbers[slip.at + 1] if slip.at + 1 < len(numbers) else None
        certain = set(missing) <= present or is_misnumbered(point.number, slip.expected, following)
        yield _finding(
            point,
            slip.expected,
            {points[index]: number for index, number in slip.renumbered.items()} if certain else {},
        )


def _is_in_other_words(between: str, number: int, *, only_first: bool) -> bool:
    """Whether a number that seems to be missing is there in other words: 要求一是…, 首先…, 其二…,
    二要…
    """
    numeral = in_chinese(number)
    if number == 1 and only_first:
        return _FIRST.search(between) is not None
    return (
        re.search(f"[第其]{numeral}|{numeral}[是要、，]|再次|然后|其次|（{numeral}）", between)
        is not None
    )


def _doubled_first(
    context: CheckContext, found: Sequence[Sequence[EnumeratedPoint]]
) -> Iterator[Finding]:
    """一是, 一是, 二是 in one paragraph, where the first 一是 has no 二是."""
    for run, other in pairwise(found):
        if (
            len(run) == 1
            and run[0].number == 1
            and len(other) > 1
            and "\n" not in context.text[run[0].span.end : other[0].span.start]
        ):
            yield _finding(other[0], 2, {point: point.number + 1 for point in other})


def _finding(
    point: EnumeratedPoint, expected: int, renumbered: dict[EnumeratedPoint, int]
) -> Finding:
    """The finding, with a fix where no point can be missing."""
    return Finding(
        point.span,
        _("This should be “{expected}”, not “{found}”.").format(
            found=in_chinese(point.number) + point.sign, expected=in_chinese(expected) + point.sign
        ),
        _("Check whether a point is missing; if not, renumber."),
        Fix(
            _("Renumber from here on."),
            tuple(
                Edit(each.span, in_chinese(number) + each.sign)
                for each, number in renumbered.items()
            ),
            safe=False,
        )
        if renumbered
        else None,
    )
