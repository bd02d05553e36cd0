"""Many words looked for at once (Aho–Corasick), each on the borders of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bulletinc.text.lexicon import borders

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_AROUND = 12  # characters before and after a find that its words are told by


class WordFinder:
    """Finds words where they stand as words.

    ``words`` are pairs of a word and what would stand there instead; ``guards`` are words in which
    none of them is found. The longest that begins first is taken. One inside other words (必竟 in
    想必竟然) is passed over: by the lexicon, a word goes on over its border, and does so with the
    right word in its place as well.
    """

    def __init__(self, words: Sequence[tuple[str, str]], guards: Iterable[str]) -> None:
        self._words = words
        index = {word: at for at, (word, _right) in enumerate(words)}
        for guard in guards:
            if guard:
                index.setdefault(guard, -1)
        self._patterns = list(index)
        self._numbers = list(index.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Each find as ``[start, end)`` and the number of its word, in the order of the text."""
        for start, end, number in self.find_all(text):
            if self._stands_alone(text, start, end, self._words[number][1]):
                yield start, end, number

    def find_all(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Each find as :meth:`find` gives it, also inside other words: names are no words."""
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if (number := self._numbers[pattern]) >= 0:
                yield start, end, number

    @staticmethod
    def _stands_alone(text: str, start: int, end: int, right: str) -> bool:
        before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
        after = text[end : end + _AROUND].partition("\n")[0]
        wrong = text[start:end]
        ends = {len(before), len(before) + len(wrong)}
        cuts = borders(before + wrong + after)
        if ends <= cuts:
            return True
        # The lexicon does not know 必竟 and makes 必, 竟是 of 必竟是. Where each character belongs
        # to a word of several (步聚 in 一步|聚集, 末完成 in 年末|完成), those are meant.
        inside = range(min(ends), max(ends))
        lonely = any({at, at + 1} <= cuts for at in inside) and len(borders(wrong)) > 2
        # It knows 银行帐户, which is 银行 and a wrong word; 幸福度 is not 幸 and 福度.
        rest = (
            min(ends) - max(cut for cut in cuts if cut <= min(ends)),
            min(cut for cut in cuts if cut >= max(ends)) - max(ends),
        )
        whole = cuts.isdisjoint(inside[1:]) and 1 not in rest
        other = {len(before), len(before) + len(right)}
        return bool(right and (lonely or whole) and other <= borders(before + right + after))
