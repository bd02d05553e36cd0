"""What the end of a row costs before a word of a title: a table, the first case that fits holds.

Only the ratios of costs matter; they were found on some seventy titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bulletinc.theme.title_words import DATES, HALTING, SHELLS, SUFFIXES, Word

LETTER = "[^\\W_\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
CLAUSE_ENDS = frozenset("。，；：！？,;:!?")
HALT = 4.0

_DEFAULT = 11.0


@dataclass(frozen=True, slots=True)
class Boundary:
    """The place before ``words[number]``, which is at ``at`` in the text."""

    text: str
    at: int
    words: Sequence[Word]
    number: int

    @property
    def last(self) -> str:
        """The character before the place."""
        return self.text[self.at - 1]

    @property
    def first(self) -> str:
        """The character after it."""
        return self.text[self.at]

    @property
    def two_before(self) -> Word:
        """The word before the word before the place; the first one where there is none."""
        return self.words[max(self.number - 2, 0)]

    @property
    def before(self) -> Word:
        """The word before the place."""
        return self.words[self.number - 1]

    @property
    def word(self) -> Word:
        """The word after it."""
        return self.words[self.number]

    @property
    def after(self) -> Word | None:
        """The word after that."""
        return self.words[self.number + 1] if self.number + 1 < len(self.words) else None


def _is_between_latin_words(place: Boundary) -> bool:
    if not place.last.isspace() or not re.match(LETTER, place.first):
        return False
    return re.match(LETTER, place.text[place.at - 2]) is not None


def _is_after_a_clause(place: Boundary) -> bool:
    return place.last in CLAUSE_ENDS or place.last.isspace() or place.first == "—"


def _is_counted(place: Boundary) -> bool:
    kind = place.before.kind
    qualifies = kind in ("a", "ad", "b", "d", "r") and not place.before.joined
    return kind in ("m", "q") or qualifies


def _is_led(place: Boundary) -> bool:
    leader, before = place.two_before, place.before
    if not (leader.leads or leader.predicate or leader.text in "”’"):
        return False
    return len(before.text) == 2 or (leader.predicate and before.kind != "x")


_COSTS: tuple[tuple[float, Callable[[Boundary], bool]], ...] = (
    # Bulletin |Compiler
    (25, _is_between_latin_words),
    # 清溪区：|…, 第一章　|…, …|——
    (0, _is_after_a_clause),
    # …|关于…, …|暨…
    (HALT, lambda place: place.word.text in HALTING),
    # …|和…
    (8, lambda place: place.word.kind == "c"),
    # 方案|（试行）: what is bracketed explains the word before it
    (16, lambda place: place.first in "（〔("),
    # “百日攻坚”|行动: a quotation mostly goes with the noun after it
    (19, lambda place: place.last in "”’" and not place.word.predicate),
    # …的|…
    (7, lambda place: place.before.kind[0] == "u"),
    # …工作|的…, …活动|…
    (7, lambda place: place.before.text in SHELLS and place.word.kind != "v"),
    # 2026年|…
    (11, lambda place: place.before.text in DATES),
    # 58|号, 12个|…, 高质量|…: a number counts what follows
    (22, _is_counted),
    # 关于印发|…, 和社会|…: a single word does not part from what leads it
    (22, _is_led),
    # 卫生|健康局
    (
        22,
        lambda place: (
            place.word.kind != "m" and place.after is not None and place.after.text in SUFFIXES
        ),
    ),
    # …|扎实推进…: a predicate begins
    (
        7,
        lambda place: place.word.predicate and (place.before.joined or not place.before.predicate),
    ),
    # 推进|…: a verb and its object
    (17, lambda place: place.before.predicate and place.before.kind == "v"),
    # 重点|任务: four characters are like a word
    (14, lambda place: len(place.before.text) == len(place.word.text) == 2),
)


def reading_cost(place: Boundary) -> float:
    """What a row's end costs there, by the signs and the parts of speech around it."""
    return next((cost for cost, fits in _COSTS if fits(place)), _DEFAULT)
