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
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bulletinc.text.characters import HAN
from bulletinc.text.typography import display, ems

_PAIRS = dict(zip("“‘（《〈〔【〖「『([{", "”’）》〉〕】〗」』)]}", strict=True))
_NEVER_LAST = frozenset(_PAIRS) | frozenset("·-–~～")
_CLAUSE_ENDS = frozenset("。，；：！？,;:!?")
_NEVER_FIRST = _CLAUSE_ENDS | frozenset(_PAIRS.values()) | frozenset("、…·％‰℃%.-–~～")

_LETTER = "[^\\W_\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
_LATIN = f"{_LETTER}(?:{_LETTER}|[-–—~～.,:/×+&'’@_%‰℃·](?={_LETTER}))*[%‰℃+]*"
# What no lexicon has as one word: 2026年3月5日, 3.6万人, 7×24小时, 第3期, Ⅲ-58号, a Latin word,
# 清溪—澄川, ——, ……
_WHOLE = (
    "\\d+年(?:\\d+月(?:\\d+日)?)?|\\d+月\\d+日|\\d+时\\d+分"
    f"|第?{_LATIN}(?:(?<=[\\d\u2160-\u217f])[百千万亿余多]*(?!关于|[暨的和与及在对])[{HAN}])?"
    f"|[{HAN}][—–～~-](?!—)[{HAN}]|—+|…+"
)

# Parts of speech in the letters of jieba's lexicon: a adjective, c conjunction, d adverb, f place,
# m number, n noun, p preposition, q measure, t time, u particle, v verb, vn verbal noun. In the
# titles of office prose some words are other than it says.
_KINDS = {
    **dict.fromkeys(
        "印发 调研 助力 优化 深化 激活 健全 丰富 启动 通过 落实 贯彻落实 深入开展".split(), "v"
    ),
    **dict.fromkeys("扎实 着力 全力 聚力 大力 有力 全面 深入 持续".split(), "d"),
    **dict.fromkeys("清单 成效".split(), "n"),
    "小时": "q",
    "高质量": "a",
    "暨": "c",
}
# A phrase ends with the first; a sentence halts before the second.
_SHELLS = frozenset("工作 活动 情况 任务 行动 会议 仪式 问题 报告 方案".split())
_HALTING = frozenset("关于 暨 在 对 让".split())
_DATES = frozenset("年 月 日 年度".split())
# Single characters that end a name; the second begin one (区政府) where none is before them.
_SUFFIXES = frozenset("会局委组办部厅处科室站所院队团员长性化制度率月日年号")
_REGIONS = frozenset("省市县区镇乡村")
_TWO_WORDS = re.compile("(?<=人民代表大会)(?=常务委员会)")

# Grips: twice the depth of quotations around the place, one more where words belong together; the
# others only where a piece is too wide. A row never starts with a blank: any other place is looser,
# and a blank at the end has no width.
_DEEPEST, _IN_WORD, _IN_UNIT, _AT_SIGN, _BEFORE_BLANK = 3, 8, 9, 10, 11
# What rows cost. Only the ratios matter, here and in _reading_cost; they were found on some seventy
# titles.
_ROW, _UNEVEN, _HOURGLASS, _SHORT_ROW, _CROSSED_CLAUSE, _HALT = 30.0, 0.6, 20.0, 40.0, 40.0, 4.0
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


@dataclass(slots=True)
class _Word:
    text: str
    kind: str
    start: int
    joined: bool = False  # whether it belongs to the word before it
    predicate: bool = (
        False  # whether a predicate begins with it or goes on: a verb, or an adverb before one
    )

    @property
    def leads(self) -> bool:
        return self.kind in ("p", "c") or self.text in _HALTING

    @property
    def is_part(self) -> bool:
        """Whether it is a single Han character and no function word: mostly part of a name or word
        that the lexicon does not have.
        """
        return (
            re.fullmatch(f"[{HAN}]", self.text) is not None
            and self.kind[0] != "u"
            and not self.leads
        )


def _words(text: str) -> list[_Word]:
    import rjieba

    # Without its guesses at other words, which may be wrong (区住|建局): their characters come
    # alone, and are joined below.
    tagged = [
        (part, kind)
        for word, kind in rjieba.tag(text, hmm=False)
        for part in _TWO_WORDS.split(word)
    ]
    starts = accumulate((len(word) for word, _ in tagged), initial=0)
    words = [
        _Word(word, _KINDS.get(word, kind), start)
        for (word, kind), start in zip(tagged, starts, strict=False)
        if not word.isspace()
    ]
    for before, word in pairwise(words):
        word.joined = _belong_together(before, word)
    is_noun = (
        True  # a verb is one when what it belongs to ends at once: 执行情况, 分解落实情况, 推进会
    )
    for word, after in zip(reversed(words), [None, *reversed(words)], strict=False):
        if word.text not in _SHELLS and word.kind in ("v", "vn"):
            is_noun = (
                is_noun or after is None or after.kind in ("uj", "c") or after.text in _SUFFIXES
            )
            word.predicate = word.kind == "v" and not is_noun
        else:
            word.predicate = (
                word.kind in ("d", "ad", "vd") and after is not None and after.predicate
            )
            is_noun = word.text in _SHELLS
    return words


def _belong_together(before: _Word, word: _Word) -> bool:
    if before.leads or word.kind[0] in "uf" or word.text in _SHELLS:
        return True
    if before.kind == "m" and word.kind in ("m", "mq", "q", "t"):
        return True  # 十二届七次, 2026年上半年
    if before.kind == "ns" and word.text[0] in _REGIONS:
        return True
    if (
        before.is_part
        and before.text not in _SUFFIXES
        and (before.text not in _REGIONS or not before.joined)
    ):
        return True
    return word.is_part and (
        word.text in _SUFFIXES
        or (word.kind[0] == "n" and (word.text not in _REGIONS or before.kind[0] in "njt"))
    )


def _places(text: str) -> tuple[list[int], list[float]]:
    """For each place its grip, and what it costs the reader when a row ends there."""
    whole = {
        i for match in re.finditer(_WHOLE, text) for i in range(match.start() + 1, match.end())
    }
    words = _words(text)
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
            costs[i] = 15 * depths[i] + _reading_cost(text, i, words, n)
    return grips, costs


def _reading_cost(text: str, i: int, words: list[_Word], n: int) -> float:
    """What a row's end costs before a word, by the signs and the parts of speech around it."""
    last, first = text[i - 1], text[i]
    two_before, before, word = words[max(n - 2, 0)], words[n - 1], words[n]
    if last.isspace() and re.match(_LETTER, first) and re.match(_LETTER, text[i - 2]):
        return 25
    if last in _CLAUSE_ENDS or last.isspace() or first == "—":
        return 0
    if word.text in _HALTING:
        return _HALT
    if word.kind == "c":
        return 8
    if first in "（〔(":
        return 16  # what is bracketed explains the word before it
    if last in "”’" and not word.predicate:
        return 19  # a quotation mostly goes with the noun behind it: “百日攻坚”行动
    if before.kind[0] == "u" or (before.text in _SHELLS and word.kind != "v"):
        return 7
    if before.text in _DATES:
        return 11
    if before.kind in ("m", "q") or (
        before.kind in ("a", "ad", "b", "d", "r") and not before.joined
    ):
        return 22  # 58号, 12个: a number counts what follows
    opens = two_before.leads or two_before.predicate or two_before.text in "”’"
    if opens and (len(before.text) == 2 or (two_before.predicate and before.kind != "x")):
        return 22  # 关于印发, 和社会: a single word does not part from what leads it
    if word.kind != "m" and n + 1 < len(words) and words[n + 1].text in _SUFFIXES:
        return 22  # 卫生健康局
    if word.predicate and (before.joined or not before.predicate):
        return 7
    if before.predicate and before.kind == "v":
        return 17
    return (
        14 if len(before.text) == len(word.text) == 2 else 11
    )  # four characters are like a word: 重点任务


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
                and max(costs[cuts[start]], costs[cuts[end]]) > _HALT
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
