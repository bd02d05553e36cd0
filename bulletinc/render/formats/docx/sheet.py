"""The numbers of a theme as Word takes them: lengths in points, sizes of type in half points."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bulletinc.text.characters import HAN

_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75, "rem": 12.0}
_LENGTH = re.compile(r"([\d.]+)([a-z]+)")
_HAN = re.compile(f"[{HAN}]")
_GENERIC = {"serif", "sans-serif"}
_TWIPS = 20  # in a point
# Where Word and LibreOffice put the letters of a line of fixed height: its baseline four fifths down. The em box of the official faces
# goes from 0.88 above the baseline to 0.12 below it.
_BASELINE, _MIDDLE_ABOVE_BASELINE = 0.8, 0.38


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page that a layout describes. Lengths are points."""

    layout: Mapping[str, Any]

    def value(self, key: str) -> Any:
        """A value by its table and key: ``grid.lines``."""
        table, _, name = key.partition(".")
        return self.layout[table][name]

    def number(self, key: str) -> float:
        """A number by its table and key: ``masthead.below``."""
        return float(self.value(key))

    def length(self, key: str, em: float = 0.0) -> float:
        """A length by its table and key. ``em`` is the size of type where it is used."""
        amount, unit = _LENGTH.fullmatch(self.value(key)).groups()  # type: ignore[union-attr]  # the layout is checked
        return float(amount) * (em if unit == "em" else _POINTS[unit])

    @property
    def type_width(self) -> float:
        """The width of the type area (版心)."""
        return (
            self.length("page.width")
            - self.length("page.margin-left")
            - self.length("page.margin-right")
        )

    @property
    def pitch(self) -> float:
        """From a line of the grid to the next: in whole twips, and not more than leaves room for all lines."""
        height = (
            self.length("page.height")
            - self.length("page.margin-top")
            - self.length("page.margin-bottom")
        )
        return math.floor(height * _TWIPS / self.number("grid.lines")) / _TWIPS

    @property
    def body(self) -> float:
        """The size of the text."""
        return self.length("body.size")

    def faces(self, name: str) -> tuple[str, ...]:
        """The families of a face: first the one that an office calls it by, which has a Chinese name, then the others."""
        families = [family for family in self.value(f"faces.{name}") if family not in _GENERIC]
        return tuple(sorted(families, key=lambda family: not _HAN.search(family)))

    def colour(self, name: str) -> str:
        """A colour as RRGGBB; Word has no transparency."""
        digits = self.value(f"colour.{name}").removeprefix("#").upper()
        return "".join(digit * 2 for digit in digits[:3]) if len(digits) < 6 else digits[:6]


def half_points(size: float) -> int:
    """The size of type that is nearest from above, as Word has none between half points; :func:`tracking` makes up for it."""
    return math.ceil(round(size * 2, 6))


def tracking(size: float) -> float:
    """What has to be added to the width of each full-width letter of Word's size for it to be as wide as in this size."""
    return size - half_points(size) / 2


def sinking(leading: float, size: float) -> float:
    """How far letters stand below the middle of a line of fixed height."""
    return (_BASELINE - 0.5) * leading - _MIDDLE_ABOVE_BASELINE * size
