"""What a rule is given of a draft: its text, its tree, and the settings of its office."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from bulletinc.kinds import Kind, load_kinds
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.project import Project
from bulletinc.syntax import Document, Item, Node, Paragraph, Residue, Section, walk
from bulletinc.text.source import Source, Span

_Node = TypeVar("_Node")


@dataclass(frozen=True, eq=False)
class CheckContext:
    """A draft to be checked: source, tree and settings, and where its pictures are.

    What several rules need is computed once, here or by a cached function of the last draft.
    """

    source: Source
    document: Document
    project: Project = field(default_factory=Project)
    pictures: PictureFolder = field(default_factory=PictureFolder)

    def __post_init__(self) -> None:
        masthead = self.document.masthead
        if masthead and masthead.name:
            object.__setattr__(self, "project", self.project.of_draft(masthead.name.text))

    @property
    def text(self) -> str:
        """The whole text, which all spans count in."""
        return self.source.text

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes of the tree, each before its own."""
        return tuple(walk(self.document))

    @cached_property
    def _by_class(self) -> dict[type, list[Any]]:
        found: dict[type, list[Any]] = {}
        for node in self.nodes:
            found.setdefault(type(node), []).append(node)
        return found

    def all(self, kind: type[_Node]) -> tuple[_Node, ...]:
        """All nodes of a class, in the order of the text."""
        return tuple(self._by_class.get(kind, ()))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items."""
        return self.all(Item)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs of running text."""
        return self.all(Paragraph)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, of every level."""
        return self.all(Section)

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
