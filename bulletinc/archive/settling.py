"""What only the whole can tell: which adoptions of one text have points, and what a unit gets or
loses by the month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from bulletinc.archive.adoption import NONE, OWN, Adoption
from bulletinc.archive.counting import Counts
from bulletinc.project.statistics import ByGroup, StatsRules

_MONTHS = 12


def settle(counts: Counts) -> None:
    """Complete the counts of a whole folder and its ledger. To be called once, at the end."""
    for (_unit, _text), adoptions in sorted(counts.held.items()):
        for adoption in _awarded(adoptions, counts.rules):
            counts.enter(adoption)
    counts.held.clear()
    for adoption in _monthly(counts):
        counts.enter(adoption)


def months_of(counts: Counts) -> tuple[str, ...]:
    """The months of the period, as far as anything is known: nobody failed to send in a month that
    has not come.
    """
    if not counts.months:
        return ()
    since = counts.question.since  # a day, a month or a year
    first = f"{since}-01"[:7] if since else min(counts.months)
    return tuple(_months(first, max(counts.months)))


def _awarded(adoptions: Sequence[Adoption], rules: StatsRules) -> list[Adoption]:
    """The adoptions of one text, without the points of those that have none."""
    if len(adoptions) == 1:
        return [*adoptions]
    ordered = sorted(adoptions, key=lambda each: (each.day, each.form, each.path, each.line))
    falls = set[int]()
    if rules.several != "add":
        rivals = [
            at
            for at, each in enumerate(ordered)
            if rules.several == "highest" or each.form not in OWN
        ]
        falls = set(_by_points(ordered, rivals)[1:])
    if rules.most:
        left = [at for at in range(len(ordered)) if at not in falls]
        falls |= set(_by_points(ordered, left)[rules.most :])
    return [replace(each, points=NONE) if at in falls else each for at, each in enumerate(ordered)]


def _by_points(adoptions: Sequence[Adoption], places: Sequence[int]) -> list[int]:
    """The places, those with most points first, and of equal ones the earlier."""
    return sorted(places, key=lambda at: (-adoptions[at].points, at))


def _monthly(counts: Counts) -> Iterator[Adoption]:
    rules = counts.rules
    sent = counts.sent or counts.printed  # without a ledger, what was printed was sent
    seen = sorted({unit for unit, _month in (*counts.sent, *counts.printed)})
    for unit in counts.units.units or seen:
        group = counts.units.group_of(unit)
        base, quota = _of_group(rules.base, group), _of_group(rules.quota, group)
        for month in months_of(counts):
            number = sent[unit, month]
            over = _over_most(rules, counts.sent[unit, month])
            if over:
                yield Adoption("sent", unit, month, -over, count=0)
            if base and (rules.base_for == "all" or number >= quota):
                yield Adoption("base", unit, month, base)
            if not number and rules.nothing:
                yield Adoption("nothing", unit, month, rules.nothing)
            elif number < quota and rules.short:
                missing = quota - number
                yield Adoption("short", unit, month, rules.short * missing, count=int(missing))


def _over_most(rules: StatsRules, number: int) -> Fraction:
    """The points for what was sent that are more than a month can have."""
    if rules.sent_most is None:
        return NONE
    return max(NONE, rules.sent * number - rules.sent_most)


def _of_group(amounts: ByGroup, group: str) -> Fraction:
    return amounts.get(group, amounts.get("", NONE))


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while f"{year:04}-{month:02}" <= last:
        yield f"{year:04}-{month:02}"
        year, month = (year, month + 1) if month < _MONTHS else (year + 1, 1)
