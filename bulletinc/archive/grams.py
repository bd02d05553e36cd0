"""Text cut for the index: ideographs in overlapping pairs, Latin words and numbers whole.

``垃圾分类，5G`` becomes 垃圾 圾分 分类 类 5g. So a word of two characters is one entry, a longer
one is entries in a row, and a single one is the beginning of entries. Nothing has to know what a
word is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from operator import add

_LATIN = "0-9a-zß-öø-ɏ"
_RUN = re.compile(rf"(?P<latin>[{_LATIN}]+)|[^\W_{_LATIN}]+")
_MOST_GRAMS = 64  # of a phrase that are looked up: what is found is compared whole


def fold(text: str) -> str:
    """The text as it is compared: full-width letters as narrow ones, capitals as small ones.

    ``Ⅲ－58`` and ``III-58`` are the same then.
    """
    return unicodedata.normalize("NFKC", text).lower()


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters where it stands in the text."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, range(len(text) + 1)
    pieces = [fold(sign) for sign in text]
    places = [place for place, piece in enumerate(pieces) for _sign in piece]
    return "".join(pieces), [*places, len(text)]


def cut(text: str) -> str:
    """The entries of a text in their order, separated by blanks."""
    entries: list[str] = []
    for run in _RUN.finditer(fold(text)):
        entries += _grams(run)
    return " ".join(entries)


def phrase(word: str) -> str:
    """The FTS5 phrase that finds a word; empty where it has no letter that could be looked up.

    Whatever stands in the word is looked for as it is: it has no operators.
    """
    runs = list(_RUN.finditer(fold(word)))
    entries = [entry for run in runs for entry in _grams(run)]
    if not entries:
        return ""
    begins = runs[-1].end() == len(fold(word)) and not entries[-1].isdecimal()
    if runs[-1]["latin"] is None and len(runs[-1][0]) > 1:
        entries.pop()  # 类 of 垃圾分类, after which anything may follow
        begins = False
    if len(entries) > _MOST_GRAMS:
        entries, begins = entries[:_MOST_GRAMS], False
    return f'"{" ".join(entries)}"' + "*" * begins


def is_one_run(word: str) -> bool:
    """Whether its phrase finds just this word: it is of one sort of letters, and not too long."""
    found = _RUN.fullmatch(fold(word))
    return found is not None and len(_grams(found)) <= _MOST_GRAMS


def _grams(run: re.Match[str]) -> list[str]:
    text = run[0]
    if run["latin"] is not None:
        return [text]
    return [*map(add, text, text[1:]), text[-1]]
