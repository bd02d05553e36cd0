"""The numbers of a theme as Word takes them: sizes in half points, lengths in twips."""

from __future__ import annotations

import math

from bulletinc.render.measures import Measures

_TWIPS = 20  # in a point
# Where Word and LibreOffice put the letters of a line of fixed height: its baseline four fifths
# down. The em box of the official faces goes from 0.88 above the baseline to 0.12 below it.
_BASELINE, _MIDDLE_ABOVE_BASELINE = 0.8, 0.38


class WordMeasures(Measures):
    """A layout in numbers that Word can have."""

    __slots__ = ()

    @property
    def pitch(self) -> float:
        """From a line of the grid to the next, in whole twips: less, so that all lines fit."""
        return math.floor(round(super().pitch * _TWIPS, 6)) / _TWIPS

    @property
    def rule_room(self) -> float:
        """From the line above the red rule down to the rule, from where Word has the letters."""
        return max(0.0, super().rule_room + sinking(self.pitch, self.body))


def half_points(size: float) -> int:
    """The next size of type that Word has; :func:`tracking` makes up for the difference."""
    return math.ceil(round(size * 2, 6))


def tracking(size: float) -> float:
    """What to add to the width of a full-width letter of Word's size to make it as wide as this."""
    return size - half_points(size) / 2


def sinking(leading: float, size: float) -> float:
    """How far letters stand below the middle of a line of fixed height."""
    return (_BASELINE - 0.5) * leading - _MIDDLE_ABOVE_BASELINE * size


def centred_leading(size: float) -> float:
    """The height of a line in which letters stand in the middle, upright or running downwards."""
    return size * _MIDDLE_ABOVE_BASELINE / (_BASELINE - 0.5)


def twips(points: float) -> int:
    """A length in twentieths of a point."""
    return round(points * _TWIPS)


def eighths(points: float) -> int:
    """The thickness of a border in eighths of a point."""
    return round(points * 8)
