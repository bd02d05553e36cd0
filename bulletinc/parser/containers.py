"""Sections and items of the body that are still open, and how they rank."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bulletinc.syntax import Block, Item, Section
from bulletinc.text.source import Span

ITEM = 5  # the rank of an item: below sections and above numbered headings
NUMBERED = 10  # and more: the rank of a numbered heading


@dataclass(slots=True)
class Container:
    """A section or item that may still grow: nodes are frozen, so it becomes one when it closes."""

    rank: int
    start: int
    end: int
    fields: dict[str, Any] = field(default_factory=dict)
    children: list[Block] = field(default_factory=list)
    finished: bool = False

    @property
    def is_item(self) -> bool:
        """Whether it is an item, not a section or numbered heading."""
        return self.rank == ITEM

    @property
    def is_headed(self) -> bool:
        """Whether something names the item: a headline, a lead, or a label."""
        return any(name in self.fields for name in ("headline", "lead", "label"))

    def close(self) -> Section | Item:
        """The node, as long as its last child."""
        end = max(self.end, self.children[-1].span.end) if self.children else self.end
        node = Item if self.is_item else Section
        return node(span=Span(self.start, end), children=tuple(self.children), **self.fields)
