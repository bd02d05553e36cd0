"""What is looked for: words that all have to be there, literally, and what narrows the search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletinc.archive.grams import fold, fold_with_places, is_one_run, phrase
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|＂([^＂]+)＂|(\S+)')
_PHRASES = 32  # that are looked up in the index; what is found is compared with all words
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What is looked for. ``words`` are folded, and each of them has to be in a passage.

    ``since`` and ``until`` are days, months or years in ISO 8601, both included. ``unit``,
    ``section`` and ``indicator`` are names or parts of them; empty where anything will do.
    """

    words: tuple[str, ...]
    since: str = ""
    until: str = ""
    unit: str = ""
    section: str = ""
    indicator: str = ""

    @property
    def phrases(self) -> str:
        """What the index is asked; empty where it can tell nothing."""
        found = sorted(filter(None, map(phrase, self.words)), key=len, reverse=True)
        return " AND ".join(dict.fromkeys(found[:_PHRASES]))

    @property
    def is_exact(self) -> bool:
        """Whether the index can tell all of it: else what it finds has to be compared."""
        return len(self.words) <= _PHRASES and all(map(is_one_run, self.words))

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked for than words."""
        return any((self.since, self.until, self.unit, self.section, self.indicator))

    def fits(self, text: str, names: str) -> bool:
        """Whether a text has all words, as they were typed; ``names``, which are folded, stand
        beside it.
        """
        if all(word in text for word in self.words):  # most are: to fold takes longer
            return True
        folded = f"{fold(text)}\n{names}"
        return all(word in folded for word in self.words)


def question(
    typed: str,
    *,
    since: str = "",
    until: str = "",
    unit: str = "",
    section: str = "",
    indicator: str = "",
) -> SearchQuestion:
    """Read a question as it was typed: words, and exact wordings in quotation marks.

    Raises BulletinError where there is no word, and for a day that is none.
    """
    words = dict.fromkeys(filter(None, map(_word, _QUOTED.finditer(typed))))
    if not words:
        raise BulletinError(
            _("There is no word to look for."), _("Type one, such as: bulletinc search 垃圾分类")
        )
    for option, day in (("--since", since), ("--until", until)):
        if day and not _DAY.fullmatch(day):
            raise BulletinError(
                _("{option} {value}: this is no day, month or year.").format(
                    option=option, value=day
                ),
                _("Write 2026, 2026-03 or 2026-03-05."),
            )
    return SearchQuestion(tuple(words), since, until, unit, section, indicator)


def marked(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand in a text, from the first to the last, none within another."""
    folded, places = fold_with_places(text)
    found: list[tuple[int, int]] = []
    for start, end in sorted(_occurrences(folded, words)):
        if not found or start >= found[-1][1]:
            found.append((start, end))
        elif end > found[-1][1]:
            found[-1] = (found[-1][0], end)
    return [(places[start], places[end - 1] + 1) for start, end in found]


def _occurrences(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + len(word))


def _word(found: re.Match[str]) -> str:
    return fold(next(filter(None, found.groups()))).strip()
