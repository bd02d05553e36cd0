"""The forms of values below ``[stats]``: each reads one, and says what to write instead of a wrong
one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeGuard

from bulletinc.i18n import _
from bulletinc.toml import wrong_value

_LARGEST = 1_000_000
_MOST_DECIMALS = 6
SEVERAL = ("add", "highest", "highest journal")
BASE_FOR = ("all", "quota")
TIES = ("same", "dense", "order")
RANK_BY = ("month", "year")
COLUMNS = (
    "rank unit sent adopted rate item brief share article higher instruction month year_adopted "
    "year"
).split()


def _is_number(value: object) -> TypeGuard[float]:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and abs(value) <= _LARGEST
        and math.isfinite(value)
    )


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def exact(value: float) -> Fraction:
    """The number as it was typed: 0.1 is a tenth."""
    return Fraction(repr(value))


def _read_amount(file: Path, key: str, value: object) -> Fraction:
    if not _is_number(value):
        raise wrong_value(file, key, value, _("a number without quotation marks, such as 0.5"))
    return exact(value)


def _read_penalty(file: Path, key: str, value: object) -> Fraction:
    """1 and -1 both mean that one point is taken off."""
    return -abs(_read_amount(file, key, value))


def _read_share(file: Path, key: str, value: object) -> object:
    if value in ("full", "divided"):
        return value
    if not _is_number(value):
        wanted = _('"full", "divided" or a number of points, such as 0.5')
        raise wrong_value(file, key, value, wanted)
    return exact(value)


def _read_coauthors(file: Path, key: str, value: object) -> object:
    if value in ("full", "divided"):
        return value
    if isinstance(value, list) and value and all(map(_is_number, value)) and min(value) > 0:
        return tuple(map(exact, value))
    wanted = _('"full", "divided" or weights from the first unit on, such as [7, 3]')
    raise wrong_value(file, key, value, wanted)


def _read_count(file: Path, key: str, value: object) -> int:
    if not _is_number(value) or not isinstance(value, int) or value < 0:
        raise wrong_value(file, key, value, _("a whole number, such as 3; 0 means without bound"))
    return value


def _read_by_group(file: Path, key: str, value: object) -> Mapping[str, Fraction]:
    if _is_number(value):
        return {"": exact(value)}
    if isinstance(value, Mapping) and all(map(_is_number, value.values())):
        return {group: exact(each) for group, each in value.items()}
    wanted = _('a number for all, or one for each group, such as {{ "…" = 4, "…" = 2 }}').format()
    raise wrong_value(file, key, value, wanted)


def _read_names(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(map(_is_name, value)):
        raise wrong_value(file, key, value, _('a list of names, such as ["…", "…"]'))
    return tuple(name.strip() for name in value)


def _read_files(file: Path, key: str, value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(map(_is_name, values)):
        wanted = _('the name of a file, or a list of names, such as ["…", "…"]')
        raise wrong_value(file, key, value, wanted)
    return tuple(str(file.parent / name) for name in values)


def _read_groups(file: Path, key: str, value: object) -> Mapping[str, tuple[str, ...]]:
    if isinstance(value, Mapping) and all(map(_is_name, value)):
        return {group: _read_names(file, f"{key}.{group}", each) for group, each in value.items()}
    wanted = _('a line for each group below [{key}], such as "…" = ["…", "…"]').format(key=key)
    raise wrong_value(file, key, value, wanted)


def _read_aliases(file: Path, key: str, value: object) -> Mapping[str, str]:
    """The unit of each other name; in the file each unit has a list of its other names."""
    if isinstance(value, Mapping) and all(map(_is_name, value)):
        lists = {unit: _read_names(file, f"{key}.{unit}", each) for unit, each in value.items()}
        return {alias: unit for unit, aliases in lists.items() for alias in aliases}
    wanted = _('a line for each unit below [{key}], such as "…" = ["…", "…"]').format(key=key)
    raise wrong_value(file, key, value, wanted)


def _read_amounts(file: Path, key: str, value: object) -> Mapping[str, Fraction]:
    if isinstance(value, Mapping) and all(map(_is_number, value.values())):
        return {name.strip(" 《》"): exact(each) for name, each in value.items()}
    wanted = _('a line for each name below [{key}], such as "…" = 3').format(key=key)
    raise wrong_value(file, key, value, wanted)


def _one_of(*known: str) -> Callable[[Path, str, Any], object]:
    def read(file: Path, key: str, value: object) -> object:
        if value not in known:
            names = _(", ").join(f'"{name}"' for name in known)
            raise wrong_value(file, key, value, _("one of {names}").format(names=names))
        return value

    return read


def _read_decimals(file: Path, key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_DECIMALS:
        raise wrong_value(file, key, value, _("a whole number from 0 to 6"))
    return value


def _read_columns(file: Path, key: str, value: object) -> tuple[str, ...]:
    names = _read_names(file, key, value)
    if not set(names) <= set(COLUMNS) or "unit" not in names or len(names) != len(set(names)):
        wanted = _('a list with "unit" and any of these: {names}').format(
            names=_(", ").join(f'"{name}"' for name in COLUMNS)
        )
        raise wrong_value(file, key, value, wanted)
    return names


def _read_line(file: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or "\n" in value or "\0" in value:
        raise wrong_value(file, key, value, _('a text in quotation marks, such as "…"'))
    return value.strip()


def _read_name(file: Path, key: str, value: object) -> str:
    if not _is_name(value):
        raise wrong_value(file, key, value, _('a text in quotation marks, such as "…"'))
    return _read_line(file, key, value)


def _read_bool(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong_value(file, key, value, _("true or false, without quotation marks"))
    return value


AMOUNT_FORMS: Mapping[str, Callable[[Path, str, Any], object]] = {
    "amount": _read_amount,
    "penalty": _read_penalty,
    "share": _read_share,
    "coauthors": _read_coauthors,
    "several": _one_of(*SEVERAL),
    "count": _read_count,
    "by group": _read_by_group,
    "base for": _one_of(*BASE_FOR),
    "names": _read_names,
    "files": _read_files,
    "groups": _read_groups,
    "aliases": _read_aliases,
    "amounts": _read_amounts,
    "ties": _one_of(*TIES),
    "decimals": _read_decimals,
    "columns": _read_columns,
    "line": _read_line,
    "name": _read_name,
    "rank by": _one_of(*RANK_BY),
    "yes or no": _read_bool,
}
