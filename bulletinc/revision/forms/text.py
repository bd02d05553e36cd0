"""Changes on a terminal: [-removed-] and {+added+}, in red and green where there is colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bulletinc.readers.intermediate import Comment
from bulletinc.readers.tracked_notes import commented
from bulletinc.revision.comparing import Change
from bulletinc.revision.naming import by_item, counted, named
from bulletinc.revision.words import Piece

_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_CONTEXT = 12  # characters that are shown around a change


def render(
    old: str,
    new: str,
    changes: Sequence[Change],
    comments: Sequence[Comment] = (),
    *,
    color: bool,
) -> str:
    """Show the changes by item, each on two lines."""
    lines = [f"{_visible(old)} → {_visible(new)}"]
    for context, here, said in by_item(changes, comments):
        shown = _visible(context or "—")
        lines += ["", f"{_BOLD}{shown}{_PLAIN}" if color else shown]
        for change in here:
            lines.append(f"  {named(change)}")
            lines.append(f"    {in_words(change.pieces, color=color)}")
        lines += [f"  {_visible(commented(replace(each, item='')))}" for each in said]
    return "\n".join([*lines, "", counted(len(changes)), ""])


def in_words(pieces: Sequence[Piece], *, color: bool = False) -> str:
    """Show the pieces of a line, what is kept shortened."""
    last = len(pieces) - 1
    return "".join(
        _piece(piece, color=color, first=at == 0, last=at == last)
        for at, piece in enumerate(pieces)
    )


def _piece(piece: Piece, *, color: bool, first: bool, last: bool) -> str:
    text = _visible(piece.text)
    if piece.kind == "removed":
        return f"{_RED}{text}{_PLAIN}" if color else f"[-{text}-]"
    if piece.kind == "added":
        return f"{_GREEN}{text}{_PLAIN}" if color else f"{{+{text}+}}"
    if (first and last) or len(text) <= 2 * _CONTEXT:
        return text
    if first:
        return f"…{text[-_CONTEXT:]}"
    return f"{text[:_CONTEXT]}…" if last else f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"


def _visible(text: str) -> str:
    """Return a text with control characters that a person can see."""
    return "".join(
        sign if sign.isprintable() or sign == "\u3000" else f"\\u{ord(sign):04x}" for sign in text
    )
