"""The words that offices use (unit names' endings, labels of the colophon …):
``grammar/words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from bulletinc.resources import grammar
from bulletinc.text.patterns import pattern

_PLACE = pattern(r"\$\{(spaced )?(\w+\.\w+)\}")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """All lists, by table and name: ``colophon.staff``."""
    return {
        f"{table}.{name}": tuple(words)
        for table, lists in tomllib.loads(grammar("words.toml")).items()
        for name, words in lists.items()
    }


def words(*names: str) -> tuple[str, ...]:
    """The words of these lists, in their order. Raises KeyError for a list that does not exist."""
    return tuple(word for name in names for word in _lists()[name])


def pattern_of(*names: str) -> str:
    """A regular expression that finds any word of these lists, the longest first.

    The lists under ``patterns`` are regular expressions already and keep their order.
    """
    if names[0].startswith("patterns."):
        return "|".join(words(*names))
    longest_first = sorted(set(words(*names)), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))


def spaced(name: str) -> str:
    """The same with white space between the letters, as offices stretch short words: 目　录."""
    longest_first = sorted(words(name), key=lambda word: (-len(word), word))
    return "|".join(r"\s*".join(word) for word in longest_first)


def with_words(text: str) -> str:
    """The text of a grammar with each ``${table.name}`` replaced by the pattern of that list.

    ``${spaced table.name}`` allows white space between the letters of its words.
    """
    return _PLACE.sub(lambda place: (spaced if place[1] else pattern_of)(place[2]), text)
