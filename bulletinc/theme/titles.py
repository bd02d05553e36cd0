"""Titles broken by sense: the rows in which a centred title is set.

GB/T 9704-2012, 7.3.1: a title on several rows is broken so that words stay whole; its rows are of
fitting length, well placed, in a trapezium or a diamond.

Three steps. Each place between two characters gets a grip: how firmly the two hold together. The
text is cut at the loosest grip, and a piece that is wider than a row again at its own loosest, so
that a word, a number or a quotation that fits in a row is never opened. Among these cuts the rows
are chosen: few rows, ends that read well by the parts of speech around them, even widths.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise

from bulletinc.text.characters import HAN
from bulletinc.text.typography import display, ems
from bulletinc.theme.title_costs import CLAUSE_ENDS, HALT, LETTER, Boundary, reading_cost
from bulletinc.theme.title_words import split_words

_PAIRS = dict(zip("“‘（《〈〔【〖「『([{", "”’）》〉〕】〗」』)]}", strict=True))
_NEVER_LAST = frozenset(_PAIRS) | frozenset("·-–~～")
_NEVER_FIRST = CLAUSE_ENDS | frozenset(_PAIRS.values()) | frozenset("、…·％‰℃%.-–~～")

_LATIN = f"{LETTER}(?:{LETTER}|[-–—~～.,:/×+&'’@_%‰℃·](?={LETTER}))*[%‰℃+]*"
# What no lexicon has as one word: 2026年3月5日, 3.6万人, 7×24小时, 第3期, Ⅲ-58号, a Latin word,
# 清溪—澄川, ——, ……
_WHOLE = (
    "\\d+年(?:\\d+月(?:\\d+日)?)?|\\d+月\\d+日|\\d+时\\d+分"
    f"|第?{_LATIN}(?:(?<=[\\d\u2160-\u217f])[百千万亿余多]*(?!关于|[暨的和与及在对])[{HAN}])?"
    f"|[{HAN}][—–～~-](?!—)[{HAN}]|—+|…+"
)

# Grips: twice the depth of quotations around the place, one more where words belong together; the
# others only where a piece is too wide. A row never starts with a blank: any other place is looser,
# and a blank at the end has no width.
_DEEPEST, _IN_WORD, _IN_UNIT, _AT_SIGN, _BEFORE_BLANK = 3, 8, 9, 10, 11
# What rows cost, in the units of title_costs.
_ROW, _UNEVEN, _HOURGLASS, _SHORT_ROW, _CROSSED_CLAUSE = 30.0, 0.6, 20.0, 40.0, 40.0
# In ems: a row below the first is too short, a clause up to the second (清溪区：) needs no row of
# its own, from the third on one sees a difference.
_SHORT, _ASIDE, _SEEN = 4.5, 5.0, 2.0


def title_rows(text: str, longest: int) -> tuple[str, ...]:
    """The rows in which a centred title, subtitle or byline is set, none of them wider than
    `longest` ems (at least 1).

    Joined, they are the text as shown (`typography.display`) without the blanks at the rows' ends.
    A text that fits is one row, an empty one none. The time grows with the length of the text, not
    faster.
    """
    shown = display(text).strip()
    if ems(shown) <= longest:
        return (shown,) if shown else ()
    ruler = _Ruler(shown)
    grips, costs = _places(shown)
    ends = _row_ends(_cuts(grips, ruler, longest), costs, ruler, longest)
    return tuple(shown[start:end].rstrip() for start, end in pairwise(ends))


class _Ruler:
    """Widths in ems of what is between two places; blanks at its end have none. Place i is before
    character i.
    """

    def __init__(self, text: str) -> None:
        self._up_to = list(accumulate(map(ems, text), initial=0.0))
        self._visible_end = [0]
        for end, character in enumerate(text, 1):
            self._visible_end.append(self._visible_end[-1] if character.isspace() else end)

    def width(self, start: int, end: int) -> float:
        return round(self._up_to[max(start, self._visible_end[end])] - self._up_to[start], 6)


def _places(text: str) -> tuple[list[int], list[float]]:
    """For each place its grip, and what it costs the reader when a row ends there."""
    whole = {
        i for match in re.finditer(_WHOLE, text) for i in range(match.start() + 1, match.end())
    }
    words = split_words(text)
    begun = {word.start: n for n, word in enumerate(words)}
    depths = _depths(text)
    grips, costs = [_AT_SIGN] * (len(text) + 1), [200.0] * (len(text) + 1)
    costs[0] = costs[-1] = 0
    last = text[0]
    for i in range(1, len(text)):
        first = text[i]
        last = last if text[i - 1].isspace() else text[i - 1]
        if first.isspace():
            grips[i] = _BEFORE_BLANK
        elif first in _NEVER_FIRST or last in _NEVER_LAST or _is_composed(text, i):
            pass
        elif i in whole:
            grips[i], costs[i] = _IN_UNIT, 120.0
        elif (n := begun.get(i, 0)) == 0:
            grips[i], costs[i] = _IN_WORD, 60
        elif (
            last == "—"
            or words[n - 1].leads
            or (words[n].joined and re.match(f"[{HAN}”’》）][{HAN}]", text[i - 1 : i + 1]))
        ):
            grips[i], costs[i] = 2 * depths[i] + 1, 60
        else:
            grips[i] = 2 * depths[i]
            costs[i] = 15 * depths[i] + reading_cost(Boundary(text, i, words, n))
    return grips, costs


def _is_composed(text: str, i: int) -> bool:
    """Whether both sides of a place are one character to the eye: a mark on its letter, an emoji of
    several.
    """
    return unicodedata.category(text[i]).startswith("M") or "\u200d" in text[i - 1 : i + 1]


def _depths(text: str) -> list[int]:
    """How many pairs of quotation marks and brackets are around each place."""
    depths = [0] * (len(text) + 1)
    opened: list[int] = []
    for i, sign in enumerate(text):
        if opened and sign == _PAIRS.get(text[opened[-1]], '"'):
            depths[opened.pop() + 1] += 1
            depths[i + 1] -= 1
        elif sign in _PAIRS or sign == '"':
            opened.append(i)
    return [min(depth, _DEEPEST) for depth in accumulate(depths)]


def _cuts(grips: list[int], ruler: _Ruler, longest: int) -> list[int]:
    """The places where a row may end, the first and the last one too: no two neighbours are further
    apart than a row is wide.
    """
    cuts = [0]
    pieces = [(0, len(grips) - 1)]
    while pieces:
        start, end = pieces.pop()
        if ruler.width(start, end) <= longest or end - start == 1:
            cuts.append(end)
            continue
        loosest = min(grips[start + 1 : end])
        places = [i for i in range(start + 1, end) if grips[i] == loosest]
        pieces.extend(reversed(list(pairwise([start, *places, end]))))
    return cuts


def _row_ends(cuts: list[int], costs: list[float], ruler: _Ruler, longest: int) -> list[int]:
    """The cheapest way to make rows of the pieces between the cuts, as the cuts that it uses.

    Found from the front: for each cut the cheapest way to end a row there, and the cheapest whose
    last row is clearly narrower than the one above: a wider row below it would make an hourglass.
    """
    clauses = [0]  # how many clauses that want a row of their own have ended
    clause = 0
    for cut in cuts[1:]:
        clauses.append(clauses[-1] + (costs[cut] == 0 and ruler.width(clause, cut) > _ASIDE))
        clause = cut if costs[cut] == 0 else clause
    # ways[end][narrower] = (cost, width of the last row, where it starts, whether the row above is
    # narrower)
    ways: list[dict[bool, tuple[float, float, int, bool]]] = [
        {False: (0.0, 0.0, 0, False)},
        *({} for _ in cuts[1:]),
    ]
    for start in range(len(cuts) - 1):
        for end in range(start + 1, len(cuts)):
            width = ruler.width(cuts[start], cuts[end])
            if width > longest and end > start + 1:
                break
            row = _ROW + costs[cuts[end]] + _SHORT_ROW * (width < _SHORT)
            if (
                clauses[end - 1] > clauses[start]
                and max(costs[cuts[start]], costs[cuts[end]]) > HALT
            ):
                row += _CROSSED_CLAUSE
            for narrow_above, (cost, width_above, *_) in ways[start].items():
                wider = width - width_above if start else 0.0
                total = (
                    cost
                    + row
                    + _UNEVEN * max(-wider, 1.4 * wider)
                    + _HOURGLASS * (narrow_above and wider > _SEEN)
                )
                narrower = wider < -_SEEN
                if narrower not in ways[end] or total < ways[end][narrower][0]:
                    ways[end][narrower] = (total, width, start, narrow_above)
    end = len(cuts) - 1
    narrower = min(ways[end], key=lambda narrower: ways[end][narrower][0])
    ends = [end]
    while end:
        _, _, end, narrower = ways[end][narrower]
        ends.append(end)
    return [cuts[end] for end in reversed(ends)]
