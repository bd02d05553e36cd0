"""The only module that knows Lark: one line of text in, its pieces out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from bulletinc.resources import grammar

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

Start: TypeAlias = Literal["line", "masthead_line", "colophon_line"]
STARTS: tuple[Start, ...] = ("line", "masthead_line", "colophon_line")


class Piece(NamedTuple):
    """A rule or terminal of the grammar and what it covers. ``kind`` is its name there; a terminal has no ``parts``."""

    kind: str
    start: int
    end: int
    text: str
    parts: tuple[Piece, ...] = ()


def read(text: str, offset: int, start: Start) -> Piece:
    """Read one line, stripped of white space at its ends and not empty. ``offset`` is where it begins in the source.

    Total: the terminals of the result, in order, are the line.
    """
    return _piece(_parser().parse(text, start=start), text, offset)


@cache
def _parser() -> Lark:
    from lark import Lark  # here, so that reading a kind or a version does not pay for it

    return Lark(grammar("bulletin.lark"), parser="lalr", lexer="contextual", start=list(STARTS), maybe_placeholders=False)


def _piece(node: Tree[Token], text: str, offset: int) -> Piece:
    """The grammar nests rules four deep at the most, so this recursion is bounded."""
    parts = tuple(
        Piece(child.type, offset + child.start_pos, offset + child.end_pos, child.value)  # type: ignore[operator]
        if hasattr(child, "start_pos")
        else _piece(child, text, offset)
        for child in node.children
    )
    start, end = (parts[0].start, parts[-1].end) if parts else (offset, offset)
    return Piece(node.data, start, end, text[start - offset : end - offset], parts)
