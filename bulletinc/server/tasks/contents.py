"""The outline of a draft: its sections, headings, items, tables and what else one looks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bulletinc.i18n import _
from bulletinc.server.positions import BrowserPositions
from bulletinc.syntax import (
    Annex,
    Chart,
    Colophon,
    Contents,
    Document,
    EditorNote,
    Figure,
    Instruction,
    Item,
    Masthead,
    Node,
    Section,
    Table,
    field_names,
)
from bulletinc.text.source import Source, Span, excerpt

_LONGEST = 40  # characters of an entry
_NAMED = ("headline", "label", "heading", "title", "caption", "lead")
_TYPES: dict[type, str] = {
    Masthead: "masthead",
    Section: "section",
    Item: "item",
    Table: "table",
    Chart: "figure",
    Figure: "figure",
    Contents: "contents",
    EditorNote: "note",
    Instruction: "note",
    Annex: "annex",
    Colophon: "colophon",
}


def headings(
    source: Source, document: Document, positions: BrowserPositions
) -> list[dict[str, Any]]:
    """The entries in the order of the draft, each with its depth."""
    entries: list[dict[str, Any]] = []
    if document.title:
        text = excerpt(document.title.text, _LONGEST)
        span = positions.of(document.title.span)
        entries.append({**span, "depth": 0, "type": "title", "text": text})
    for node, depth in _placed(document, 0):
        entries.append(
            {
                **positions.of(node.span),
                "depth": depth,
                "type": _type(node),
                "text": _text(source, node),
            }
        )
    return entries


def _placed(node: Node, depth: int) -> Iterator[tuple[Any, int]]:
    """The nodes that are entries, with their depth, in the order that they were typed in."""
    waiting = [(node, depth)]
    while waiting:
        current, depth = waiting.pop()
        if type(current) in _TYPES:
            yield current, depth
            depth += 1
        if isinstance(current, (Masthead, Table, Colophon, Contents)):
            continue
        below = [
            each
            for name in field_names(type(current))
            if isinstance(value := getattr(current, name), tuple) or hasattr(value, "span")
            for each in (value if isinstance(value, tuple) else (value,))
        ]
        below.sort(key=lambda each: each.span, reverse=True)
        waiting += [(each, depth) for each in below]


def _type(node: Node) -> str:
    if isinstance(node, Section) and node.marker != "【】":
        return "heading"
    return _TYPES[type(node)]


def _text(source: Source, node: Node) -> str:
    match node:
        case Masthead():
            return _("masthead")
        case Colophon():
            return _("colophon")
        case Contents() if node.heading is None:
            return _("contents")
        case Section() if node.numbering:
            return excerpt(f"{node.numbering.text}{node.heading.text}", _LONGEST)
        case _:
            pass
    named = (getattr(node, name, None) for name in _NAMED)
    text = next((each.text for each in named if each is not None), None)
    return excerpt(source.text[_whole(node.span)] if text is None else text, _LONGEST)


def _whole(span: Span) -> slice:
    return slice(span.start, span.end)
