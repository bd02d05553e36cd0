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
# 阿依古丽·买买提, 北京—上海, 2～3天: these stand at no beginning of a line (GB/T 15834-2011, 5.1).
_JOINED = re.compile(r"\S(?:[·・～]|(?<!—)—(?!—))")
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


def joined(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, and whether a piece is never broken: a sign with what it follows."""
    found: list[tuple[str, bool]] = []
    at = 0
    for sign in _JOINED.finditer(text):
        found += [(text[at : sign.start()], False), (sign[0], True)]
        at = sign.end()
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]
