"""The size of a table's type and the widths of its columns, so that it fits on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bulletinc.render.measures import Measures
from bulletinc.text.typography import ems

_SIZES = ("table.size", "table.smaller", "table.smallest")
_WORD = re.compile(r"[!-~]+")  # 1,204.5  GDP: no line breaks in it
_HEAD_LINES = 2  # that a heading of a column may be broken into, before it makes the column wider
_RULES = 0.15  # em: what the rules at the sides of a cell take of it
_ROOMY = 0.5  # of the width: a table that needs less is not made as wide as the type area
_AIR = 2.0  # em: what the columns of a narrow table have besides their text


@dataclass(frozen=True, slots=True)
class Fit:
    """The size in points, the widths of the columns in that size, and whether the page is
    turned.
    """

    size: float
    widths: tuple[float, ...]
    turned: bool


@dataclass(frozen=True, slots=True)
class _Column:
    """How wide a column has to be, and would like to be, in characters."""

    needed: float
    wanted: float


def fit(
    head: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], columns: int, measures: Measures
) -> Fit:
    """Find the largest size at which all columns have room; a turned page only where none has.

    Where not even that is enough, the columns share the width of the turned page.
    """
    padding = 2 * measures.length("table.padding", 1.0) + _RULES
    longest = measures.number("table.text-characters")
    found = [
        _column([row[at] for row in head], [row[at] for row in rows], longest, padding)
        for at in range(columns)
    ]
    needed = sum(column.needed for column in found)
    sizes = [measures.length(key) for key in _SIZES]
    for turned, width in ((False, measures.type_width), (True, measures.type_height)):
        for size in sizes:
            if needed * size <= width:
                return Fit(size, _widths(found, width / size), turned)
    room = measures.type_height / sizes[-1]
    return Fit(
        sizes[-1], tuple(round(column.needed * room / needed, 2) for column in found), turned=True
    )


def _column(head: Iterable[str], rows: Iterable[str], longest: float, padding: float) -> _Column:
    texts = list(rows)
    word = max(
        (ems(found) for text in (*head, *texts) for found in _WORD.findall(text)), default=0.0
    )
    widest = max(map(ems, texts), default=0.0)
    heading = max(map(ems, head), default=0.0)
    needed = max(word, min(widest, longest), heading / _HEAD_LINES + 0.5, 1.0)
    return _Column(needed + padding, max(needed, widest, heading) + padding)


def _widths(columns: Sequence[_Column], room: float) -> tuple[float, ...]:
    """Give each column what it needs, and share what is left by what each would like to have."""
    wanted = sum(column.wanted for column in columns)
    if wanted + _AIR * len(columns) <= room * _ROOMY:
        return tuple(round(column.wanted + _AIR, 2) for column in columns)
    if wanted <= room:
        more = (room - wanted) / len(columns)
        return tuple(_floored(column.wanted + more) for column in columns)
    return _shared(columns, room - sum(column.needed for column in columns))


def _shared(columns: Sequence[_Column], left: float) -> tuple[float, ...]:
    """Share what is left: the column that lacks least gets all it lacks, as far as there is."""
    widths = [column.needed for column in columns]
    by_lack = sorted(range(len(columns)), key=lambda at: columns[at].wanted - widths[at])
    for number, at in enumerate(by_lack):
        more = min(columns[at].wanted - widths[at], left / (len(columns) - number))
        widths[at] += more
        left -= more
    return tuple(map(_floored, widths))


def _floored(width: float) -> float:
    return int(width * 100) / 100
