"""The points of enumerations: 一是…二是…, 一要…二要…, and which text they stand in."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from bulletinc.parser.numerals import in_chinese
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Document, Item, Section
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# The sign first: what begins with one letter is found ten times faster. 一要求, 一要素 are words.
_SIGNS = (
    pattern("是(?<=[一二三四五六七八九十]是)"),
    pattern("要(?<=[一二三四五六七八九十]要)(?![求素点害闻领件塞目旨义务道])"),
)
_NUMBERS = {in_chinese(number): number for number in range(1, 100)}
_LONGEST = max(map(len, _NUMBERS))
_BEFORE = frozenset(" \u3000\t\n\r\u00a0。！？；：;:，,*”）)】")
_CLAUSE = pattern(r"[^。！？；：;:，,、\n]{0,40}")


class EnumeratedPoint(NamedTuple):
    """One point: its number, 是 or 要, and where 一是 stands."""

    number: int
    sign: str
    span: Span


class EnumeratedPassage(NamedTuple):
    """The points of one item, or of what stands directly in a section or in the document, and where
    that begins.
    """

    owner: Document | Section | Item
    points: list[EnumeratedPoint]


@lru_cache(maxsize=1)
def passages(context: CheckContext) -> list[EnumeratedPassage]:
    """All passages that have points, in order."""
    points = [
        point
        for sign in _SIGNS
        for found in sign.finditer(context.text)
        if (point := _point(context.text, found.start()))
    ]
    if not points:
        return []
    owners: list[Document | Section | Item] = [*context.items, *context.sections]
    owners.sort(key=lambda node: node.span.start)
    owners.insert(0, context.document)
    starts = [owner.span.start for owner in owners]
    starts[0] = -1
    points.sort(key=lambda point: point.span.start)
    passage_of: dict[int, EnumeratedPassage] = {}
    for point in points:
        index = bisect_right(starts, point.span.start) - 1
        passage_of.setdefault(index, EnumeratedPassage(owners[index], [])).points.append(point)
    return list(passage_of.values())


def _point(text: str, sign: int) -> EnumeratedPoint | None:
    """The point whose 是 or 要 stands there, if it begins a sentence or clause."""
    start = sign - 1
    while start and sign - start < _LONGEST and text[start - 1] in _NUMBERS:
        start -= 1
    number = _NUMBERS.get(text[start:sign])
    if number is None or (start and text[start - 1] not in _BEFORE):
        return None
    return EnumeratedPoint(number, text[sign], Span(start, sign + 1))


def clause(context: CheckContext, point: EnumeratedPoint) -> str:
    """What a point begins with, up to its first sign: 强化党建引领."""
    found = _CLAUSE.match(context.text, point.span.end)
    return found[0].replace("*", "").strip() if found else ""
