"""Brackets, and which belong together: （）, 《》, 【】, 〔〕, each sort by itself, within a
paragraph.

A bracket that a paragraph leaves open may be closed in the next one, because a page break of the
draft can cut a paragraph in two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bulletinc.rules.prose import line_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_TOKEN = pattern(r"\n\s*|[（(）)《》【】〔〕]")
_SORTS = {"（": "（", "(": "（", "《": "《", "【": "【", "〔": "〔"}
_OPENING = {"）": "（", ")": "（", "》": "《", "】": "【", "〕": "〔"}
PARTNERS = {
    "（": "）",
    "(": "）",
    "）": "（",
    ")": "（",
    "《": "》",
    "》": "《",
    "【": "】",
    "】": "【",
    "〔": "〕",
    "〕": "〔",
}
# 1）加强…, a number quoted “1）”, a face :-) ; an interval such as [0,60), whose brackets differ on
# purpose.
_MARKER = pattern(
    r"(?:^|[\s。；：，、,;:“‘「\"'])\**(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z])$|[:;：；]-?$|\\$"
)
_QUOTED = pattern("[“‘「\"'].[”’」\"']")
_INTERVAL = pattern(r"[\[［(（]\s?[-+\d.%∞]{1,8}\s?[,，]\s?[-+\d.%∞]{1,8}\s?(?:[\])）］]|$)")
_FAR = 60


@dataclass(frozen=True, slots=True)
class Brackets:
    """The brackets of a text. ``pairs`` run from the opening bracket to after the closing one.

    ``unlike`` are those that were opened as one sort and closed as another: （…】. ``lonely`` have
    no partner at all.
    """

    pairs: tuple[Span, ...]
    unlike: tuple[Span, ...]
    lonely: tuple[int, ...]


@lru_cache(maxsize=4)
def brackets(text: str) -> Brackets:
    """The brackets of a text."""
    pairs: list[Span] = []
    lonely: list[int] = []
    opened: dict[str, list[int]] = {sort: [] for sort in PARTNERS}  # in this paragraph
    waiting: dict[str, list[int]] = {sort: [] for sort in PARTNERS}  # left open by the one before
    for token in _TOKEN.finditer(text):
        sign, at = token[0], token.start()
        if sign[0] == "\n":
            for sort, places in waiting.items():
                if places or opened[sort]:
                    lonely += places
                    waiting[sort], opened[sort] = opened[sort], []
        elif sort := _SORTS.get(sign, ""):
            opened[sort].append(at)
        elif places := opened[_OPENING[sign]] or waiting[_OPENING[sign]]:
            pairs.append(Span(places.pop(), at + 1))
        elif not _MARKER.search(line_before(text, at, 8)):
            lonely.append(at)
    lonely += [at for left in (opened, waiting) for places in left.values() for at in places]
    unlike, lonely = _unlike(text, sorted(at for at in lonely if not _is_no_half(text, at)))
    return Brackets(tuple(sorted(pairs)), tuple(unlike), tuple(lonely))


def _unlike(text: str, lonely: list[int]) -> tuple[list[Span], list[int]]:
    unlike: list[Span] = []
    rest: list[int] = []
    for at in lonely:
        if (
            rest
            and text[rest[-1]] in _SORTS
            and text[at] in _OPENING
            and at - rest[-1] <= _FAR
            and "\n" not in text[rest[-1] : at]
        ):
            unlike.append(Span(rest.pop(), at + 1))
        else:
            rest.append(at)
    return unlike, rest


def _is_no_half(text: str, at: int) -> bool:
    """Whether a bracket stands in an interval, or is quoted as a sign: “（”."""
    first = max(0, at - 20)
    return _QUOTED.match(text, max(0, at - 1)) is not None or any(
        match.start() <= at - first < match.end()
        for match in _INTERVAL.finditer(text[first : at + 20])
    )
