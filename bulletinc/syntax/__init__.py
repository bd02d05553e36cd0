"""The tree: what a bulletin says, node by node.

Every node is a frozen dataclass and carries its :class:`~bulletinc.text.source.Span`. Text is kept
as it was typed; only what the conventions of the format add as syntax (the brackets of a section,
the colon of a label, the marks of bold) is left out, because the layout draws it. Where a value has
a meaning beyond its letters (a date, an issue number), the tree has both: the meaning under its own
name, and the typed letters in a ``Text`` next to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeAlias

from bulletinc.syntax.blocks import (
    Annex,
    AnnexList,
    Block,
    Cell,
    Chart,
    ClosingNote,
    Contents,
    ContentsEntry,
    EditorNote,
    Figure,
    HeadlineForm,
    Instruction,
    Invalid,
    Item,
    LabelForm,
    List,
    Paragraph,
    Point,
    Remark,
    Residue,
    Row,
    Section,
    SignOff,
    Table,
)
from bulletinc.syntax.document import (
    Colophon,
    Distribution,
    Document,
    Entry,
    Field,
    Masthead,
)
from bulletinc.syntax.inlines import (
    Enumerator,
    Indicator,
    Inline,
    Strong,
    Text,
    UnitLead,
)

__all__ = [
    "Annex",
    "AnnexList",
    "Block",
    "Cell",
    "Chart",
    "ClosingNote",
    "Colophon",
    "Contents",
    "ContentsEntry",
    "Distribution",
    "Document",
    "EditorNote",
    "Entry",
    "Enumerator",
    "Field",
    "Figure",
    "HeadlineForm",
    "Indicator",
    "Inline",
    "Instruction",
    "Invalid",
    "Item",
    "LabelForm",
    "List",
    "Masthead",
    "Node",
    "Paragraph",
    "Point",
    "Remark",
    "Residue",
    "Row",
    "Section",
    "SignOff",
    "Strong",
    "Table",
    "Text",
    "UnitLead",
    "field_names",
    "walk",
]

Node: TypeAlias = (
    Document
    | Masthead
    | Block
    | Point
    | Row
    | Cell
    | Remark
    | ContentsEntry
    | Annex
    | Entry
    | Field
    | Distribution
    | Colophon
    | Text
    | Strong
    | Enumerator
    | UnitLead
    | Indicator
)


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes below it, each before its own, in the order of the fields."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        below: list[Node] = []
        for name in field_names(type(current)):
            value: Any = getattr(current, name)
            if isinstance(value, tuple):
                below += value
            elif value is not None and not isinstance(value, (str, int)):
                below.append(value)
        waiting += reversed(below)


def field_names(node_class: type) -> tuple[str, ...]:
    """Name the fields of a class but its span: nodes, tuples of nodes, texts, numbers, ``None``."""
    if node_class not in _FIELD_NAMES:
        names = tuple(field.name for field in fields(node_class) if field.name != "span")
        _FIELD_NAMES[node_class] = names
    return _FIELD_NAMES[node_class]


_FIELD_NAMES: dict[type, tuple[str, ...]] = {}  # computed once a class
