"""One line of text in, its pieces out. Only here and in ``tables`` Lark is known."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from lark import Lark, Token, Tree

from bulletinc.parser import tables
from bulletinc.resources import grammar

Start: TypeAlias = Literal["line", "strong", "tag", "masthead_line", "colophon_line"]

_BOLD = 2  # the length of **
# Terminals that have an inside, read with the start symbol that gives the piece its kind, and the length of their brackets.
_INSIDE: dict[str, tuple[Start, int]] = {"STRONG": ("strong", _BOLD), "TAG": ("tag", 1)}


class Piece(NamedTuple):
    """A rule or terminal of the grammar and what it covers. ``kind`` is its name there; a terminal has no ``parts``.

    The parts of ``strong`` and ``tag`` are what stands inside their marks and brackets; the text has these too.
    """

    kind: str
    start: int
    end: int
    text: str
    parts: tuple[Piece, ...] = ()


def read(text: str, offset: int, start: Start) -> Piece:
    """Read a text, stripped of white space at its ends and not empty. ``offset`` is where it begins in the source.

    Total: the terminals of the result, in order, are the text.
    """
    return _piece(_parser().parse(text, start=start), offset)


@cache
def _parser() -> Lark:
    return tables.parser(grammar("bulletin.lark"))


def _piece(node: Tree[Token], offset: int) -> Piece:
    """The grammar nests rules four deep at the most, so this recursion is bounded."""
    parts = []
    start = offset
    for child in node.children:
        if not isinstance(child, Token):
            parts.append(_piece(child, start))
        elif child.type == "BOLD_UNIT":
            unit = Piece("UNIT", start + _BOLD, start + len(child) - _BOLD, child.value[_BOLD:-_BOLD])
            parts.append(Piece("strong", start, start + len(child), child.value, (unit,)))
        elif child.type in _INSIDE:
            parts.append(_opened(child, start))
        else:
            parts.append(Piece(child.type, start, start + len(child), child.value))
        start = parts[-1].end
    return Piece(str(node.data), offset, start, "".join([part.text for part in parts]), tuple(parts))


def _opened(token: Token, offset: int) -> Piece:
    """A terminal with what stands inside it."""
    kind, bracket = _INSIDE[token.type]
    inside = token.value[bracket:-bracket]
    text = inside.strip()
    parts = read(text, offset + bracket + inside.index(text), kind).parts
    return Piece(kind, offset, offset + len(token), token.value, parts)
