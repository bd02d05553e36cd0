"""A draft as rules see it: its text, its tree, and what its office has settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from bulletinc.kinds import Kind, load_kinds
from bulletinc.project import Project
from bulletinc.source import Source, Span
from bulletinc.syntax import Document, Item, Node, Paragraph, Residue, Section, walk

_Node = TypeVar("_Node")


@dataclass(frozen=True)
class Draft:
    """A draft to be checked. What several rules ask for is found once."""

    source: Source
    document: Document
    project: Project = field(default_factory=Project)

    @property
    def text(self) -> str:
        """The whole text, which all spans count in."""
        return self.source.text

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of the tree, each before its own."""
        return tuple(walk(self.document))

    def all(self, kind: type[_Node]) -> Iterator[_Node]:
        """All nodes of a class."""
        return (node for node in self.nodes if isinstance(node, kind))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items."""
        return tuple(self.all(Item))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs of running text."""
        return tuple(self.all(Paragraph))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, of every level."""
        return tuple(self.all(Section))

    @cached_property
    def kind(self) -> Kind:
        """The kind of bulletin that it was read as."""
        return next(kind for kind in load_kinds() if kind.name == self.document.kind)

    @cached_property
    def residue(self) -> tuple[Span, ...]:
        """What a web page left behind: nothing in there is the editor's."""
        return tuple(node.span for node in self.all(Residue))

    def written(self, span: Span) -> str:
        """The text of a span as it was typed."""
        return self.source.text[span.start : span.end]
