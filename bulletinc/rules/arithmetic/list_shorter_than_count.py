"""A009: a list that is shorter or longer than the count before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.parser.numerals import number_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.points import passages
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_MEASURES = frozenset("家个项名位条所座种类大件处支")
_NUMBERS = frozenset("0123456789一二两三四五六七八九十")
_REACH = 10
_MOST, _LONGEST = 30, 14
_QUOTED = 16
_POINTS = ("一是", "一要", "**一是", "**一要")
_KINDS = frozenset("点项条个大种件方")
_NO_COUNT = frozenset("第前后每这那.近约超百千十")
_NO_LIST = tuple(
    "发现 存在 整改 责令 要求 一是 通过 坚持 为 共 均 已 未 全 是 有 在 从 对 将 因 其中 分别 "
    "建立".split()
)
_ANDS = ("以及", "和", "及", "与")


@rule("A009")
def list_shorter_than_count(context: CheckContext) -> Iterator[Finding]:
    """冒号前面的数目和后面列出的对不上。

    “3家企业：清溪纸厂、白河水泥厂”，说了3家，只列了2家。核对后改正数目，或者补上漏掉的；还有没列的，
    后面加“等”字。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，检查3家企业：清溪纸厂、白河水泥厂。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，检查2家企业：清溪纸厂、白河水泥厂。

    English: The list after a colon has fewer or more names than the count before it says:
    “3家企业：” and then two names.
    """
    text = context.text
    for at in places_of("：", text):
        yield from _promised(context, at)
        if text.startswith(_POINTS, at + 1):
            yield from _announced(context, at)
            continue
        start = _counted(text, at)
        if start < 0 or start in foreign_places(context):
            continue
        said = number_in(text[start : start + 3])
        listed = _listed(text, at + 1)
        if said is None or said < 2 or said > _MOST or not listed or said in listed:
            continue
        yield Finding(
            Span(start, at),
            _("{counted} are listed, but the text says {said}.").format(
                counted=listed[-1], said=said
            ),
            _("Count again: correct the number, or the list."),
        )


def _promised(context: CheckContext, at: int) -> Iterator[Finding]:
    """“三个到位”：责任到位、措施到位。 Each of the list has the word that is counted."""
    text = context.text
    before = text[max(0, at - _QUOTED) : at]
    opening, closing = before.rfind("“"), before.rfind("”")
    quoted = before[opening + 1 : closing]
    if (
        opening < 0
        or len(before) - closing > len("”管理工作")
        or quoted[:1] not in _NUMBERS
        or len(quoted) < len("五化")
    ):
        return
    start = max(0, at - _QUOTED) + opening
    word = quoted[1:].removeprefix("个")
    parts = text[at + 1 : at + _MOST * _LONGEST].partition("\n")[0].partition("。")[0].split("、")
    said = number_in(quoted[0])
    if (
        said
        and len(parts) > 1
        and len(parts) != said
        and quoted[1:2] not in _NUMBERS
        and start not in foreign_places(context)
        and (
            all(part.endswith(word) for part in parts)
            or all(part.startswith(word) for part in parts)
        )
    ):
        yield Finding(
            Span(start, start + len(quoted) + 2),
            _("{counted} are listed, but the text says {said}.").format(
                counted=len(parts), said=said
            ),
            _("Count again: correct the number, or the list."),
        )


def _announced(context: CheckContext, at: int) -> Iterator[Finding]:
    """以下两点：一是…二是…三是…"""
    text = context.text
    start = next(
        (
            place - 1
            for place in range(at - 1, max(0, at - _REACH), -1)
            if text[place] in _KINDS and text[place - 1] in _NUMBERS
        ),
        -1,
    )
    said = number_in(text[start]) if start > 0 else None
    if said is None or said < 2 or text[start - 1] in _NO_COUNT or text[start - 1] in _NUMBERS:
        return
    first = at + 3 if text[at + 1] == "*" else at + 1
    counted = _point_counts(context).get(first, 0)
    if counted > 1 and counted != said and start not in foreign_places(context):
        yield Finding(
            Span(start, at),
            _("{counted} are listed, but the text says {said}.").format(counted=counted, said=said),
            _("Count again: correct the number, or the list."),
        )


@lru_cache(maxsize=1)
def _point_counts(context: CheckContext) -> dict[int, int]:
    """How many points count on from each 一是, by where it stands."""
    counts: dict[int, int] = {}
    for passage in passages(context):
        first = number = -1
        for point in passage.points:
            if point.number == 1:
                first = point.span.start
            elif point.number != number + 1:
                first = -1
            number = point.number
            if first >= 0:
                counts[first] = number
    return counts


def _counted(text: str, at: int) -> int:
    """Where a number with a measure word begins before a colon: 3家企业：; -1 where none does."""
    for place in range(at - 1, max(0, at - _REACH), -1):
        if text[place] in "，。；：、？！\n”》）":
            return -1
        if text[place] in _MEASURES and text[place - 1] in _NUMBERS:
            start = place - 1
            while start and text[start - 1] in _NUMBERS:
                start -= 1
            if text[place + 1] == "字":  # 体现在八个字上：
                return -1
            return -1 if text[start - 1 : start] in tuple("第前后每这那.近约超") else start
    return -1


def _listed(text: str, at: int) -> list[int]:
    """How many names a sentence lists; several numbers where 和 may part two. None where it is no
    list of names, or where more are meant (等).
    """
    end = min(
        (place for stop in "。，\n" if (place := text.find(stop, at)) >= 0), default=len(text)
    )
    sentence = text[at:end]
    if end - at > _MOST * _LONGEST or any(sign in sentence for sign in "：；“《（等…"):
        return []
    parts = sentence.split("、")
    if any(
        not 1 < len(part) <= _LONGEST or any(map(str.isdecimal, part)) or part.startswith(_NO_LIST)
        for part in parts
    ):
        return []
    if text[end : end + 1] == "，" and len({part[-1] for part in parts}) > 1:
        return []  # a clause, and no list: 3项措施：加强巡查、督办，完善台账
    ands = sum(word in part for part in parts for word in _ANDS)
    return list(range(len(parts), len(parts) + ands + 1)) if len(parts) > 1 or ands else []
