"""Two versions compared: lines added, removed, moved, and changed in some of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from bulletinc.revision.version import Unit, Version
from bulletinc.revision.words import Piece, word_changes

Kind: TypeAlias = Literal["changed", "added", "removed", "moved"]

_ALIKE = 0.5  # of the characters: lines that share more are one line, changed
_MOVED_ALIKE = 0.8  # of the characters of a line that was moved and changed
_MOST_PAIRS = 40_000  # of lines that are weighed against each other
_LEAST_MOVED = 4  # characters: a shorter line is likely to stand twice by chance


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``pieces`` are its words; ``old`` and ``new`` the lines that it begins on.

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
    pairs, removed, added = _aligned(old.units, new.units)
    moved = list(_moved(removed, added))
    gone = {id(before) for before, _after in moved}
    came = {id(after) for _before, after in moved}
    changes = [
        Change("changed", after.context, word_changes(before.text, after.text), before.line,
               after.line)
        for before, after in pairs
    ]  # fmt: skip
    changes += _joined(moved, old.units, new.units)
    changes += [
        Change("removed", each.context, (Piece("removed", each.text),), each.line)
        for each in removed
        if id(each) not in gone
    ]
    changes += [
        Change("added", each.context, (Piece("added", each.text),), None, each.line)
        for each in added
        if id(each) not in came
    ]
    place = _places(old.units, new.units)
    return tuple(
        sorted(changes, key=lambda each: (each.new or place[each.old or 0], each.old or 0))
    )


_Pairs: TypeAlias = list[tuple[Unit, Unit]]


def _aligned(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[_Pairs, list[Unit], list[Unit]]:
    """Return lines that were changed, as pairs, then lines only in the old and only in the new."""
    pairs: _Pairs = []
    removed: list[Unit] = []
    added: list[Unit] = []
    keys = [each.key for each in old], [each.key for each in new]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for step, i, j, k, last in matcher.get_opcodes():
        if step == "equal":
            continue
        found = _alike_pairs(old[i:j], new[k:last])
        pairs += found
        first, second = {id(one) for one, _two in found}, {id(two) for _one, two in found}
        removed += [each for each in old[i:j] if id(each) not in first]
        added += [each for each in new[k:last] if id(each) not in second]
    return pairs, removed, added


def _alike_pairs(old: Sequence[Unit], new: Sequence[Unit]) -> _Pairs:
    """Pair lines in order so that the pairs are as alike as they can be together."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    weights = [[_likeness(one, two) for two in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _each in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + weights[i][j] if weights[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: _Pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        weight = weights[i][j]
        if weight >= _ALIKE and best[i][j] == best[i + 1][j + 1] + weight:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Unit, two: Unit) -> float:
    matcher = SequenceMatcher(None, one.key, two.key, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE:
        return 0.0
    return matcher.quick_ratio()


def _moved(removed: Sequence[Unit], added: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Return lines that left one place and stand at another, perhaps with some words changed."""
    waiting = defaultdict(list)
    for each in removed:
        waiting[each.key].append(each)
    rest = []
    for each in added:
        if len(each.key) >= _LEAST_MOVED and waiting[each.key]:
            yield waiting[each.key].pop(0), each
        else:
            rest.append(each)
    left = [each for same in waiting.values() for each in same]
    if len(left) * len(rest) > _MOST_PAIRS:
        return
    for each in rest:
        alike = [(_likeness(one, each), -one.line, one) for one in left]
        weight, _line, best = max(alike, default=(0.0, 0, each))
        if weight >= _MOVED_ALIKE and len(each.key) >= _LEAST_MOVED:
            left.remove(best)
            yield best, each


def _joined(moved: _Pairs, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Change]:
    """Return the moves, lines that were moved together as one."""
    order = {id(each): at for at, each in enumerate((*old, *new))}
    before: tuple[int, int] | None = None
    open_: Change | None = None
    for one, two in sorted(moved, key=lambda pair: pair[1].line):
        here = order[id(one)], order[id(two)]
        if open_ and before == (here[0] - 1, here[1] - 1) and one.key == two.key:
            open_ = Change("moved", open_.context, open_.pieces, open_.old, open_.new,
                           open_.lines + 1)  # fmt: skip
        else:
            if open_:
                yield open_
            open_ = Change("moved", two.context, word_changes(one.text, two.text), one.line,
                           two.line)  # fmt: skip
        before = here
    if open_:
        yield open_


def _places(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, float]:
    """Return for each line of the old version where it would stand in the new one."""
    places: dict[int, float] = {0: 0.0}
    keys = [each.key for each in old], [each.key for each in new]
    for step, i, j, k, last in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        for at in range(i, j):
            same = k + at - i if step == "equal" else last - 1
            places[old[at].line] = new[max(min(same, len(new) - 1), 0)].line + 0.5 if new else 0.0
    return places
