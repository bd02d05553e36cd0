"""The words of a title: parts of speech, predicates, and which words belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bulletinc.text.characters import HAN
from bulletinc.text.lexicon import tagged

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
SHELLS = frozenset("工作 活动 情况 任务 行动 会议 仪式 问题 报告 方案".split())
HALTING = frozenset("关于 暨 在 对 让".split())
DATES = frozenset("年 月 日 年度".split())
# Single characters that end a name; the second begin one (区政府) where none is before them.
SUFFIXES = frozenset("会局委组办部厅处科室站所院队团员长性化制度率月日年号")
_REGIONS = frozenset("省市县区镇乡村")
# jieba has 人民代表大会常务委员会 as one.
_TWO_WORDS = re.compile("(?<=人民代表大会)(?=常务委员会)")


@dataclass(slots=True)
class Word:
    """A word of a title and where it starts.

    ``joined``: it belongs to the word before it. ``predicate``: a predicate begins with it or goes
    on, so it is a verb, or an adverb before one.
    """

    text: str
    kind: str
    start: int
    joined: bool = False
    predicate: bool = False

    @property
    def leads(self) -> bool:
        """Whether it belongs to what follows: 关于, 对, 和."""
        return self.kind in ("p", "c") or self.text in HALTING

    @property
    def is_part(self) -> bool:
        """Whether it is a single Han character and no function word.

        It is mostly part of a name or word that the lexicon does not have.
        """
        return (
            re.fullmatch(f"[{HAN}]", self.text) is not None
            and self.kind[0] != "u"
            and not self.leads
        )


def split_words(text: str) -> list[Word]:
    """The words of a title, each with its part of speech. Blanks are none."""
    # Characters of words that the lexicon does not have come alone, and are joined below.
    parts = [(part, kind) for word, kind in tagged(text) for part in _TWO_WORDS.split(word)]
    starts = accumulate((len(word) for word, _ in parts), initial=0)
    words = [
        Word(word, _KINDS.get(word, kind), start)
        for (word, kind), start in zip(parts, starts, strict=False)
        if not word.isspace()
    ]
    for before, word in pairwise(words):
        word.joined = _belong_together(before, word)
    _find_predicates(words)
    return words


def _find_predicates(words: list[Word]) -> None:
    """Mark the predicates, from the end: a verb is a noun if what it belongs to ends at once."""
    is_noun = True
    for word, after in zip(reversed(words), [None, *reversed(words)], strict=False):
        if word.text not in SHELLS and word.kind in ("v", "vn"):
            # 执行|情况, 分解落实|情况, 推进|会: the verb names something
            ends = after is None or after.kind in ("uj", "c") or after.text in SUFFIXES
            is_noun = is_noun or ends
            word.predicate = word.kind == "v" and not is_noun
        else:
            # 扎实|推进: an adverb before a verb
            adverb = word.kind in ("d", "ad", "vd")
            word.predicate = adverb and after is not None and after.predicate
            is_noun = word.text in SHELLS


def _belong_together(before: Word, word: Word) -> bool:
    # 关于|…, …|的, …|上, …|工作
    if before.leads or word.kind[0] in "uf" or word.text in SHELLS:
        return True
    # 十二届|七次, 2026年|上半年
    if before.kind == "m" and word.kind in ("m", "mq", "q", "t"):
        return True
    # 清溪|区
    if before.kind == "ns" and word.text[0] in _REGIONS:
        return True
    # 柳|荫街道, but not 局|长… or (清溪)区|政府
    may_begin = before.text not in _REGIONS or not before.joined
    if before.is_part and before.text not in SUFFIXES and may_begin:
        return True
    if not word.is_part:
        return False
    # 推进|会; 石桥|镇, where the region's name is a noun
    ends_a_name = word.text not in _REGIONS or before.kind[0] in "njt"
    return word.text in SUFFIXES or (word.kind[0] == "n" and ends_a_name)
