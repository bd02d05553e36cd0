"""Whether the bracket that ends a text is its attribution (（柳荫街道）). Decided here and nowhere else.

Many a final bracket is not: （村） completes a word, （详见附件） points elsewhere, （占比57.4%） adds a figure, （专刊）
names a sort. An attribution names units or people: no figure, no stop, no word that points elsewhere; and it stands after
a finished sentence, after a tag, or alone. Where the stop before it is missing, only names that end like a unit's are
believed.
"""

from __future__ import annotations

import re

from bulletinc.parser.automaton import Token
from bulletinc.syntax import Text
from bulletinc.text.source import Span
from bulletinc.text.words import pattern_of, words

_NO_NAME_HAS = frozenset("0123456789０１２３４５６７８９%％。！？；：:“”《》℃〔〕~～")
_POINTS_ELSEWHERE = words("brackets.not_sources")
_PEOPLE = words("people.credits")
_UNITS_END = words("units.endings", "units.source_endings")
_LONGEST_NAME = 24
_CREDIT = re.compile(rf"[（(]\s*(?:{pattern_of('people.credit_labels')})(?:单位)?\s*[:：]\s*")
_NAME = re.compile(r"[^、，,；;\s（()）。](?:[^、，,；;（()）。]*[^、，,；;\s（()）。])?")


def is_attribution(bracket: Token, before: str) -> bool:
    """Whether a final bracket is an attribution. ``before`` is the visible text before it on its line, without tags."""
    if _CREDIT.match(bracket.text):
        return True
    names = _NAME.findall(bracket.text)
    if (
        not names
        or names[0].startswith(_POINTS_ELSEWHERE)
        or not _NO_NAME_HAS.isdisjoint(bracket.text)
    ):
        return False
    if names[0].startswith(_PEOPLE) or names[-1].endswith("供稿"):
        return True
    before = before.rstrip()
    like_units = all(name.endswith(_UNITS_END) and len(name) > 1 for name in names)
    if not before or before[-1] in "。！？!?…":
        return like_units or all(1 < len(name) <= _LONGEST_NAME for name in names)
    return like_units and (before[-1] in "”》）)" or "。" in before)


def sources(bracket: Token) -> tuple[Text, ...]:
    """The names in an attribution."""
    credit = _CREDIT.match(bracket.text)
    found = []
    for name in _NAME.finditer(bracket.text, credit.end() if credit else 0):
        text = name[0].removesuffix("供稿") or name[0]
        found.append(
            Text(Span(bracket.start + name.start(), bracket.start + name.start() + len(text)), text)
        )
    return tuple(found)
