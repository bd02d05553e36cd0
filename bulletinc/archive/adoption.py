"""An adoption: one time that a unit's information was printed, taken over by others, or praised;
and whatever else has points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

from bulletinc.archive.facts import IssueFacts, ItemFacts
from bulletinc.archive.units import UnitList
from bulletinc.project.statistics import StatsRules
from bulletinc.text.characters import squeeze

Form: TypeAlias = Literal[
    "item", "brief", "share", "article", "higher", "instruction", "sent", "commission", "late",
    "missed", "other", "nothing", "short", "base",
]  # fmt: skip
OWN: tuple[Form, ...] = ("item", "brief", "share", "article")  # printed by ourselves
NONE = Fraction(0)
_LONGEST_TOLD = 24  # characters


@dataclass(frozen=True, slots=True)
class Adoption:
    """One of them. ``unit`` is empty where nobody signed. ``points`` are exact.

    ``day`` is ISO 8601, or a month, or empty. ``text`` is what two adoptions of one text have in
    common, empty where it has no title. ``count`` is 0 for a mere correction of points. ``first``:
    the unit is the first of its authors. ``issue`` is 第12期, ``told`` what a list calls the item.
    ``ours``: signed by ourselves (本刊), so no unit's.
    """

    form: Form
    unit: str
    day: str = ""
    points: Fraction = NONE
    section: str = ""
    indicators: tuple[str, ...] = ()
    title: str = ""
    journal: str = ""
    path: str = ""
    line: int = 0
    level: str = ""
    issue: str = ""
    told: str = ""
    count: int = 1
    first: bool = True
    ours: bool = False

    @property
    def month(self) -> str:
        """2026-03; empty where the day is not known."""
        return self.day[:7]

    @property
    def text(self) -> str:
        """The letters and figures of the title: signs and blanks change in retyping."""
        return _letters(self.title)


@lru_cache(maxsize=10_000)
def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title))


def weights(count: int, rules: StatsRules) -> tuple[Fraction, ...]:
    """The part of the points that each of so many co-authors has."""
    if rules.coauthors == "full" or count == 1:
        return (Fraction(1),) * count
    if rules.coauthors == "divided":
        return (Fraction(1, count),) * count
    given = [rules.coauthors[min(at, len(rules.coauthors) - 1)] for at in range(count)]
    return tuple(each / sum(given) for each in given)


def adoptions_of(facts: IssueFacts, rules: StatsRules, units: UnitList) -> Iterator[Adoption]:
    """The adoptions of an issue. An item without a unit is one, too, of no unit."""
    for item in facts.items:
        value = _worth(item, facts, rules)
        if not item.shares:
            yield from _shared(item, facts, _form(item, rules), item.units, value, rules, units)
            continue
        share = value
        if rules.share == "divided":
            share = value / len(item.shares)
        elif rules.share != "full":
            share = rules.share
        for part in item.shares:
            yield from _shared(item, facts, "share", part.units, share, rules, units, part.line)


def _shared(
    item: ItemFacts,
    facts: IssueFacts,
    form: Form,
    names: tuple[str, ...],
    value: Fraction,
    rules: StatsRules,
    units: UnitList,
    line: int = 0,
) -> Iterator[Adoption]:
    """One adoption for each unit that the names mean."""
    found = tuple(dict.fromkeys(filter(None, map(units.unit_of, names))))
    if not names and item.form == "article":
        found = tuple(filter(None, [units.unit_in(item.headline)]))
    units_or_none = found or ("",)
    for unit, weight in zip(units_or_none, weights(len(units_or_none), rules), strict=True):
        yield Adoption(
            form,
            unit,
            facts.date,
            _part(value, weight) if unit else NONE,  # whoever is no unit has no points
            item.section,
            tuple(code for code, _name in item.indicators),
            item.headline,
            facts.name,
            facts.path,
            line or item.line,
            issue="" if facts.number is None else f"第{facts.number}期",
            told=_told(item, names if form == "share" else ()),
            first=unit == units_or_none[0],
            ours=bool(names or item.signed) and not found,
        )


def _part(value: Fraction, weight: Fraction) -> Fraction:
    return value if weight == 1 else value * weight


def _told(item: ItemFacts, names: tuple[str, ...]) -> str:
    """The headline; of an item without one the beginning of its text, and of a share, whose units
    have ``names``, the beginning of what stands behind them.
    """
    if item.headline and not names:
        return item.headline
    text = item.text
    if names:
        text = text[max(text.find(f"{names[-1]}{colon}") for colon in "：:") :]
        text = text.removeprefix(names[-1]).lstrip("：:")
    beginning = text.partition("\n")[0][:_LONGEST_TOLD]
    more = "…" if len(text) > len(beginning) else ""
    return f"{beginning.rstrip('，。；：、')}{more}"


def _form(item: ItemFacts, rules: StatsRules) -> Form:
    if item.form == "article":
        return "article"
    return "brief" if item.form == "brief" or _in_briefs(item, rules) else "item"


def _in_briefs(item: ItemFacts, rules: StatsRules) -> bool:
    return squeeze(item.section) in rules.briefs


def _worth(item: ItemFacts, facts: IssueFacts, rules: StatsRules) -> Fraction:
    """What an item, or a digest as a whole, is worth to one unit."""
    section = squeeze(item.section)
    if section and section in rules.sections:
        return rules.sections[section]
    if facts.name in rules.journals:
        return rules.journals[facts.name]
    match _form(item, rules) if not item.shares else None:
        case "article":
            return rules.article
        case "brief":
            return rules.brief
        case _:
            return rules.brief if _in_briefs(item, rules) else rules.item
