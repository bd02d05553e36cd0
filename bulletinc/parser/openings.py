"""What stands before the text of a line: signs, names in brackets, the heading of a section."""

from __future__ import annotations

from dataclasses import replace

from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import Line, drawn_together, text_of, visible
from bulletinc.syntax import Text
from bulletinc.text.source import Span


def in_brackets(opening: Token) -> Text:
    """The name in 【简 讯】, drawn together; its span has the brackets."""
    bracket = opening.text.rstrip()
    span = Span(opening.start, opening.start + len(bracket))
    return Text(span, drawn_together(bracket.strip("*")[1:-1].strip()))


def typed(pieces: tuple[Token, ...]) -> Text:
    """Pieces as one text: a tag, an attribution."""
    return Text(Span(pieces[0].start, pieces[-1].end), visible(pieces).strip())


def sign_and_rest(line: Line) -> tuple[dict[str, Text], tuple[Token, ...]]:
    """The sign before a line, as a field of an item, and the rest."""
    if line.form != "signed" or line.opening is None:
        return {}, line.pieces
    sign = line.opening.text.strip()
    start = line.opening.start
    return {"sign": Text(Span(start, start + len(sign)), sign)}, line.pieces


def section_parts(line: Line) -> tuple[str, Text, Text | None]:
    """Marker, heading and numbering of a section: 【简 讯】 → 【】, 简讯; ◆ 要闻 → ◆."""
    opening = line.opening
    if line.form == "section" and opening:
        return "【】", in_brackets(opening), None
    if line.form == "signed" and opening:
        sign = opening.text.strip()
        heading = text_of(line.pieces)
        numbering = Text(Span(opening.start, opening.start + len(sign)), sign)
        return sign, replace(heading, text=drawn_together(heading.text)), numbering
    heading = text_of(line.whole)
    return "#" * line.hashes, replace(heading, text=drawn_together(heading.text)), None
