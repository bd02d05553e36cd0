"""Counting: adoptions summed by unit, section, indicator and month.

:class:`Counts` of parts of a folder are merged into those of the whole, in any order, so that a
cluster can count. What only the whole can tell (which adoption of a text is the highest, what was
sent in a month) is settled at the end, by :func:`bulletinc.archive.settling.settle`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Literal, TypeAlias, TypeVar

from bulletinc.archive.adoption import NONE, OWN, Adoption
from bulletinc.archive.facts import IssueFacts
from bulletinc.archive.units import UnitList
from bulletinc.project.statistics import StatsRules

Dimension: TypeAlias = Literal["unit", "indicator", "section", "month"]
_Key = TypeVar("_Key")
DIMENSIONS: tuple[Dimension, ...] = ("unit", "indicator", "section", "month")


@dataclass(frozen=True, slots=True)
class StatsQuestion:
    """What is asked: the days from ``since`` to before ``until`` (ISO 8601; empty: no bound), and
    by what. ``kept``: the adoptions themselves are wanted, too.
    """

    by: tuple[Dimension, ...] = ("unit",)
    since: str = ""
    until: str = ""
    kept: bool = False

    @property
    def has_bound(self) -> bool:
        """Whether a period is asked for."""
        return bool(self.since or self.until)

    def holds(self, day: str) -> bool:
        """Whether a day lies in the period; one that is not known only where no period is."""
        if not day:
            return not self.has_bound
        return self.since <= day and (not self.until or day < self.until)


@dataclass(slots=True)
class Tally:
    """How many of each form, and their points: sums of numerators by denominator, for to add
    fractions takes long.
    """

    counts: Counter[str] = field(default_factory=Counter)
    parts: Counter[int] = field(default_factory=Counter)

    def add(self, adoption: Adoption, count: int) -> None:
        """Count it as so many, and its points."""
        if count:
            self.counts[adoption.form] += count
        if adoption.points:
            self.parts[adoption.points.denominator] += adoption.points.numerator

    def merge(self, other: Tally) -> None:
        """Take in another."""
        self.counts.update(other.counts)
        self.parts.update(other.parts)

    @property
    def points(self) -> Fraction:
        """The sum of the points, which is exact."""
        return sum((Fraction(above, below) for below, above in self.parts.items()), NONE)

    @property
    def adopted(self) -> int:
        """How many we printed."""
        return sum(self.counts[form] for form in OWN)


@dataclass(slots=True)
class Counts:
    """What was counted of one part of the folder. ``cells`` are keyed by the values of the
    question's dimensions; an item of two indicators is in two cells. ``once`` has each adoption
    once: by unit, where units are asked for. ``names`` are those of the indicators.

    ``held`` are adoptions by unit and text, where only one of several may have points. ``sent`` and
    ``printed`` are by unit and month. ``unsigned`` are items that name no unit, by file and line;
    ``undated`` are issues that could not be placed in the period.
    """

    question: StatsQuestion
    rules: StatsRules
    units: UnitList
    cells: dict[tuple[str, ...], Tally] = field(default_factory=dict)
    once: dict[str, Tally] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    held: dict[tuple[str, str], list[Adoption]] = field(default_factory=dict)
    kept: list[Adoption] = field(default_factory=list)
    sent: Counter[tuple[str, str]] = field(default_factory=Counter)
    printed: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    unsigned: Counter[tuple[str, int]] = field(default_factory=Counter)
    undated: set[str] = field(default_factory=set)
    issues: int = 0
    months: set[str] = field(default_factory=set)

    def add_issue(self, facts: IssueFacts, adoptions: Iterable[Adoption]) -> None:
        """Count an issue, whose adoptions these are."""
        if not facts.date and self.question.has_bound:
            self.undated.add(facts.path)
        if not self.question.holds(facts.date):
            return
        self.issues += 1
        self.months.update(filter(None, [facts.date[:7]]))
        for item in facts.items:
            for code, name in item.indicators:
                self._name(code, name)
        for adoption in adoptions:
            if adoption.unit:
                self.add(adoption)
                continue
            if not adoption.ours:
                self.unsigned[adoption.path, adoption.line] += 1
            if "unit" not in self.question.by:
                self.enter(adoption)

    def add(self, adoption: Adoption) -> None:
        """Count one adoption, if it is of the period."""
        if not self.question.holds(adoption.day):
            return
        unit, month = adoption.unit, adoption.month
        if month:
            self.months.add(month)
        if not self.units.is_known(unit):
            self.unknown[unit] += 1
        if adoption.form == "sent":
            self.sent[unit, month] += 1
        elif adoption.form in OWN:
            self.printed[unit, month] += 1
        if self._is_held(adoption):
            self.held.setdefault((unit, adoption.text), []).append(adoption)
        else:
            self.enter(adoption)

    def enter(self, adoption: Adoption) -> None:
        """Sum an adoption whose points are settled. Where units are not asked for, an item of
        several counts once.
        """
        by_unit = "unit" in self.question.by
        count = adoption.count if by_unit or adoption.first else 0
        _tally(self.once, adoption.unit if by_unit else "").add(adoption, count)
        for key in self._keys(adoption):
            _tally(self.cells, key).add(adoption, count)
        if self.question.kept and count:
            self.kept.append(adoption)

    def merge(self, other: Counts) -> None:
        """Take in what was counted of another part."""
        for key, tally in other.cells.items():
            _tally(self.cells, key).merge(tally)
        for unit, tally in other.once.items():
            _tally(self.once, unit).merge(tally)
        for code, name in other.names.items():
            self._name(code, name)
        for text, adoptions in other.held.items():
            self.held.setdefault(text, []).extend(adoptions)
        self.kept += other.kept
        self.sent.update(other.sent)
        self.printed.update(other.printed)
        self.unknown.update(other.unknown)
        self.unsigned.update(other.unsigned)
        self.undated |= other.undated
        self.months |= other.months
        self.issues += other.issues

    def _name(self, code: str, name: str) -> None:
        """Of several names for one code, as editors mistype them, any but always the same."""
        self.names[code] = min(name, self.names.get(code, name))

    def _is_held(self, adoption: Adoption) -> bool:
        chosen = self.rules.several != "add" or self.rules.most > 0
        return chosen and adoption.form in (*OWN, "higher") and bool(adoption.text)

    def _keys(self, adoption: Adoption) -> Iterator[tuple[str, ...]]:
        match self.question.by:  # the usual ones
            case ("unit",):
                return iter(((adoption.unit,),))
            case ("month",):
                return iter(((adoption.month,),))
        values: dict[Dimension, tuple[str, ...]] = {
            "unit": (adoption.unit,),
            "indicator": adoption.indicators or ("",),
            "section": (adoption.section,),
            "month": (adoption.month,),
        }
        return product(*(values[each] for each in self.question.by))


def _tally(tallies: dict[_Key, Tally], key: _Key) -> Tally:
    """The tally of a key, a new one where there is none."""
    found = tallies.get(key)
    if found is None:
        found = tallies[key] = Tally()
    return found
