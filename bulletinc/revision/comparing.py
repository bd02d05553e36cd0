"""Two versions compared: lines added, removed, moved, and changed in some of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from bulletinc.revision.pairing import Pairing, pair
from bulletinc.revision.version import Unit, Version
from bulletinc.revision.words import Piece, word_changes

Kind: TypeAlias = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``pieces`` are its words; ``old`` and ``new`` the lines that it begins on,
    ``None`` in a version that has no lines.

    ``lines``: how many lines were moved together.
    """

    kind: Kind
    context: str
    pieces: tuple[Piece, ...]
    old: int | None = None
    new: int | None = None
    lines: int = 1


def compare(old: Version, new: Version) -> tuple[Change, ...]:
    """Return the changes that make the new version of the old one, in order of the new one."""
    found = pair(old.units, new.units)
    places = list(_places(found, len(old.units)))
    changes = [
        (
            (places[number], number),
            Change("removed", each.context, (Piece("removed", each.text),), each.line),
        )
        for number, each in ((number, old.units[number]) for number in found.removed)
    ]
    changes += [
        ((float(number), 0), change)
        for number, change in _at_new_lines(found, old.units, new.units)
    ]
    return tuple(change for _place, change in sorted(changes, key=lambda each: each[0]))


def _at_new_lines(
    found: Pairing, old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[int, Change]]:
    for number, (origin, unit) in enumerate(zip(found.origins, new, strict=True)):
        if origin is None:
            pieces = (Piece("added", unit.text),)
            yield number, Change("added", unit.context, pieces, None, unit.line)
        elif number not in found.moved and unit.key != old[origin].key:
            yield number, _changed("changed", old[origin], unit)
    yield from _moves(found, old, new)


def _changed(kind: Kind, old: Unit, new: Unit) -> Change:
    same = old.key == new.key  # but for blanks
    pieces = (Piece("kept", new.text),) if same else word_changes(old.text, new.text)
    return Change(kind, new.context, pieces, old.line, new.line)


def _moves(
    found: Pairing, old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[int, Change]]:
    """Return the moves, lines that were moved together as one."""
    before = (-2, -2)
    first = 0
    open_: Change | None = None
    for number in sorted(found.moved):
        origin = found.origins[number] or 0
        same = old[origin].key == new[number].key
        if open_ and same and before == (origin - 1, number - 1):
            open_ = replace(open_, lines=open_.lines + 1)
        else:
            if open_:
                yield first, open_
            first, open_ = number, _changed("moved", old[origin], new[number])
        before = origin, number
    if open_:
        yield first, open_


def _places(found: Pairing, count: int) -> Iterable[float]:
    """Return for each old line where it would stand among the new ones."""
    stays = {old: new for old, new in found.heirs().items() if new not in found.moved}
    place = -0.5
    for number in range(count):
        place = stays[number] + 0.5 if number in stays else place
        yield place
