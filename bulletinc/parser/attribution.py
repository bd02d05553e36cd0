"""Whether the bracket that ends a text is its attribution (（柳荫街道）).

Decided here and nowhere else.

Many a final bracket is not: （村） completes a word, （详见附件） points elsewhere, （占比57.4%）
adds a figure, （专刊） names a sort. An attribution names units or people: no figure, no stop, no
word that points elsewhere; and it stands after a finished sentence, after a tag, or alone. Where
the stop before it is missing, only names that end like a unit's are believed.
"""

from __future__ import annotations

from bulletinc.parser.automaton import Token
from bulletinc.syntax import Text
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span
from bulletinc.text.words import pattern_of, words

_NO_NAME_HAS = frozenset("0123456789０１２３４５６７８９%％。！？；：:“”《》℃〔〕~～")
_POINTS_ELSEWHERE = words("brackets.not_sources")
_PEOPLE = words("people.credits")
UNITS_END = words("units.endings", "units.source_endings")
_LONGEST_NAME = 24
_LABELS = pattern_of("people.credit_labels")
_CREDIT = pattern(
    rf"[（(［\[]?\s*(?:{_LABELS})(?:单位)?\s*[:：]\s*|[（(［]\s*(?:{pattern_of('people.quoting')})"
)
_CREDIT_LINE = pattern(
    rf"(?:{_LABELS})(?:单位)?\s*[:：]\s*[^。；]{{2,40}}|[^。；，：:]{{2,24}}\s*供稿"
)
_SIGNS = "、，,；;（()）。［］/／"
_HAN = r"[^\W\d_a-zA-Z]"
_NAME = pattern(
    rf"(?<!{_HAN}){_HAN}[ \u3000]{{1,4}}{_HAN}(?!{_HAN})"
    rf"|[^{_SIGNS}\s](?:(?:(?!\u3000|\s\s)[^{_SIGNS}])*[^{_SIGNS}\s])?"
)


def is_attribution(bracket: Token, before: str) -> bool:
    """Whether a final bracket is an attribution.

    ``before`` is the visible text before it on its line, without tags.
    """
    if _CREDIT.match(bracket.text) and bracket.text[0] in "（(［":
        return True
    names = _NAME.findall(bracket.text)
    inside = bracket.text[1:].lstrip()
    if inside.startswith(_PEOPLE) or (names and names[-1].endswith("供稿")):
        return True
    if (
        not names
        or names[0].startswith(_POINTS_ELSEWHERE)
        or not _NO_NAME_HAS.isdisjoint(bracket.text)
    ):
        return False
    before = before.rstrip()
    like_units = all(name.endswith(UNITS_END) and len(name) > 1 for name in names)
    if not before or before[-1] in "。！？!?…":
        return like_units or all(1 < len(name) <= _LONGEST_NAME for name in names)
    return like_units and (before[-1] in "”》）)" or "。" in before)


def is_credit_line(text: str) -> bool:
    """Whether a line without brackets is nothing but a source: 来源：…, 某某镇供稿."""
    marked = "：" in text or ":" in text or text.endswith("供稿")
    return marked and _CREDIT_LINE.fullmatch(text) is not None


def sources(bracket: Token) -> tuple[Text, ...]:
    """The names in an attribution."""
    credit = _CREDIT.match(bracket.text)
    found = []
    for name in _NAME.finditer(bracket.text, credit.end() if credit else 0):
        text = name[0].removesuffix("供稿").rstrip() or name[0]
        found.append(
            Text(Span(bracket.start + name.start(), bracket.start + name.start() + len(text)), text)
        )
    return tuple(found)
