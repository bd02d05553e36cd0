"""``[stats]`` of ``bulletin.toml``: how an office counts what it adopted, and for how many points.

Offices differ in all of it. Without settings items are counted, and there are no points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, TypeAlias

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.project.amounts import AMOUNT_FORMS
from bulletinc.toml import wanted_table, wrong_value

ByGroup: TypeAlias = Mapping[str, Fraction]  # "" is every group that has no amount of its own
Ties: TypeAlias = Literal["same", "dense", "order"]


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """How the circular of a month (信息采用情况通报) looks.

    ``name`` is its masthead, ``title`` its title with {year} and {month}. ``columns`` are those of
    its tables, in which the points of the month or of the year decide the rank. ``listed``: it ends
    with the list of what was adopted. ``chart`` is typed below each table of units, with {table}
    for 表1 and {column} for the head of the column that decides the rank. ``salutation`` stands
    below the title, ``closing`` is the last paragraph, ``distribution`` the lines of the colophon.
    """

    name: str = "信息采用情况通报"
    title: str = "关于{year}年{month}月信息采用情况的通报"
    issuer: str = ""
    columns: tuple[str, ...] = ("rank", "unit", "item", "brief", "higher", "month", "year")
    rank_by: Literal["month", "year"] = "month"
    listed: bool = True
    chart: str = "【图表：{table} 柱状 {column}】"
    salutation: str = ""
    closing: str = ""
    distribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatsRules:
    """The rules. All amounts are exact fractions, so that thirds add up.

    ``share`` is what a unit gets for its part of a digest: all that the digest is worth, an equal
    part of it, or a fixed amount. ``coauthors``: each has all, equal parts, or parts by weights
    from the first one on, the last of which repeats. ``several`` adoptions of one text add up, or
    only the highest counts, or only the highest of those by others counts beside our own; at most
    ``most`` adoptions of a text have points (0: all).

    ``late``, ``missed``, ``short`` (a piece below the ``quota`` of a month) and ``nothing`` (none
    sent in a month) are taken off. ``base_for`` says whether the base of a month is for all, or for
    those that sent their quota.

    ``groups`` has the units of each table, ``aliases`` the unit of each other name, ``without`` the
    names that are not counted. ``sections`` and ``journals`` have amounts that come before those of
    the forms; a journal may be our own masthead.
    """

    item: Fraction = Fraction(0)
    brief: Fraction = Fraction(0)
    article: Fraction = Fraction(0)
    share: Fraction | Literal["full", "divided"] = "full"
    coauthors: tuple[Fraction, ...] | Literal["full", "divided"] = "full"
    several: Literal["add", "highest", "highest journal"] = "add"
    most: int = 0
    sent: Fraction = Fraction(0)
    sent_most: Fraction | None = None
    commission: Fraction = Fraction(0)
    late: Fraction = Fraction(0)
    missed: Fraction = Fraction(0)
    nothing: Fraction = Fraction(0)
    short: Fraction = Fraction(0)
    base: ByGroup = field(default_factory=dict)
    quota: ByGroup = field(default_factory=dict)
    base_for: Literal["all", "quota"] = "all"
    briefs: tuple[str, ...] = ("简讯", "短讯", "简明信息", "信息点滴")
    without: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, Fraction] = field(default_factory=dict)
    journals: Mapping[str, Fraction] = field(default_factory=dict)
    levels: Mapping[str, Fraction] = field(default_factory=dict)
    instructions: Mapping[str, Fraction] = field(default_factory=dict)
    ledger: tuple[str, ...] = ()
    ties: Ties = "same"
    decimals: int | None = None
    notice: NoticeForm = field(default_factory=NoticeForm)

    @property
    def has_points(self) -> bool:
        """Whether anything is worth points."""
        amounts = [getattr(self, each) for each in _AMOUNTS]
        tables = (self.base, self.sections, self.journals, self.levels, self.instructions)
        return any(amounts) or any(any(table.values()) for table in tables)

    @property
    def units(self) -> tuple[str, ...]:
        """The units of all groups, in their order."""
        return tuple(unit for units in self.groups.values() for unit in units)


_AMOUNTS = "item brief article sent commission late missed nothing short".split()

# The form of each key below [stats]; it is read into the field of the same name.
STATS_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("item", "brief", "article", "sent", "sent_most", "commission"), "amount"),
    **dict.fromkeys(("late", "missed", "nothing", "short"), "penalty"),
    "share": "share",
    "coauthors": "coauthors",
    "several": "several",
    "most": "count",
    "base": "by group",
    "quota": "by group",
    "base_for": "base for",
    "briefs": "names",
    "without": "names",
    "groups": "groups",
    "aliases": "aliases",
    "sections": "amounts",
    "journals": "amounts",
    "levels": "amounts",
    "instructions": "amounts",
    "ledger": "files",
    "ties": "ties",
    "decimals": "decimals",
}
NOTICE_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("issuer", "chart", "closing", "salutation"), "line"),
    **dict.fromkeys(("name", "title"), "name"),
    "columns": "columns",
    "rank_by": "rank by",
    "listed": "yes or no",
    "distribution": "names",
}


def read_stats(file: Path, key: str, value: object) -> StatsRules:
    """The rules of a table ``[stats]``. Raises BulletinError for a mistake."""
    table = dict(_as_table(file, key, value))
    notice = table.pop("notice", {})
    found = _read_keys(file, key, table, STATS_KEYS, (*STATS_KEYS, "notice"))
    rules = StatsRules(
        **found,
        notice=NoticeForm(
            **_read_keys(
                file,
                f"{key}.notice",
                _as_table(file, f"{key}.notice", notice),
                NOTICE_KEYS,
                tuple(NOTICE_KEYS),
            )
        ),
    )
    _check_groups(file, key, rules)
    return rules


def _read_keys(
    file: Path,
    key: str,
    table: Mapping[str, object],
    forms: Mapping[str, str],
    known: tuple[str, ...],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for inner, each in table.items():
        whole = f"{key}.{inner}"
        if inner not in forms:
            raise BulletinError(
                _("{path}: there is no setting “{key}”.").format(path=file, key=whole),
                suggestion(whole, [f"{key}.{name}" for name in known]),
            )
        found[inner] = AMOUNT_FORMS[forms[inner]](file, whole, each)
    return found


def _as_table(file: Path, key: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise wrong_value(file, key, value, wanted_table(key))
    return value


def _check_groups(file: Path, key: str, rules: StatsRules) -> None:
    """Raise BulletinError for a unit in two groups, and for what is said of a group or unit that
    there is not.
    """
    first: dict[str, str] = {}
    for group, units in rules.groups.items():
        for unit in units:
            if unit in first:
                raise BulletinError(
                    _("{path}: {key} has “{name}” twice.").format(
                        path=file, key=f"{key}.groups", name=unit
                    ),
                    _("A unit belongs to one group: delete it in the other place."),
                )
            first[unit] = group
    said = [
        *((f"{key}.base", name, tuple(rules.groups)) for name in rules.base if name),
        *((f"{key}.quota", name, tuple(rules.groups)) for name in rules.quota if name),
        *((f"{key}.aliases", unit, rules.units) for unit in rules.aliases.values() if first),
    ]
    for where, name, known in said:
        if name not in known:
            raise BulletinError(
                _("{path}: {key} names “{name}”, which is not in {table}.").format(
                    path=file, key=where, name=name, table=f"[{key}.groups]"
                ),
                suggestion(name, known)
                if known
                else _("Write {wanted}.").format(wanted=wanted_table(f"{key}.groups")),
            )
