"""Whether a line that begins with a number is a heading or a point of a list. Decided here and nowhere else.

A heading stands on its own line, or runs in: it is then its first sentence, and the text goes on after the full stop. A
long sentence (50 characters, 30 below level 2), one that ends with ； or ：, and a numbered sentence that nothing follows
(below level 2) are points of a list and stay paragraphs.
"""

from __future__ import annotations

from typing import NamedTuple

from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import BodyLine, trimmed, visible

_LEVELS: dict[str, tuple[int, str]] = {
    "CHAPTER": (1, "一、"),
    "PART": (2, "（一）"),
    "POINT": (3, "1."),
    "SUBPOINT": (4, "（1）"),
    "CIRCLED": (5, "①"),
}
_LONGEST = 60
_MAIN_LEVELS = 2
_LONGEST_RUN_IN = {1: 50, 2: 50, 3: 30, 4: 30, 5: 30}  # by level


class Heading(NamedTuple):
    """A heading, and the text that goes on after it in the same line. ``stop``: a full stop closes it."""

    level: int
    marker: str
    title: tuple[Token, ...]
    stop: bool
    rest: tuple[Token, ...]


def split(line: BodyLine) -> Heading | None:
    """The heading that a line of the form ``heading`` is or begins with; ``None`` for a point of a list."""
    if line.opening is None:
        return None
    level, marker = _LEVELS[line.opening.kind]
    if line.pieces and line.pieces[0].kind == "strong" and line.pieces[0].text.endswith("。**"):
        return None  # 1.**…。**…: a bold lead, not a heading
    stop = next((index for index, piece in enumerate(line.pieces) if piece.kind == "STOP"), None)
    if stop is None:
        text = visible(line.pieces)
        own_line = bool(text.strip()) and len(text) <= _LONGEST and text[-1] not in "，,、"
        return Heading(level, marker, line.pieces, stop=False, rest=()) if own_line else None
    title, sign, rest = line.pieces[:stop], line.pieces[stop].text, trimmed(line.pieces[stop + 1 :])
    if sign == "。":
        closed = (
            bool(title)
            and len(visible(title)) <= _LONGEST_RUN_IN[level]
            and (bool(rest) or level <= _MAIN_LEVELS)
        )
        return Heading(level, marker, title, stop=True, rest=rest) if closed else None
    if sign in "：:" and not rest and len(line.text) <= _LONGEST:
        return Heading(level, marker, line.pieces, stop=False, rest=())
    return None
