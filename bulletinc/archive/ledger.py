"""The ledger (台账): what drafts cannot know. What was sent in, taken over by others, praised,
asked for, late.

A row that cannot be counted is told with its line, once for each fault; no row is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from bulletinc.archive.adoption import NONE, Adoption, Form, weights
from bulletinc.archive.units import UnitList
from bulletinc.errors import BulletinError, nearest
from bulletinc.i18n import _
from bulletinc.project.statistics import StatsRules
from bulletinc.readers.table_file import TableRow, read_table_file
from bulletinc.text.characters import squeeze

FILE_NAMES = ("台账.csv", "台账.xlsx", "ledger.csv", "ledger.xlsx")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "日期", "时间", "报送日期", "采用日期"),
    "unit": ("unit", "单位", "报送单位", "单位名称"),
    "title": ("title", "标题", "题目", "信息标题"),
    "journal": ("journal", "刊物", "采用刊物", "刊名"),
    "level": ("level", "级别", "层级", "采用级别"),
    "kind": ("kind", "类型", "类别", "种类"),
    "points": ("points", "分值", "得分", "分数"),
}
_NEEDED = ("date", "unit", "kind")
KINDS: Mapping[Form, tuple[str, ...]] = {
    "sent": ("sent", "报送", "上报", "投稿"),
    "higher": ("higher", "采用", "上级采用", "adopted"),
    "instruction": ("instruction", "批示", "领导批示"),
    "commission": ("commission", "约稿", "完成约稿", "约稿完成"),
    "missed": ("missed", "未完成约稿", "约稿未完成"),
    "late": ("late", "迟报"),
    "other": ("other", "加分", "扣分", "其他"),
}
_TAKEN_OFF = "扣分"
_BETWEEN_UNITS = re.compile(r"[、，,；;/／\s]+")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?(?:\s+[\d:]+)?"
    r"|(\d{4})(\d{2})(\d{2})"
)
_NUMBER = re.compile(r"[-+]?\d{1,6}(?:\.\d{1,6})?(?=分?\Z)")


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """What is wrong in a row. ``counted``: the row counts all the same."""

    path: Path
    line: int
    message: str
    remedy: str
    counted: bool = False

    def __str__(self) -> str:
        where = _("{path}:{line}: {message}").format(
            path=self.path, line=self.line, message=self.message
        )
        return f"{where}\n{self.remedy}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a ledger says, its faults in the order of its lines, and what a reader should know."""

    adoptions: tuple[Adoption, ...] = ()
    faults: tuple[LedgerFault, ...] = ()
    notes: tuple[str, ...] = ()


def read_ledger(path: Path, rules: StatsRules, units: UnitList) -> Ledger:
    """Read one. Raises BulletinError for a file that cannot be read or is no ledger."""
    table = read_table_file(path)
    head = table.rows[0] if table.rows else TableRow(1, ())
    reader = _LedgerReader(path, rules, units, _places(path, head))
    adoptions = [each for row in table.rows[1:] for each in reader.read(row)]
    return Ledger(tuple(adoptions), tuple(reader.faults), table.notes)


def ledgers_in(folder: Path) -> tuple[Path, ...]:
    """The ledgers that lie beside the drafts of a folder, by their names."""
    return tuple(folder / name for name in FILE_NAMES if (folder / name).is_file())


def _places(path: Path, head: TableRow) -> dict[str, int]:
    """The place of each column. Raises BulletinError where a needed one is missing."""
    names = [squeeze(cell).lower() for cell in head.cells]
    places = {
        column: at
        for column, words in COLUMNS.items()
        for at, name in enumerate(names)
        if name in words
    }
    if missing := [column for column in _NEEDED if column not in places]:
        raise BulletinError(
            _("{path}: this is not a ledger, or it lacks columns: {names}.").format(
                path=path, names=_(", ").join(COLUMNS[each][1] for each in missing)
            ),
            _(
                "Its first line names the columns: date,unit,title,journal,level,kind,points or "
                "日期,单位,标题,刊物,级别,类型,分值. date, unit and kind are needed."
            ),
        )
    return places


@dataclass(slots=True)
class _LedgerReader:
    """One file being read: ``places`` are the columns, ``seen`` the line of each row read."""

    path: Path
    rules: StatsRules
    units: UnitList
    places: dict[str, int]
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    faults: list[LedgerFault] = field(default_factory=list)

    def read(self, row: TableRow) -> Iterator[Adoption]:
        """The adoptions of a row, one for each of its units. Each fault in it is told."""
        day, form = self._day(row), self._form(row)
        names = [name for name in _BETWEEN_UNITS.split(self._cell(row, "unit")) if name]
        if not names:
            self._tell(
                row.line,
                _("There is no unit."),
                _("Write whose row it is. The row was not counted."),
            )
        sound = self._has_sound_points(row, form) and self._is_first(row)
        if not day or not form or not sound:
            return
        worth = self._worth(row, form)
        units = tuple(dict.fromkeys(filter(None, map(self.units.unit_of, names))))
        for unit in units:
            self._check_unit(row.line, unit)
        parts = weights(len(units), self.rules) if units else ()
        for unit, part in zip(units, parts, strict=True):
            yield Adoption(
                form,
                unit,
                day,
                worth * part,
                title=self._cell(row, "title"),
                journal=self._cell(row, "journal").strip("《》"),
                path=str(self.path),
                line=row.line,
                level=self._cell(row, "level"),
                first=unit == units[0],
            )

    def _cell(self, row: TableRow, column: str) -> str:
        at = self.places.get(column, len(row.cells))
        return " ".join(row.cells[at].split()) if at < len(row.cells) else ""

    def _tell(self, line: int, message: str, remedy: str, *, counted: bool = False) -> None:
        self.faults.append(LedgerFault(self.path, line, message, remedy, counted))

    def _day(self, row: TableRow) -> str:
        typed = self._cell(row, "date")
        found = _DATE.fullmatch(typed)
        if found:
            year, month, day = (found[1] or found[4], found[2] or found[5], found[3] or found[6])
            try:
                whole = date(int(year), int(month), int(day or 1)).isoformat()
            except ValueError:
                pass
            else:
                return whole if day else whole[:7]
        self._tell(
            row.line,
            _("“{text}” is not a date.").format(text=typed) if typed else _("There is no date."),
            _("Write it with its year, such as 2026-03-05. The row was not counted."),
        )
        return ""

    def _form(self, row: TableRow) -> Form | None:
        typed = squeeze(self._cell(row, "kind")).lower()
        form = next((form for form, words in KINDS.items() if typed in words), None)
        if form is None:
            known = [words[1] for words in KINDS.values()]
            near = nearest(typed, [word for words in KINDS.values() for word in words])
            self._tell(
                row.line,
                _("There is no kind “{text}”.").format(text=typed)
                if typed
                else _("There is no kind."),
                _("Did you mean “{name}”? The row was not counted.").format(name=near)
                if near
                else _("The kinds are: {names}. The row was not counted.").format(
                    names=_(", ").join(known)
                ),
            )
        return form

    def _has_sound_points(self, row: TableRow, form: Form | None) -> bool:
        typed = self._cell(row, "points")
        if typed and not _NUMBER.match(typed):
            self._tell(
                row.line,
                _("“{text}” is not a number of points.").format(text=typed),
                _("Write a number such as 2 or 0.5. The row was not counted."),
            )
            return False
        if form == "other" and not typed:
            self._tell(
                row.line,
                _("There are no points."),
                _("Write how many points are given or taken off. The row was not counted."),
            )
            return False
        return True

    def _is_first(self, row: TableRow) -> bool:
        """Whether no row above says the same."""
        key = tuple(squeeze(self._cell(row, column)) for column in COLUMNS)
        first = self.seen.setdefault(key, row.line)
        if first != row.line:
            self._tell(
                row.line,
                _("This row is the same as that of line {line}.").format(line=first),
                _("Delete one of them. The second one was not counted."),
            )
        return first == row.line

    def _check_unit(self, line: int, unit: str) -> None:
        if self.units.is_known(unit):
            return
        near = self.units.nearest_to(unit)
        self._tell(
            line,
            _("“{name}” is in no group of bulletin.toml.").format(name=unit),
            _("Did you mean “{name}”?").format(name=near)
            if near
            else _("Correct the name, or write it into [stats.groups]."),
            counted=True,
        )

    def _worth(self, row: TableRow, form: Form) -> Fraction:
        """What a row is worth to one unit: what it says itself comes before the rules."""
        if typed := _NUMBER.match(self._cell(row, "points")):
            points = Fraction(typed[0])
            taken_off = self._cell(row, "kind") == _TAKEN_OFF or form in ("late", "missed")
            return -abs(points) if taken_off else points
        match form:
            case "higher":
                journal = self._cell(row, "journal").strip("《》")
                if journal in self.rules.journals:
                    return self.rules.journals[journal]
                return self._by_level(row, self.rules.levels, "stats.levels")
            case "instruction":
                return self._by_level(row, self.rules.instructions, "stats.instructions")
            case "sent":
                return self.rules.sent
            case "commission":
                return self.rules.commission
            case "late":
                return self.rules.late
            case "missed":
                return self.rules.missed
            case _:
                return NONE

    def _by_level(self, row: TableRow, amounts: Mapping[str, Fraction], key: str) -> Fraction:
        level = self._cell(row, "level")
        if level in amounts or not amounts:
            return amounts.get(level, NONE)
        near = nearest(level, amounts)
        self._tell(
            row.line,
            _("There are no points for the level “{level}”.").format(level=level),
            _("Did you mean “{name}”?").format(name=near)
            if near
            else _("Correct the level, or write it into [{key}].").format(key=key),
            counted=True,
        )
        return NONE
