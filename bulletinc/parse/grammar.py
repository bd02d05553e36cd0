"""The only module that knows Lark: one line of text in, its pieces out."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from lark import Lark, Token, Tree

from bulletinc.resources import grammar

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
    return _piece(_parser().parse(text, start=start), offset)


@cache
def _parser() -> Lark:
    return Lark(grammar("bulletin.lark"), parser="lalr", lexer="contextual", start=list(STARTS), maybe_placeholders=False)


def _piece(node: Tree[Token], offset: int) -> Piece:
    """The grammar nests rules four deep at the most, so this recursion is bounded."""
    parts = []
    start = offset
    for child in node.children:
        if isinstance(child, Token):
            parts.append(Piece(child.type, start, start + len(child), child.value))
        else:
            parts.append(_piece(child, start))
        start = parts[-1].end
    return Piece(str(node.data), offset, start, "".join([part.text for part in parts]), tuple(parts))
