"""Places inside very long words where a line may break: without them they would run off the page.

Chinese text breaks by itself. What does not is an address, a long Latin word or number, and a row
of signs of which none may begin a line.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bulletinc.text.characters import HAN

_SIGNS = "\u3000-\u303f\uff01-\uff65"  # full-width ones, which end a word
_WORD = re.compile(rf"(?:(?![{HAN}{_SIGNS}])\S){{30,}}|[{_SIGNS}]{{30,}}")
# https://example.gov.cn/a/b: an address may break where its parts end; any other word anywhere.
_ADDRESS = re.compile(r"https?://|www\.|@")
_PART = re.compile(r"(?<=[/?=_@&])(?=\w)|(?=\.\w)", re.ASCII)
_LONGEST = 10  # characters of a piece


def pieces(text: str) -> list[str]:
    """The text in pieces between which a line may break; nearly every text is one."""
    places = {0, len(text)}
    for word in _WORD.finditer(text):
        parts = [0, len(word[0])]
        if _ADDRESS.search(word[0]):
            parts += [part.start() for part in _PART.finditer(word[0])]
        for start, end in pairwise(sorted({*parts})):
            places |= {word.start() + place for place in range(start, end, _LONGEST)}
    return [text[start:end] for start, end in pairwise(sorted(places))]
