"""The very words that were changed in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
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


class WordEdit(NamedTuple):
    """Characters ``start`` to ``end`` of a line that became ``text``."""

    start: int
    end: int
    text: str


def word_edits(old: str, new: str) -> tuple[WordEdit, ...]:
    """Return what makes the new line of the old one, word by word, in order."""
    if old == new:
        return ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _LONGEST or len(after) > _LONGEST:
        return (WordEdit(0, len(old), new),)
    starts = list(accumulate(map(len, before), initial=0))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        WordEdit(starts[i], starts[j], "".join(after[k:last]))
        for step, i, j, k, last in steps
        if step != "equal"
    )


def merged_words(base: str, one: str, two: str) -> str | None:
    """Return a line with the changes of both sides; ``None`` where they touch each other."""
    edits = sorted({*word_edits(base, one), *word_edits(base, two)})
    if any(left.end >= right.start for left, right in pairwise(edits)):
        return None
    return applied(base, edits)


def applied(text: str, edits: Iterable[WordEdit]) -> str:
    """Return a text with edits made, which are in order and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
