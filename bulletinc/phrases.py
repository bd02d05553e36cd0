"""Titles broken by sense: the rows in which a centred title is set.

GB/T 9704-2012, 7.3.1: a title on several rows is broken so that words stay whole; its rows are of fitting length, well placed, in a
trapezium or a diamond.

Three steps. Each place between two characters gets a grip: how firmly the two hold together. The text is cut at the loosest grip, and
a piece that is wider than a row again at its own loosest, so that a quotation or a number that fits in a row is never opened. Among
these cuts the rows are chosen: few rows, ends that read well, even widths.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

from bulletinc.typography import display, ems

_PAIRS = dict(zip("“‘（《〈〔【〖「『([{", "”’）》〉〕】〗」』)]}", strict=True))
_NEVER_LAST = frozenset(_PAIRS) | frozenset("·-–~～")
_CLAUSE_ENDS = frozenset("。，；：！？,;:!?")
_NEVER_FIRST = _CLAUSE_ENDS | frozenset(_PAIRS.values()) | frozenset("、…·％‰℃%.-–~～")

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = "[^\\W_\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
_LATIN = f"{_LETTER}(?:{_LETTER}|[-–—~～.,:/×+&'’@_%‰℃·](?={_LETTER}))*[%‰℃+]*"
_NUMERAL = "[〇零一二三四五六七八九十百千万两]"
# What is one word: 2026年3月5日, 3.6万人, 7×24小时, 第3期, Ⅲ-58号, 十二届七次, 第六次, 八部门, a Latin word,
# 清溪—澄川, ——, …… Compiled when first needed: that takes longer than the rest of this module.
_WHOLE = (
    "\\d+年(?:\\d+月(?:\\d+日)?)?|\\d+月\\d+日|\\d+时\\d+分"
    f"|第?{_LATIN}(?:(?<=[\\d\u2160-\u217f])[百千万亿余多]*(?!关于|[暨的和与及在对])[{_HAN}])?"
    f"|第?{_NUMERAL}+届(?:第?{_NUMERAL}+次)?|第{_NUMERAL}+[{_HAN}]|{_NUMERAL}{{2,}}[{_HAN}]|[二三四五六七八九两][{_HAN}]"
    f"|[{_HAN}][—–～~-](?!—)[{_HAN}]|—+|…+"
)
_DATE = re.compile("\\d[年月日]")

# Function words. The first lead what follows them, a sentence halts before the second, the third lean on what is before them.
_LEADING = frozenset("关于 和 与 及 以及 暨 并 在 对 以 为 将 让 把 由 向 从 至".split())
_HALTING = frozenset("关于 暨 在 对 让".split())
_LEANING = frozenset("的了之等们")
# The empty verbs and nouns of office prose: a phrase goes on after the first and ends with the second.
_VERBS = tuple("召开 开展 进行 做好 加强 推进 推动 落实 印发 转发".split())
_SHELLS = frozenset("工作 活动 情况 任务 行动 会议".split())
_ALWAYS_WORDS = re.compile("关于|暨|印发|转发")

# Grips: twice the depth of quotations around the place, one more beside a function word; then what only a piece wider than a row is cut at.
_DEEPEST, _IN_WORD, _IN_UNIT, _AT_SIGN = 3, 8, 9, 10
# BudouX's certainty that a word ends: sure by a sign; below this, doubtful; above this, between two names.
_SURE, _DOUBTFUL, _NAMES = 9.0, 0.7, 4.0
# What rows cost. Only the ratios matter; they were found on some fifty titles.
_ROW, _UNEVEN, _HOURGLASS, _SHORT_ROW, _CROSSED_CLAUSE, _HALT = 30.0, 0.6, 20.0, 40.0, 40.0, 4.0
# In ems: a row below the first is too short, a clause up to the second (清溪区：) needs no row
# of its own, from the third on one sees a difference.
_SHORT, _ASIDE, _SEEN = 3.0, 5.0, 2.0


def title_rows(text: str, longest: int) -> tuple[str, ...]:
    """The rows in which a centred title, subtitle or byline is set, none of them wider than `longest` ems (at least 1).

    Joined, they are the text as shown (`typography.display`) without the blanks at the rows' ends. A text that fits is one row, an empty
    one none. The time grows with the length of the text, not faster.
    """
    shown = display(text).strip()
    if ems(shown) <= longest:
        return (shown,) if shown else ()
    ruler = _Ruler(shown)
    grips, costs = _places(shown)
    ends = _row_ends(_cuts(grips, ruler, longest), costs, ruler, longest)
    return tuple(shown[start:end].rstrip() for start, end in pairwise(ends))


class _Ruler:
    """Widths in ems of what is between two places; blanks at its end have none. Place i is before character i."""

    def __init__(self, text: str) -> None:
        self._up_to = list(accumulate(map(ems, text), initial=0.0))
        self._visible_end = [0]
        for end, character in enumerate(text, 1):
            self._visible_end.append(self._visible_end[-1] if character.isspace() else end)

    def width(self, start: int, end: int) -> float:
        return self._up_to[max(start, self._visible_end[end])] - self._up_to[start]


def _places(text: str) -> tuple[list[int], list[float]]:
    """For each place its grip, and what it costs the reader when a row ends there."""
    whole = {i for match in re.finditer(_WHOLE, text) for i in range(match.start() + 1, match.end())}
    scores = _scores(text, whole)
    words = [0, *(i for i in range(1, len(text)) if scores[i] > 0), len(text)]
    word_before = {end: text[start:end] for start, end in pairwise(words)}
    word_after = {start: text[start:end] for start, end in pairwise(words)}
    foursomes = set(_foursomes(text, words, whole, scores))
    depths = _depths(text)
    grips, costs = [_AT_SIGN] * (len(text) + 1), [200.0] * (len(text) + 1)
    costs[0] = costs[-1] = 0
    last = text[0]
    for i in range(1, len(text)):
        first = text[i]
        last = last if text[i - 1].isspace() else text[i - 1]
        if first.isspace() or first in _NEVER_FIRST or last in _NEVER_LAST or _is_composed(text, i):
            continue
        if i in whole:
            grips[i], costs[i] = _IN_UNIT, 120
        elif scores[i] <= 0:
            grips[i], costs[i] = _IN_WORD, 60
        elif first in _LEANING or last == "—" or word_before[i] in _LEADING:
            grips[i], costs[i] = 2 * depths[i] + 1, 60
        else:
            grips[i] = 2 * depths[i]
            costs[i] = 15 * depths[i] + 8 * (i in foursomes) + _reading_cost(text, i, scores[i], word_after[i])
            word = word_before[i]
            lead = word_before.get(i - len(word))
            if text.endswith(_VERBS, 0, i):
                costs[i] += 14
            elif (lead in _LEADING or lead in _VERBS) and not word[0].isdigit():
                costs[i] += 6  # 关于印发, 和社会: a single word does not part from what leads it
            if i - 1 in whole and not _DATE.match(text, i - 2):
                costs[i] += 8  # 第十届, 58号, 12个: a number counts what follows
    return grips, costs


def _reading_cost(text: str, i: int, score: float, word: str) -> float:
    """What a row's end costs between two words, by the signs around it and by the word that follows."""
    last, first = text[i - 1], text[i]
    if last.isspace() and re.match(_LETTER, first) and re.match(_LETTER, text[i - 2]):
        return 25
    if last in _CLAUSE_ENDS or last.isspace() or first == "—":
        return 0
    if word in _HALTING:
        return _HALT
    cost = 10 if score >= _DOUBTFUL else 20
    if last in "”’":
        return cost + 9  # a quotation mostly goes with the noun behind it: “百日攻坚”行动
    if first in "（〔(":
        return cost + 8  # what is bracketed explains the word before it
    return cost


def _is_composed(text: str, i: int) -> bool:
    """Whether both sides of a place are one character to the eye: a mark on its letter, an emoji of several."""
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


def _foursomes(text: str, words: list[int], whole: set[int], scores: list[float]) -> Iterator[int]:
    """The places in the middle of four characters: office prose goes in pairs of two-character words (老旧小区, 重点任务)."""
    alone = False
    for (start, end), (_, after) in pairwise([*pairwise(words), (len(text), len(text))]):
        word = text[start:end]
        two = re.match(f"[{_HAN}]{{2}}(?![{_HAN}])", word) is not None and start + 1 not in whole
        if word in _SHELLS or (two and alone and text[end:after] not in _SHELLS and scores[start] < _NAMES):
            yield start
            alone = False
        else:
            alone = two and end - start == 2 and word not in _LEADING and word not in _VERBS


def _scores(text: str, whole: set[int]) -> list[float]:
    """For each place how surely a word ends there, not at all up to 0: by BudouX, and by what it does not know.

    That is signs, numbers, and characters that it leaves alone.
    """
    scores = _budoux_scores(text)
    for i in range(1, len(text)):
        last, first = text[i - 1], text[i]
        if i in whole:
            scores[i] = 0
        elif last.isspace() or last in _NEVER_FIRST or first in _NEVER_LAST or first == "—":
            scores[i] = _SURE
    for match in _ALWAYS_WORDS.finditer(text):
        scores[match.start()] = scores[match.end()] = _SURE
    for i in range(1, len(text)):
        # Few characters are a word alone: the others go with the neighbour to which they are closer, to the left in doubt (推进会, 督查组).
        left, right = scores[i], scores[i + 1]
        if left > 0 and right > 0 and re.match(f"[{_HAN}]", text[i]) and text[i] not in _LEADING and text[i] not in _LEANING:
            scores[i if left < right + 0.6 else i + 1] = 0
    return scores


# The characters around a place that each group of BudouX's model looks at.
_WINDOWS = {
    "UW1": (-3, -2), "UW2": (-2, -1), "UW3": (-1, 0), "UW4": (0, 1), "UW5": (1, 2), "UW6": (2, 3),
    "BW1": (-2, 0), "BW2": (-1, 1), "BW3": (0, 2),
    "TW1": (-3, 0), "TW2": (-2, 1), "TW3": (-1, 2), "TW4": (0, 3),
}  # fmt: skip


@cache
def _model() -> tuple[dict[str, dict[str, int]], float]:
    """BudouX's weights for simplified Chinese, by group and characters, and what they must outweigh where a word ends."""
    import budoux  # noqa: PLC0415 - 20 ms that only a title wider than a row pays

    model = budoux.load_default_simplified_chinese_parser().model
    return model, sum(sum(group.values()) for group in model.values()) / 2


def _budoux_scores(text: str) -> list[float]:
    """For each place what BudouX adds up there: its own parser breaks above 0 and does not tell how far above."""
    model, threshold = _model()
    windows = [(model.get(group, {}), *window) for group, window in _WINDOWS.items()]
    scores = [_SURE]
    for i in range(1, len(text)):
        weights = (group.get(text[i + start : i + end], 0) for group, start, end in windows if i + start >= 0 and i + end <= len(text))
        scores.append((sum(weights) - threshold) / 1000)
    return [*scores, _SURE]


def _cuts(grips: list[int], ruler: _Ruler, longest: int) -> list[int]:
    """The places where a row may end, the first and the last one too: no two neighbours are further apart than a row is wide."""
    cuts = [0]
    pieces = [(0, len(grips) - 1)]
    while pieces:
        start, end = pieces.pop()
        if ruler.width(start, end) <= longest or end - start == 1:
            cuts.append(end)
            continue
        loosest = min(grips[start + 1 : end])
        places = [i for i in range(start + 1, end) if grips[i] == loosest]
        if loosest >= _IN_WORD:
            places = _thinned(start, places, end, ruler, longest)
        pieces.extend(reversed(list(pairwise([start, *places, end]))))
    return cuts


def _thinned(start: int, places: list[int], end: int, ruler: _Ruler, longest: int) -> list[int]:
    """As few of the places as cut a piece into parts that fit and are about equal: where none is good, all need not be weighed."""
    width = ruler.width(start, end)
    part = min(longest, width / -(-width // max(longest - 1, 1)) + 1)
    kept = []
    for place, following in pairwise([*places, end]):
        if ruler.width(start, following) > part:
            kept.append(place)
            start = place
    return kept


def _row_ends(cuts: list[int], costs: list[float], ruler: _Ruler, longest: int) -> list[int]:
    """The cheapest way to make rows of the pieces between the cuts, as the cuts that it uses.

    Found from the front: for each row the cheapest way that ends with it, apart for those where it is clearly narrower than the row above.
    """
    clauses = [0]  # how many clauses that want a row of their own have ended
    clause = 0
    for cut in cuts[1:]:
        clauses.append(clauses[-1] + (costs[cut] == 0 and ruler.width(clause, cut) > _ASIDE))
        clause = cut if costs[cut] == 0 else clause
    # ways[end][start, narrower] = (cost, width of the row, the key of the row above)
    ways: list[dict[tuple[int, bool], tuple[float, float, tuple[int, bool]]]] = [{} for _ in cuts]
    ways[0][0, False] = (0.0, 0.0, (0, False))
    for start in range(len(cuts) - 1):
        above = [(key, cost, width) for key, (cost, width, _) in ways[start].items()]
        for end in range(start + 1, len(cuts)):
            width = ruler.width(cuts[start], cuts[end])
            if width > longest and end > start + 1:
                break
            row = _ROW + costs[cuts[end]] + _SHORT_ROW * (width < _SHORT)
            if clauses[end - 1] > clauses[start] and max(costs[cuts[start]], costs[cuts[end]]) > _HALT:
                row += _CROSSED_CLAUSE
            for key, cost, width_above in above:
                wider = width - width_above if start else 0.0
                total = cost + row + _UNEVEN * abs(wider) + _HOURGLASS * (key[1] and wider > _SEEN)
                here = (start, wider < -_SEEN)
                if here not in ways[end] or total < ways[end][here][0]:
                    ways[end][here] = (total, width, key)
    end = len(cuts) - 1
    key = min(ways[end], key=lambda key: ways[end][key][0])
    ends = [end]
    while end:
        end, key = key[0], ways[end][key][2]
        ends.append(end)
    return [cuts[end] for end in reversed(ends)]
