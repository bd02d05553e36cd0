"""The words of a Chinese text, by jieba's lexicon: where one ends and the next begins."""

from __future__ import annotations

from itertools import accumulate


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with its part of speech in the letters of jieba's lexicon.

    Without its guesses at other words, which may be wrong (区住|建局): their characters come alone.
    """
    import rjieba

    return list(rjieba.tag(text, hmm=False))


def borders(text: str) -> frozenset[int]:
    """The offsets at which a word of a text begins or ends."""
    import rjieba

    words = rjieba.cut(text, hmm=False)
    return frozenset(accumulate((len(word) for word in words), initial=0))
