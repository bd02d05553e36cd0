"""Long lists in parts, each a page: the last one has the list's own path, and is read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Entry = TypeVar("_Entry")


@dataclass(slots=True)
class Filling:
    """How far a list has filled its parts. ``most`` is what a part holds."""

    most: int
    parts: int = 1
    filled: int = 0

    def add(self, weight: int = 1) -> bool:
        """Put in one entry more, and say whether a part was full before."""
        is_full = bool(self.filled) and self.filled + weight > self.most
        if is_full:
            self.parts += 1
            self.filled = 0
        self.filled += weight
        return is_full


@dataclass(frozen=True, slots=True)
class ListPart(Generic[_Entry]):
    """A part of a list, with the paths of those before and after it; the newest entries first."""

    path: str
    entries: list[_Entry]
    older: str = ""
    newer: str = ""


@dataclass(slots=True)
class LongList(Generic[_Entry]):
    """A list whose entries come in the order of time, and that will have so many parts."""

    path: str
    suffix: str
    count: int
    filling: Filling
    entries: list[_Entry] = field(default_factory=list)

    def add(self, entry: _Entry, weight: int = 1) -> Iterator[ListPart[_Entry]]:
        """Take in an entry, and give a part that is full before it."""
        if self.filling.add(weight):
            yield self._part(self.filling.parts - 1)
        self.entries.append(entry)

    def end(self) -> ListPart[_Entry]:
        """The last part."""
        return self._part(self.count)

    def _part(self, number: int) -> ListPart[_Entry]:
        entries, self.entries = self.entries[::-1], []
        older = self._path(number - 1) if number > 1 else ""
        newer = self._path(number + 1) if number < self.count else ""
        return ListPart(self._path(number), entries, older, newer)

    def _path(self, number: int) -> str:
        return part_path(self.path, self.suffix, number, self.count)


def part_path(path: str, suffix: str, number: int, count: int) -> str:
    """The path of a part of a list that has so many."""
    return f"{path}{suffix}" if number == count else f"{path}-{number}{suffix}"
