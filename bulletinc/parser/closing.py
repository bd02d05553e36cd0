"""What closes a text: its indicator tag and its attribution."""

from __future__ import annotations

from typing import NamedTuple

from bulletinc.parser import attribution
from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import trimmed, visible


class Closing(NamedTuple):
    """A text, and the tag and attribution that close it, with a full stop that follows them."""

    text: tuple[Token, ...]
    tag: tuple[Token, ...] = ()
    attribution: tuple[Token, ...] = ()


def split(pieces: tuple[Token, ...]) -> Closing:
    """Take tags and one attribution from the end of a text, in whichever order they stand."""
    end = len(pieces)
    stop = pieces[-1:] if end and pieces[-1].text == "。" else ()
    first = end - len(stop)
    tag: tuple[Token, ...] = ()
    bracket: tuple[Token, ...] = ()
    while first:
        piece = pieces[first - 1]
        after = pieces[first : first + 1] if pieces[first : first + 1] == stop else ()
        if piece.kind == "tag" and (not tag or tag[0] is pieces[first]):
            tag = (piece, *(tag or after))
        elif (
            piece.kind == "FINAL_BRACKET"
            and not bracket
            and attribution.is_attribution(piece, _untagged(pieces[: first - 1]))
        ):
            bracket = (piece, *after)
        elif not piece.text.isspace() or not (tag or bracket):
            break
        first -= 1
    return Closing(trimmed(pieces[:first]), tag, bracket) if tag or bracket else Closing(pieces)


def _untagged(pieces: tuple[Token, ...]) -> str:
    return "".join("" if piece.kind == "tag" else visible((piece,)) for piece in pieces)
