"""Which section and item a place of a draft belongs to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from bulletinc.parser import parse
from bulletinc.syntax import Item, Section, walk
from bulletinc.text.source import Source


@dataclass(frozen=True, slots=True)
class ItemNames:
    """Where sections and items begin and end, and what stands there from then on."""

    starts: tuple[int, ...]
    names: tuple[str, ...]

    def at(self, offset: int) -> str:
        """Name the section and the item at a place: 要闻 / 全区召开动员会."""
        number = bisect_right(self.starts, offset) - 1
        return self.names[number] if number >= 0 else ""


def item_names(source: Source, kind: str | None) -> ItemNames:
    """Return the names of all sections and items of a draft."""
    marks: dict[int, str] = {}
    section = ""
    for node in walk(parse(source, kind)):
        if isinstance(node, Section):
            section = node.heading.text
            marks[node.span.start] = section
        elif isinstance(node, Item):
            title = node.headline or node.label
            name = title.text if title else ""
            marks[node.span.start] = " / ".join(each for each in (section, name) if each)
            marks.setdefault(node.span.end, section)
    starts = sorted(marks)
    return ItemNames(tuple(starts), tuple(marks[start] for start in starts))
