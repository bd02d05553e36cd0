"""The reading for people: one line a node, with its line in the draft, indented as the nodes hold
each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bulletinc.i18n import _
from bulletinc.kinds import load_kinds
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Chart,
    ClosingNote,
    Colophon,
    Contents,
    ContentsEntry,
    Document,
    EditorNote,
    Entry,
    Field,
    Figure,
    Instruction,
    Invalid,
    Item,
    List,
    Masthead,
    Paragraph,
    Point,
    Remark,
    Residue,
    Row,
    Section,
    SignOff,
    Table,
    Text,
    field_names,
)
from bulletinc.text.source import Source, Span, excerpt

_LONGEST = 48  # characters of a node's text
# Nodes that have a line of their own, with what is below them.
_BRANCHES = (
    Masthead, Section, Item, Contents, EditorNote, Instruction, List, Table, Annex, Colophon,
)  # fmt: skip
# Fields that say what others say, or that stand in their line's text.
_LEFT_OUT = frozenset(
    (
        "issuer", "serial", "signer", "name", "indicators", "sources", "heading", "numbering",
        "label", "printer", "recipients", "cells", "marker", "inlines", "path", "sign", "page",
        "person",
    )
)  # fmt: skip


_NUMBERED = ("一、", "（一）", "1.", "（1）", "①")


class _Node(NamedTuple):
    depth: int
    name: str
    span: Span


def outline(source: Source, document: Document) -> Iterator[str]:
    """The lines: number, name, text. Each part stands on one, in the order of the draft."""
    kind = next((each.title for each in load_kinds() if each.name == document.kind), document.kind)
    yield _("Kind: {kind}").format(kind=kind)
    for node in _below(document, 0):
        line = source.position(node.span.start)[0]
        text = excerpt(source.text[slice(*node.span)], _LONGEST)
        yield f"{line:>4}  {'  ' * node.depth}{node.name}　{text}"


def _below(node: Any, depth: int) -> Iterator[_Node]:
    """The nodes below one, in the order they were typed."""
    placed = [
        (each, field)
        for field in field_names(type(node))
        if field not in _left_out(node)
        for each in _values(getattr(node, field))
    ]
    for each, field in sorted(placed, key=lambda pair: (pair[0].span.start, pair[0].span.end)):
        name = _name(each, field)
        if isinstance(each, _BRANCHES):
            yield _Node(depth, name, _first(each))
            yield from _below(each, depth + 1)
        elif name:
            yield _Node(depth, name, each.span)


def _left_out(node: Any) -> frozenset[str]:
    """A masthead's name stands line by line in ``name_lines``."""
    if isinstance(node, Masthead):
        return _LEFT_OUT
    return _LEFT_OUT - {"name"} if isinstance(node, Document) else _LEFT_OUT


def _values(value: Any) -> tuple[Any, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None or isinstance(value, (str, int)) else (value,)


def _first(node: Any) -> Span:
    """What the line of a branch shows: its heading, label or headline; its own beginning where it
    has none.
    """
    for field in ("heading", "headline", "label", "lead", "title", "caption"):
        text = getattr(node, field, None)
        if isinstance(text, Text):
            start = getattr(node, "numbering", None) or getattr(node, "label", None) or text
            return Span(min(start.span.start, text.span.start), text.span.end)
    return Span(node.span.start, node.span.start)


def _name(node: Any, field: str) -> str:
    """What people call the node, by its field where that says more; empty for one that needs no
    line.
    """
    by_class = {
        Section: _("section"),
        Item: _("item"),
        Paragraph: _("paragraph"),
        List: _("list"),
        Point: _("point"),
        Table: _("table"),
        Row: _("table head") if field == "head" else _("table row"),
        Chart: _("chart"),
        Figure: _("figure"),
        Contents: _("contents"),
        ContentsEntry: _("contents entry"),
        EditorNote: _("editor's note"),
        Instruction: _("instructions"),
        Remark: _("remark"),
        Annex: _("annex"),
        Masthead: _("masthead"),
        Colophon: _("colophon"),
        Entry: _("glossary entry"),
        AnnexList: _("annex list"),
        SignOff: _("sign-off"),
        ClosingNote: _("closing note"),
        Residue: _("residue"),
        Invalid: _("unplaced"),
    }
    if isinstance(node, Section) and node.marker in _NUMBERED:
        return _("numbered heading")
    if type(node) in by_class:
        return by_class[type(node)]
    return _fields().get(field, "" if isinstance(node, Field) else field)


def _fields() -> dict[str, str]:
    return {
        "name_lines": _("name"),
        "issue": _("issue number"),
        "issuer_text": _("issuer"),
        "date_text": _("date"),
        "secrecy": _("secrecy"),
        "urgency": _("urgency"),
        "serial_text": _("serial number"),
        "signer_text": _("signer"),
        "remarks": _("remark"),
        "unplaced": _("unplaced"),
        "residue": _("residue"),
        "metadata": _("metadata"),
        "title": _("title"),
        "subtitle": _("subtitle"),
        "byline": _("byline"),
        "document_number": _("document number"),
        "salutation": _("addressee"),
        "headline": _("headline"),
        "lead": _("lead"),
        "tag": _("indicator tag"),
        "attribution": _("source"),
        "organs": _("sign-off"),
        "glossary_heading": _("glossary"),
        "caption": _("caption"),
        "unit": _("unit"),
        "notes": _("note"),
        "staff": _("staff"),
        "contacts": _("contact"),
        "distribution": _("distribution"),
        "copies_text": _("copies"),
        "imprint": _("printing line"),
        "keywords": _("keywords"),
    }
