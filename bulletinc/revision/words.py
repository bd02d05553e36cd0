"""The very words that were changed in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

PieceKind: TypeAlias = Literal["kept", "removed", "added"]

# A number with its decimals, a Latin word, a mark of bold, any other character.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\*\*|.", re.DOTALL)
_SHORTEST_KEPT = 2  # tokens: less between two changes is part of them
_LONGEST = 4000  # tokens that are compared one by one


class Piece(NamedTuple):
    """A part of a changed line."""

    kind: PieceKind
    text: str


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """Return the line in pieces: kept, removed and added."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _LONGEST or len(after) > _LONGEST:
        return tuple(piece for piece in (Piece("removed", old), Piece("added", new)) if piece.text)
    return tuple(_pieces(before, after))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    removed: list[str] = []
    added: list[str] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (step, i, j, k, last) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        if step == "equal" and (j - i >= _SHORTEST_KEPT or not inside):
            yield from _changed(removed, added)
            removed, added = [], []
            yield Piece("kept", "".join(before[i:j]))
        else:
            removed += before[i:j]
            added += after[k:last]
    yield from _changed(removed, added)


def _changed(removed: list[str], added: list[str]) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", "".join(removed))
    if added:
        yield Piece("added", "".join(added))
