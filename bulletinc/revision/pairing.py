"""Which line of a new version was which line of the old one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from bulletinc.revision.version import Unit

_ALIKE = 0.5  # of the characters: lines that share more are one line, changed
_MOVED_ALIKE = 0.8  # of the characters of a line that was moved and changed
_MOST_PAIRS = 40_000  # of lines that are weighed against each other
_LEAST_MOVED = 4  # characters: a shorter line is likely to stand twice by chance

_Numbers: TypeAlias = list[int]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The lines of two versions, paired.

    ``origins``: for each new line the number of the old one, ``None`` where it was added.
    ``moved``: the new lines that stood elsewhere. ``removed``: the old lines that are gone.
    """

    origins: tuple[int | None, ...]
    moved: frozenset[int]
    removed: tuple[int, ...]

    def heirs(self) -> dict[int, int]:
        """Return for each old line that is still there the number of the new one."""
        return {old: new for new, old in enumerate(self.origins) if old is not None}


def pair(old: Sequence[Unit], new: Sequence[Unit]) -> Pairing:
    """Pair the lines: equal ones, those changed in some words, and those that were moved."""
    origins: list[int | None] = [None] * len(new)
    removed: _Numbers = []
    added: _Numbers = []
    for i, j, k, last in _steps([each.key for each in old], [each.key for each in new], origins):
        for one, two in _alike(old, new, range(i, j), range(k, last)):
            origins[two] = one
        taken = set(origins[k:last])
        removed += [each for each in range(i, j) if each not in taken]
        added += [each for each in range(k, last) if origins[each] is None]
    moved = dict(_moved(old, new, removed, added))
    for two, one in moved.items():
        origins[two] = one
    gone = set(removed) - set(moved.values())
    return Pairing(tuple(origins), frozenset(moved), tuple(sorted(gone)))


def _steps(
    old: Sequence[str], new: Sequence[str], origins: list[int | None]
) -> Iterator[tuple[int, int, int, int]]:
    """Pair equal lines in order, as many as can be; return the lines between them.

    Lines that stand once in each version come first, so that the fewest count as moved.
    """
    i = k = 0
    for one, two in [*_anchors(old, new), (len(old), len(new))]:
        between = SequenceMatcher(None, old[i:one], new[k:two], autojunk=False)
        for step, first, end, begin, last in between.get_opcodes():
            if step == "equal":
                origins[k + begin : k + last] = range(i + first, i + end)
            else:
                yield i + first, i + end, k + begin, k + last
        if one < len(old):
            origins[two] = one
        i, k = one + 1, two + 1


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the most lines that stand once in each version and in the same order in both."""
    counts = Counter(old), Counter(new)
    places = {key: at for at, key in enumerate(old) if counts[0][key] == 1}
    pairs = [(places[key], at) for at, key in enumerate(new)
             if key in places and counts[1][key] == 1]  # fmt: skip
    ends: list[int] = []  # the least old line that a chain of each length ends with
    chains: list[int] = []  # the number of its pair
    above: list[int] = []
    for number, (one, _two) in enumerate(pairs):
        at = bisect_left(ends, one)
        above.append(chains[at - 1] if at else -1)
        ends[at:] = [one, *ends[at + 1 :]] if at < len(ends) else [one]
        chains[at:] = [number, *chains[at + 1 :]] if at < len(chains) else [number]
    found = []
    number = chains[-1] if chains else -1
    while number >= 0:
        found.append(pairs[number])
        number = above[number]
    return found[::-1]


def _alike(
    old: Sequence[Unit], new: Sequence[Unit], removed: Sequence[int], added: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pair lines in order so that the pairs are as alike as they can be together."""
    if not removed or not added or len(removed) * len(added) > _MOST_PAIRS:
        return
    weights = [[_likeness(old[one], new[two]) for two in added] for one in removed]
    best = [[0.0] * (len(added) + 1) for _each in range(len(removed) + 1)]
    for i in reversed(range(len(removed))):
        for j in reversed(range(len(added))):
            paired = best[i + 1][j + 1] + weights[i][j] if weights[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(removed) and j < len(added):
        weight = weights[i][j]
        if weight >= _ALIKE and best[i][j] == best[i + 1][j + 1] + weight:
            yield removed[i], added[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(one: Unit, two: Unit) -> float:
    matcher = SequenceMatcher(None, one.key, two.key, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE:
        return 0.0
    return matcher.quick_ratio()


def _moved(
    old: Sequence[Unit], new: Sequence[Unit], removed: Iterable[int], added: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Return lines that left one place and stand at another, perhaps with some words changed."""
    waiting: defaultdict[str, _Numbers] = defaultdict(list)
    for one in removed:
        waiting[old[one].key].append(one)
    rest: _Numbers = []
    for two in added:
        key = new[two].key
        if len(key) >= _LEAST_MOVED and waiting[key]:
            yield two, waiting[key].pop(0)
        else:
            rest.append(two)
    left = [one for same in waiting.values() for one in same]
    if len(left) * len(rest) > _MOST_PAIRS:
        return
    for two in rest:
        alike = [(_likeness(old[one], new[two]), -one) for one in left]
        weight, negative = max(alike, default=(0.0, 0))
        if weight >= _MOVED_ALIKE and len(new[two].key) >= _LEAST_MOVED:
            left.remove(-negative)
            yield two, -negative
