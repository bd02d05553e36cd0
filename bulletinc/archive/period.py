"""The days that are asked for, as people type them."""

from __future__ import annotations

import re
from datetime import date

from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_TYPED = re.compile(
    r"(?P<year>\d{4})年?(?:[-/.]?(?P<month>\d{1,2})月?(?:[-/.]?(?P<day>\d{1,2})日?)?)?"
)
_LAST_MONTH = 12


def first_day(typed: str) -> str:
    """The beginning of a day, month or year, to compare days with. Raises BulletinError."""
    return "-".join(_parts(typed))


def day_after(typed: str) -> str:
    """What a day of the same day, month or year is always before. Raises BulletinError."""
    parts = _parts(typed)
    numbers = [*map(int, parts)]
    match len(numbers):
        case 1:
            return f"{numbers[0] + 1:04}"
        case 2 if numbers[1] == _LAST_MONTH:
            return f"{numbers[0] + 1:04}-01"
        case 2:
            return f"{numbers[0]:04}-{numbers[1] + 1:02}"
        case _:
            return f"{'-'.join(parts)}~"  # after the day, and all that begins with it


def month_of(typed: str) -> str:
    """A month as 2026-03. Raises BulletinError for a year or a day."""
    parts = _parts(typed)
    if len(parts) != len(("year", "month")):
        raise BulletinError(
            _("“{text}” is not a month.").format(text=typed),
            _("Write year and month, such as 2026-03."),
        )
    return "-".join(parts)


def _parts(typed: str) -> tuple[str, ...]:
    found = _TYPED.fullmatch(typed.strip())
    if found:
        numbers = [int(part) for part in found.groups() if part]
        try:
            date(*numbers, *[1] * (3 - len(numbers)))
        except ValueError:
            pass
        else:
            return tuple(f"{number:0{4 if not at else 2}}" for at, number in enumerate(numbers))
    raise BulletinError(
        _("“{text}” is not a date.").format(text=typed),
        _("Write a month such as 2026-03, a day such as 2026-03-05, or a year."),
    )
