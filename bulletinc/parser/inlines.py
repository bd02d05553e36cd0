"""Pieces of a line → inline nodes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import trimmed
from bulletinc.parser.numerals import number_in
from bulletinc.syntax import Enumerator, Indicator, Inline, Paragraph, Strong, Text, UnitLead
from bulletinc.text.characters import ROMAN_LEVELS
from bulletinc.text.source import Span

_PLAIN = frozenset(("TEXT", "RUN", "STOP"))  # most pieces by far


def paragraph(pieces: tuple[Token, ...], bold: bool = False) -> Paragraph | None:
    """The paragraph that the pieces make, ``None`` where they hold nothing but white space."""
    pieces = trimmed(pieces)
    if not pieces:
        return None
    span = Span(pieces[0].start, pieces[-1].end)
    nodes = inlines(pieces)
    return Paragraph(span, (Strong(span, nodes),) if bold else nodes)


def inlines(pieces: tuple[Token, ...]) -> tuple[Inline, ...]:
    """The inline nodes of the pieces. Neighbouring plain pieces become one text."""
    if len(pieces) == 1 and pieces[0].kind in _PLAIN:
        return (_text(pieces),)
    nodes: list[Inline] = []
    plain: list[Token] = []
    for piece in _spread(pieces):
        if piece.kind == "BREAK":  # the text goes on in the next typed line, as a node of its own
            if plain:
                nodes.append(_text(plain))
                plain = []
            continue
        node = None if piece.kind in _PLAIN else _node(piece)
        if node is None:
            plain.append(piece)
            continue
        if plain:
            nodes.append(_text(plain))
            plain = []
        nodes.append(node)
    if plain:
        nodes.append(_text(plain))
    return tuple(nodes)


def indicators(tag: Token) -> tuple[Indicator, ...]:
    """What a tag says: its codes."""
    return tuple(_indicator(part) for part in tag.parts if part.kind == "code")


def _spread(pieces: tuple[Token, ...]) -> Iterator[Token]:
    """The pieces, with a tag inside running text taken apart into its codes and what stands around
    them.
    """
    for piece in pieces:
        if piece.kind != "tag":
            yield piece
            continue
        start = piece.start
        for part in piece.parts:
            if part.kind == "code":
                yield _between(piece, start, part.start)
                yield part
                start = part.end
        yield _between(piece, start, piece.end)


def _between(piece: Token, start: int, end: int) -> Token:
    return Token("TEXT", start, end, piece.text[start - piece.start : end - piece.start])


def _node(piece: Token) -> Inline | None:
    """The node of a piece that has one of its own."""
    span = Span(piece.start, piece.end)
    match piece.kind:
        case "ENUMERATOR":
            return Enumerator(span, piece.text)
        case "UNIT":
            return UnitLead(span, piece.text)
        case "strong":
            return Strong(span, inlines(piece.parts))
        case "code":
            return _indicator(piece)
    return None


def _text(pieces: Sequence[Token]) -> Text:
    text = "".join([piece.text for piece in pieces])
    return Text(Span(pieces[0].start, pieces[-1].end), text)


def _indicator(code: Token) -> Indicator:
    """One code.

    NFKC folds full-width digits and spells Roman numeral signs in letters, which name the sign
    again.
    """
    parts = {part.kind: part.text for part in code.parts}
    level = unicodedata.normalize("NFKC", parts.get("LEVEL", "")).upper()
    name = " ".join(parts.get("NAME", "").split())
    number = number_in(parts["NUMBER"]) if "NUMBER" in parts else None
    return Indicator(
        Span(code.start, code.end), ROMAN_LEVELS.get(level, level), number, name, code.text.strip()
    )
