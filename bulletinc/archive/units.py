"""The units of an office: which one a name means, and in which table it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletinc.errors import nearest
from bulletinc.project import Project
from bulletinc.rules.units import belongs
from bulletinc.text.characters import squeeze

# 柳荫街道办事处 is 柳荫街道
_WHOLE_NAMES = ("办事处", "人民政府", "政府", "党委", "党工委", "委员会", "党政办", "办公室")
_LONGEST_PLACE = 4  # characters: 清溪区民政局 is 区民政局
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class UnitList:
    """The groups with their units. Without any, each name that is found is a unit.

    ``aliases`` has the unit of each other name, ``without`` the names that are not counted.
    """

    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    _group_of: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _unit_of: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for group, units in self.groups.items():
            self._group_of.update(dict.fromkeys(units, group))

    @property
    def units(self) -> tuple[str, ...]:
        """All units, in the order of their groups."""
        return tuple(self._group_of)

    def group_of(self, unit: str) -> str:
        """The group of a unit; empty for one that is in none."""
        return self._group_of.get(unit, "")

    def is_known(self, unit: str) -> bool:
        """Whether a unit is in the list, or there is no list."""
        return not self.groups or unit in self._group_of

    def unit_of(self, name: str) -> str:
        """The unit that a name means; the name itself where it is in no list, and nothing for one
        that is not counted.
        """
        if name not in self._unit_of:
            self._unit_of[name] = self._find(squeeze(name))
        return self._unit_of[name]

    def unit_in(self, title: str) -> str:
        """The unit of the list that a title names first; none where it names none."""
        places = [(at, -len(unit), unit) for unit in self.units if (at := title.find(unit)) >= 0]
        return min(places)[2] if places else ""

    def nearest_to(self, name: str) -> str | None:
        """The unit that was probably meant."""
        return nearest(name, (*self.units, *self.aliases))

    def _find(self, name: str) -> str:
        if name in self.without:
            return ""
        if name in self._group_of:
            return name
        if name in self.aliases:
            return self.aliases[name]
        units = self.units
        found = {unit for unit in units if _is_same(name, unit)}
        if len(found) == 1:
            return found.pop()
        if belongs(name, units):  # 柳荫街道槐荫巷社区
            return max((unit for unit in units if name.startswith(unit)), key=len, default=name)
        return name


def unit_list(project: Project) -> UnitList:
    """The units of ``[stats.groups]``; without groups those of ``sources.units``, in one."""
    rules = project.stats
    groups = {group: units for group, units in rules.groups.items() if units}
    if not groups and project.units:
        groups = {"": project.units}
    return UnitList(groups, dict(rules.aliases), frozenset(map(squeeze, rules.without)))


def _is_same(name: str, unit: str) -> bool:
    """Whether one is the other with the words that whole names have."""
    if name.startswith(unit) and name[len(unit) :] in _WHOLE_NAMES:
        return True
    short, whole = sorted((name, unit), key=len)
    place = len(whole) - len(short)
    return len(short) >= _SHORTEST and 0 < place <= _LONGEST_PLACE and whole.endswith(short)
