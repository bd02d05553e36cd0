"""Statistics as they are shown: rows in their order, with ranks, in a table for each group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bulletinc.archive.adoption import NONE
from bulletinc.archive.counting import Counts, Dimension, Tally
from bulletinc.archive.settling import months_of
from bulletinc.project import Project
from bulletinc.project.statistics import StatsRules, Ties

FORMS = (
    "item brief share article higher instruction commission other late missed nothing short"
).split()
_MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class StatsRow:
    """A row. ``values`` are those of the question's dimensions; ``rank`` is ``None`` where none is
    given. ``counts`` are by form.
    """

    values: tuple[str, ...]
    counts: Mapping[str, int]
    points: Fraction = NONE
    rank: int | None = None

    @property
    def adopted(self) -> int:
        """How many we printed."""
        return sum(self.counts.get(form, 0) for form in ("item", "brief", "share", "article"))

    @property
    def sent(self) -> int:
        """How many were sent in, as far as a ledger says."""
        return self.counts.get("sent", 0)

    @property
    def rate(self) -> Fraction | None:
        """The part of what was sent that was printed; ``None`` where nothing was sent."""
        return Fraction(self.adopted, self.sent) if self.sent else None


@dataclass(frozen=True, slots=True)
class StatsTable:
    """A table: the group of units that it is of, or nothing; its rows, and their sum, in which an
    item of two indicators counts once.
    """

    group: str
    rows: tuple[StatsRow, ...]
    total: StatsRow


@dataclass(frozen=True, slots=True)
class Statistics:
    """The answer to a question. ``months`` are the first and the last one that anything is known
    of; ``silent`` are the units of the list that nothing is of. ``names`` are those of indicators.
    """

    by: tuple[Dimension, ...]
    months: tuple[str, ...]
    issues: int
    tables: tuple[StatsTable, ...]
    has_points: bool
    silent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unsigned: tuple[tuple[str, int], ...] = ()
    undated: tuple[str, ...] = ()
    decimals: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def shown_points(self, points: Fraction) -> str:
        """The points with as many decimals as the office wants."""
        return rounded(points, self.decimals)


def rounded(number: Fraction, decimals: int | None) -> str:
    """A number with so many decimals, halves up; without a wish as many as it needs, two at most.

    >>> rounded(Fraction(5, 2), None), rounded(Fraction(1, 3), 1), rounded(Fraction(-1, 8), 2)
    ('2.5', '0.3', '-0.13')
    """
    step = Decimal(1).scaleb(-(_MOST_DECIMALS if decimals is None else decimals))
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{exact.quantize(step, ROUND_HALF_UP):f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimals_for(numbers: Iterable[Fraction], decimals: int | None) -> int:
    """How many decimals a column of numbers has: as many as the office wants, else as it needs."""
    if decimals is not None:
        return decimals
    shown = (rounded(number, None).partition(".")[2] for number in numbers)
    return max(map(len, shown), default=0)


def statistics_of(counts: Counts, project: Project) -> Statistics:
    """The statistics of settled counts."""
    by, rules = counts.question.by, counts.rules
    rows = {key: tally for key, tally in counts.cells.items() if key != ("",) or by != ("unit",)}
    for key in _expected(counts, project):
        rows.setdefault(key, Tally())
    tables = tuple(_tables(counts, rows, project))
    known = counts.units.units if by == ("unit",) else ()
    return Statistics(
        by,
        months_of(counts),
        counts.issues,
        tables,
        rules.has_points or any(table.total.points for table in tables),
        tuple(unit for unit in known if not _did_anything(rows[(unit,)])),
        tuple(sorted(counts.unknown)),
        tuple(sorted(counts.unsigned)),
        tuple(sorted(counts.undated)),
        rules.decimals,
        {**counts.names, **project.indicators},
    )


def ranked(
    rows: Sequence[StatsRow], value: Callable[[StatsRow], Fraction], ties: Ties
) -> list[int]:
    """The rank of each of these rows, which are in their order: 1 1 3 (same), 1 1 2 (dense) or
    1 2 3 (order).
    """
    ranks: list[int] = []
    for at, row in enumerate(rows):
        if ties != "order" and at and value(row) == value(rows[at - 1]):
            ranks.append(ranks[-1])
        else:
            ranks.append(ranks[-1] + 1 if ties == "dense" and at else at + 1)
    return ranks


def _did_anything(tally: Tally) -> bool:
    return any(tally.counts[form] for form in ("sent", *FORMS[:7]))


def _expected(counts: Counts, project: Project) -> Iterable[tuple[str, ...]]:
    """The rows that are there even if nothing was counted in them."""
    match counts.question.by:
        case ("unit",):
            return ((unit,) for unit in counts.units.units)
        case ("section",):
            return ((section,) for section in project.sections)
        case ("month",):
            return ((month,) for month in months_of(counts))
        case ("indicator",):
            return ((code,) for code in project.indicators)
        case _:
            return ()


def _tables(
    counts: Counts, rows: Mapping[tuple[str, ...], Tally], project: Project
) -> Iterable[StatsTable]:
    by = counts.question.by
    if "unit" not in by or not counts.units.groups:
        yield _table("", rows, counts, project)
        return
    at = by.index("unit")
    left = dict(rows)
    for group, units in counts.units.groups.items():
        own = {key: left.pop(key) for key in list(left) if key[at] in units}
        yield _table(group, own, counts, project)
    if left:
        yield _table("", left, counts, project, is_rest=True)


def _table(
    group: str,
    tallies: Mapping[tuple[str, ...], Tally],
    counts: Counts,
    project: Project,
    *,
    is_rest: bool = False,
) -> StatsTable:
    by, rules = counts.question.by, counts.rules
    rows = [StatsRow(key, tally.counts, tally.points) for key, tally in tallies.items()]
    rows.sort(key=lambda row: _place(row, counts, project))
    if by == ("unit",) and not is_rest:
        rows = _with_ranks(rows, rules)
    units = {key[by.index("unit")] for key in tallies} if "unit" in by else {""}
    total = Tally()
    for unit in units & counts.once.keys():
        total.merge(counts.once[unit])
    return StatsTable(group, tuple(rows), StatsRow((), total.counts, total.points))


def _with_ranks(rows: Sequence[StatsRow], rules: StatsRules) -> list[StatsRow]:
    def value(row: StatsRow) -> Fraction:
        return row.points if rules.has_points else Fraction(row.adopted)

    ranks = ranked(rows, value, rules.ties)
    return [
        StatsRow(row.values, row.counts, row.points, rank)
        for row, rank in zip(rows, ranks, strict=True)
    ]


def _place(row: StatsRow, counts: Counts, project: Project) -> tuple[object, ...]:
    """Where a row stands: units by their points, sections as in the issue, months in time."""
    alone = len(row.values) == 1
    orders: dict[Dimension, Sequence[str]] = {
        "unit": counts.units.units,
        "section": project.sections,
    }
    place: list[object] = []
    for dimension, value in zip(counts.question.by, row.values, strict=True):
        order = orders.get(dimension, ())
        if alone and dimension in ("unit", "section"):
            points = row.points if counts.rules.has_points else NONE
            if dimension == "unit" or not order:
                place += [-points, -row.adopted]
        place.append(order.index(value) if value in order else len(order))
        place.append(_code(value) if dimension == "indicator" else ((), value))
    return tuple(place)


def _code(indicator: str) -> tuple[tuple[object, ...], str]:
    """Ⅱ-9 before Ⅱ-27; without a code last."""
    level, _dash, number = indicator.partition("-")
    return ((not number.isdecimal(), level, int(number) if number.isdecimal() else 0), indicator)
