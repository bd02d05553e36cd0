"""The changes of one version carried over into another, both made of one base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletinc.revision.pairing import Pairing, pair
from bulletinc.revision.version import Unit, Version
from bulletinc.revision.words import merged_words


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A line of the outcome. ``draft`` and ``changed`` are its numbers there, if it has one.

    ``apart``: an empty line stands before it.
    """

    text: str
    rule: str = ""
    draft: int | None = None
    changed: int | None = None
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that was changed on both sides: the line of the draft, and both texts.

    ``draft`` is ``None`` where it has no such line any more; ``text`` is empty where the changed
    version has none.
    """

    line: int
    draft: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome: its lines, or the conflicts that stand against it."""

    lines: tuple[MergedLine, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def text(self) -> str:
        """The outcome in canonical form."""
        pieces: list[str] = []
        for line in self.lines:
            if pieces:
                pieces.append("\n\n" if line.apart else "\n")
            pieces += [line.text, *([f"\n{line.rule}"] if line.rule else [])]
        return "".join([*pieces, "\n"] if pieces else pieces)


def merge(base: Version, draft: Version, changed: Version, fresh: frozenset[int]) -> Merge:
    """Carry what was changed between ``base`` and ``changed`` over into ``draft``.

    ``fresh`` are the units of the draft that were changed since it was sent out. Others may differ
    from the base as well, where Word does not show them.
    """
    return _Merging(base.units, draft.units, changed.units, fresh).result()


class _Merging:
    def __init__(
        self,
        base: Sequence[Unit],
        draft: Sequence[Unit],
        changed: Sequence[Unit],
        fresh: frozenset[int],
    ) -> None:
        self._base, self._draft, self._changed, self._fresh = base, draft, changed, fresh
        self._ours: Pairing = pair(base, draft)
        self._theirs: Pairing = pair(base, changed)
        self._heirs = self._ours.heirs()
        self._conflicts: list[Conflict] = []
        self._lines: list[MergedLine] = []
        self._used: set[int] = set()  # units of the draft that are placed, or removed
        self._late: dict[int, MergedLine] = {}  # those that stand where the draft moved them

    def result(self) -> Merge:
        self._remove()
        twice = self._carried_before()
        for number, origin in enumerate(self._theirs.origins):
            if origin is not None:
                self._take(number, origin)
            elif number in twice:
                self._place(number, twice[number], self._changed[number].text)
            else:
                unit = self._changed[number]
                self._lines.append(MergedLine(unit.text, unit.rule, None, number))
        self._add_those_of_the_draft()
        self._refuse_neighbours()
        return Merge(tuple(self._spaced()), tuple(self._conflicts))

    def _carried_before(self) -> dict[int, int]:
        """Return lines that were added on both sides: these changes were carried over already."""
        waiting = defaultdict(list)
        for number, origin in enumerate(self._ours.origins):
            if origin is None:
                waiting[self._draft[number].key].append(number)
        return {
            number: waiting[unit.key].pop(0)
            for number, unit in enumerate(self._changed)
            if self._theirs.origins[number] is None and waiting[unit.key]
        }

    def _remove(self) -> None:
        """Leave out what the changed version has no more."""
        for origin in self._theirs.removed:
            if (ours := self._heirs.get(origin)) is None:
                continue
            self._used.add(ours)
            altered = self._draft[ours].key != self._base[origin].key
            if ours in self._fresh and (altered or ours in self._ours.moved):
                self._refuse(ours, "")

    def _take(self, number: int, origin: int) -> None:
        """Take a line that the base has, too."""
        unit, base = self._changed[number], self._base[origin]
        moved = number in self._theirs.moved
        ours = self._heirs.get(origin)
        if ours is None:  # the draft has it no more
            if unit.key != base.key or moved:
                self._conflicts.append(Conflict(self._line_above(origin), None, unit.text))
            return
        text = self._words(base, self._draft[ours], unit)
        if text is None or (moved and ours in self._ours.moved and not self._same_move(number)):
            self._refuse(ours, unit.text)
            text = unit.text
        if ours in self._ours.moved and not moved:
            self._late[ours] = MergedLine(text, unit.rule, ours, number)
        else:
            self._place(number, ours, text)

    def _same_move(self, number: int) -> bool:
        """Tell whether the draft has a moved line below the same one."""
        above = self._theirs.origins[number - 1] if number else None
        ours = self._heirs[self._theirs.origins[number] or 0]
        before = self._ours.origins[ours - 1] if ours else None
        return above == before

    @staticmethod
    def _words(base: Unit, ours: Unit, theirs: Unit) -> str | None:
        if theirs.key in (base.key, ours.key):
            return ours.text
        if ours.key == base.key:
            return theirs.text
        return merged_words(base.text, ours.text, theirs.text)

    def _place(self, number: int, ours: int, text: str) -> None:
        self._used.add(ours)
        rule = self._changed[number].rule
        self._lines.append(MergedLine(text, rule, ours, number))

    def _add_those_of_the_draft(self) -> None:
        """Put in what only the draft has, or has elsewhere, below what it stands below there."""
        at = {line.draft: number for number, line in enumerate(self._lines)}
        below: defaultdict[int, list[MergedLine]] = defaultdict(list)
        place = -1
        for number, unit in enumerate(self._draft):
            if number in at:
                place = at[number]
            elif number in self._late:
                below[place].append(self._late[number])
            elif number not in self._used:
                below[place].append(MergedLine(unit.text, unit.rule, number))
        lines = list(below[-1])
        for number, line in enumerate(self._lines):
            lines += [line, *below[number]]
        self._lines = lines

    def _refuse_neighbours(self) -> None:
        """Refuse two lines that were added at one place, one on each side."""
        for one, two in pairwise(self._lines):
            ours, theirs = (one, two) if two.draft is None else (two, one)
            if (
                theirs.draft is None
                and ours.changed is None
                and ours.draft is not None
                and ours.draft in self._fresh
            ):
                self._refuse(ours.draft, theirs.text)

    def _refuse(self, ours: int, text: str) -> None:
        unit = self._draft[ours]
        self._conflicts.append(Conflict(unit.line, unit.text, text))

    def _line_above(self, origin: int) -> int:
        """Return the line of the draft below which a line of the base would stand."""
        above = (self._heirs[each] for each in reversed(range(origin)) if each in self._heirs)
        number = next(above, None)
        return 1 if number is None else self._draft[number].line

    def _spaced(self) -> list[MergedLine]:
        """Return the lines, each set apart from the one above as where both stand together."""
        lines = self._lines[:1]
        for above, line in pairwise(self._lines):
            apart = True
            if _follows(above.changed, line.changed):
                apart = self._changed[line.changed or 0].apart
            elif _follows(above.draft, line.draft):
                apart = self._draft[line.draft or 0].apart
            lines.append(MergedLine(line.text, line.rule, line.draft, line.changed, apart))
        return lines


def _follows(above: int | None, below: int | None) -> bool:
    return above is not None and below == above + 1
