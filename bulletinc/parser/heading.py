"""Whether a line that begins with a number is a heading or a point of a list. Decided here and nowhere else.

A heading stands on its own line, or runs in: it is then its first sentence, and the text goes on after the full stop. A
long sentence (50 characters, 30 below level 2), one that ends with ； or ：, and a numbered sentence that nothing follows
(below level 2) are points of a list and stay paragraphs.
"""

from __future__ import annotations

from typing import NamedTuple

from bulletinc.parser.grammar import Piece
from bulletinc.parser.lines import Line, trimmed, visible
from bulletinc.syntax import Marker

_LEVELS: dict[str, tuple[int, Marker]] = {
    "CHAPTER": (1, "一、"),
    "PART": (2, "（一）"),
    "POINT": (3, "1."),
    "SUBPOINT": (4, "（1）"),
    "CIRCLED": (5, "①"),
}
_LONGEST = 60
_LONGEST_RUN_IN = {1: 50, 2: 50, 3: 30, 4: 30, 5: 30}  # by level


class Heading(NamedTuple):
    """A heading, and the text that goes on after it in the same line."""

    level: int
    marker: Marker
    title: tuple[Piece, ...]
    run_in: bool
    rest: tuple[Piece, ...]


def split(line: Line) -> Heading | None:
    """The heading that a line of the form ``heading`` is or begins with; ``None`` for a point of a list."""
    if line.opening is None:
        return None
    level, marker = _LEVELS[line.opening.kind]
    for index, piece in enumerate(line.pieces):
        title, rest = line.pieces[:index], trimmed(line.pieces[index + 1 :])
        if piece.kind == "strong" and piece.text.rstrip("*").endswith("。") and index == 0:  # 一、**…。**…
            return None
        if piece.kind == "STOP" and piece.text == "。":
            closed = bool(title) and len(visible(title)) <= _LONGEST_RUN_IN[level] and (bool(rest) or level <= 2)
            return Heading(level, marker, title, True, rest) if closed else None
        if piece.kind == "STOP" and piece.text in "；;：:" and (rest or piece.text in "；;"):
            return None
    text = visible(line.pieces)
    if not text.strip() or len(text) > _LONGEST or text[-1] in "，,、":
        return None
    return Heading(level, marker, line.pieces, False, ())
