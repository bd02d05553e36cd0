"""An office's own lists of people and of organisations. The program ships neither.

People: a CSV file with ``name`` and, where wanted, ``post``, ``order`` and ``gender``, or
姓名,职务,排序,性别; who comes first in the file comes first in a list, where no ``order`` says
otherwise. Organisations: ``name`` and, where wanted, ``short``, ``former`` and ``renamed``, or
全称,简称,原名,更名日期; several short or former names are parted by ``/``. A short list may stand
in ``bulletin.toml`` itself: ``people = [{name = "…", post = "…"}]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bulletinc.i18n import _
from bulletinc.project.csv_table import ListRow, read_rows, stamp_of

_PEOPLE = {
    "name": ("name", "姓名", "名字"),
    "post": ("post", "职务", "职位"),
    "order": ("order", "排序", "排名", "序号"),
    "gender": ("gender", "性别"),
}
_ORGANISATIONS = {
    "name": ("name", "全称", "名称", "现名"),
    "short": ("short", "简称"),
    "former": ("former", "原名", "曾用名", "旧称"),
    "renamed": ("renamed", "更名日期", "改名日期"),
}
_GENDERS = {"": "", "男": "男", "女": "女", "male": "男", "female": "女", "m": "男", "f": "女"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the office writes of: the ``posts`` as they stand before or after the name, and
    the place in an order of names, from 0; 男 or 女 where the list says so.
    """

    name: str
    posts: tuple[str, ...]
    order: int
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by its full name, its short ones, and what it was called until it was
    ``renamed``, where that is known.
    """

    name: str
    short: tuple[str, ...]
    former: tuple[str, ...]
    renamed: date | None


def read_people(file: Path, home: Path) -> tuple[Person, ...]:
    """The people of a list, in their order. Raises :class:`BulletinError` with file and line."""
    return _read_people(file, home, stamp_of(file))


def read_organisations(file: Path, home: Path) -> tuple[Organisation, ...]:
    """The organisations of a list. Raises :class:`BulletinError` with file and line."""
    return _read_organisations(file, home, stamp_of(file))


def people_of(rows: Iterable[ListRow]) -> tuple[Person, ...]:
    """The people of rows, in their order. Raises :class:`BulletinError` with the row's number."""
    found = [_person(row, place) for place, row in enumerate(_named(rows))]
    return tuple(sorted(found, key=lambda each: each.order))


def organisations_of(rows: Iterable[ListRow]) -> tuple[Organisation, ...]:
    """The organisations of rows. Raises :class:`BulletinError` with the row's number."""
    found: dict[str, Organisation] = {}
    for row in _named(rows):
        each = _organisation(row)
        for former in each.former:
            if former in (each.name, *each.short) or (
                former in found and each.name in found[former].former
            ):
                raise row.fault(
                    _("“{word}” is the former name, and the present one, too.").format(
                        word=row.shown(former)
                    ),
                    _("Correct one of the two."),
                )
        found[each.name] = each
    return tuple(found.values())


@lru_cache(maxsize=8)
def _read_people(file: Path, home: Path, _stamp: tuple[int, int]) -> tuple[Person, ...]:
    return people_of(read_rows(file, home, _PEOPLE, ("name",)))


@lru_cache(maxsize=8)
def _read_organisations(
    file: Path, home: Path, _stamp: tuple[int, int]
) -> tuple[Organisation, ...]:
    return organisations_of(read_rows(file, home, _ORGANISATIONS, ("name",)))


def _named(rows: Iterable[ListRow]) -> Iterator[ListRow]:
    """The rows, each with a name of its own."""
    names: set[str] = set()
    for row in rows:
        name = row["name"]
        if not name:
            raise row.fault(_("There is no name."), _("Fill it in, or delete the row."))
        if name in names:
            raise row.fault(
                _("“{word}” is in the list already.").format(word=row.shown(name)),
                _("Keep one of the two rows."),
            )
        names.add(name)
        yield row


def _person(row: ListRow, place: int) -> Person:
    order = row["order"]
    if order and not order.isdecimal():
        raise row.fault(
            _("The order “{order}” is no number.").format(order=row.shown(order)),
            _("Write a whole number, or leave it empty."),
        )
    gender = row["gender"].lower()
    if gender not in _GENDERS:
        raise row.fault(
            _("There is no gender “{gender}”.").format(gender=row.shown(gender)),
            _("Write 男 or 女, or leave it empty."),
        )
    return Person(
        row["name"], _several(row["post"]), int(order) if order else place, _GENDERS[gender]
    )


def _organisation(row: ListRow) -> Organisation:
    renamed = row["renamed"]
    try:
        day = date.fromisoformat(renamed) if renamed else None
    except ValueError:
        raise row.fault(
            _("“{date}” is no date.").format(date=row.shown(renamed)),
            _("Write it as 2026-03-05, or leave it empty."),
        ) from None
    return Organisation(row["name"], _several(row["short"]), _several(row["former"]), day)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in cell.split("/"))))
