"""Which parts of a draft an editor sees in a colour of their own, by the tree."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.server.positions import BrowserPositions
from bulletinc.syntax import (
    Chart,
    ClosingNote,
    Colophon,
    Contents,
    Distribution,
    Document,
    EditorNote,
    Field,
    Figure,
    Indicator,
    Instruction,
    Invalid,
    Item,
    Masthead,
    Node,
    Residue,
    Section,
    SignOff,
    Strong,
    Table,
    Text,
    UnitLead,
    walk,
)
from bulletinc.text.source import Span

_WHOLE: dict[type, str] = {
    Masthead: "masthead",
    Colophon: "colophon",
    Field: "field",
    Distribution: "field",
    Table: "table",
    Chart: "figure",
    Figure: "figure",
    Contents: "note",
    EditorNote: "note",
    Instruction: "note",
    ClosingNote: "note",
    SignOff: "signoff",
    Strong: "strong",
    UnitLead: "lead",
    Indicator: "tag",
    Residue: "residue",
    Invalid: "invalid",
}


def coloured(document: Document, positions: BrowserPositions) -> list[tuple[int, int, str]]:
    """Spans with the name of their part, in order; an inner one after the one around it."""
    found = {(span, name) for node in walk(document) for span, name in _parts(node)}
    return [
        (positions(span.start), positions(span.end), name)
        for span, name in sorted(found, key=lambda each: (each[0].start, -each[0].end, each[1]))
        if span.end > span.start
    ]


def _parts(node: Node) -> Iterator[tuple[Span, str]]:
    if name := _WHOLE.get(type(node)):
        yield node.span, name
    match node:
        case Section():
            start = node.numbering or node.heading
            span = Span(min(start.span.start, node.heading.span.start), node.heading.span.end)
            yield span, "section" if node.marker == "【】" else "heading"
        case Item():
            yield from _named(node, "label", "headline", "lead", "tag", "attribution", "byline")
        case Masthead():
            yield from ((line.span, "name") for line in node.name_lines)
            yield from ((line.span, "issue") for line in node.issue)
        case Document():
            yield from _named(node, "title", "salutation", "glossary_heading")
        case _:
            pass


def _named(node: Node, *fields: str) -> Iterator[tuple[Span, str]]:
    for name in fields:
        text = getattr(node, name)
        if isinstance(text, Text):
            yield text.span, _CLASSES.get(name, name)


_CLASSES = {"title": "headline", "salutation": "note", "glossary_heading": "heading"}
