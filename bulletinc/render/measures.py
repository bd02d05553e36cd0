"""What every form of page takes from a layout, computed once: formulas, lengths, rows of a name.

A formula works on points, for Word, and on expressions of CSS (:mod:`bulletinc.render.css`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from bulletinc.render.order import issuer_and_date, name_rows
from bulletinc.syntax import Masthead
from bulletinc.text.characters import HAN
from bulletinc.text.typography import display, ems
from bulletinc.theme.titles import title_rows

if TYPE_CHECKING:
    from bulletinc.render.css import Expression

Amount = TypeVar("Amount", float, "Expression")
NameRole: TypeAlias = Literal["sole", "kind", "organisation"]

# Lines of the grid that a masthead has below its name: the issue number, and issuer with date.
_LINES_BELOW_NAME = 2
_LINES_BESIDE_PICTURE = 2.5  # the same, with half a line of air around a picture

POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75, "rem": 12.0}
_LENGTH = re.compile(r"([\d.]+)([a-z]+)")
_HAN = re.compile(f"[{HAN}]")
_GENERIC_FAMILIES = {"serif", "sans-serif"}


def type_width(width: Amount, left: Amount, right: Amount) -> Amount:
    """The width of the type area (版心): what the margins leave of the page."""
    return width - left - right


def pitch(height: Amount, top: Amount, bottom: Amount, lines: Amount) -> Amount:
    """From a line of the grid to the next: the lines fill the type area."""
    return (height - top - bottom) / lines


def rule_room(gap: Amount, pitch: Amount, body: Amount) -> Amount:
    """From the line above the red rule down to the rule.

    The gap is measured from the letters, which stand in the middle of their line.
    """
    return gap - pitch / 2 + body / 2


def name_height(lines: Amount, pitch: Amount, rule_room: Amount, rule: Amount) -> Amount:
    """The least height of the name: with what stands below it, it fills the masthead's lines."""
    return (lines - _LINES_BELOW_NAME) * pitch - rule_room - rule


def picture_height(lines: Amount, pitch: Amount, rule_gap: Amount) -> Amount:
    """The greatest height of a picture that stands for the name."""
    return (lines - _LINES_BESIDE_PICTURE) * pitch - rule_gap


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of a masthead's name, on one line or more.

    Its size depends on its ``role``; ``letters`` is the width of its widest line, in characters.
    """

    role: NameRole
    text: str
    lines: tuple[str, ...]
    letters: float


def rows_of_name(masthead: Masthead, layout: Mapping[str, Any]) -> tuple[NameRow, ...]:
    """The rows of a name as a layout has them set. A row that shows nothing is left out."""
    table = layout["masthead"]
    texts = [text for text in name_rows(masthead, table["name-rows"]) if display(text).strip()]
    rows = []
    for text in texts:
        lines = title_rows(text, table["name-characters"])
        rows.append(NameRow("organisation", text, lines, max(map(ems, lines), default=1.0)))
    return tuple(
        NameRow(_role(number, len(rows)), row.text, row.lines, row.letters)
        for number, row in enumerate(rows, 1)
    )


def _role(number: int, count: int) -> NameRole:
    if count == 1:
        return "sole"
    return "kind" if number == count else "organisation"


def is_tight(masthead: Masthead, layout: Mapping[str, Any]) -> bool:
    """Whether issuer and date need the smaller size to stand on one line."""
    return bool(ems(issuer_and_date(masthead)) > layout["masthead"]["tight-from"])


@dataclass(frozen=True, slots=True)
class Measures:
    """A layout in numbers. Lengths are points."""

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
        found = _LENGTH.fullmatch(self.value(key))
        if found is None:  # the layout has been checked: the mistake is in the program
            raise ValueError(key)
        amount, unit = found.groups()
        return float(amount) * (em if unit == "em" else POINTS[unit])

    @property
    def type_width(self) -> float:
        """The width of the type area."""
        return type_width(
            *map(self.length, ("page.width", "page.margin-left", "page.margin-right"))
        )

    @property
    def type_height(self) -> float:
        """The height of the type area."""
        return self.pitch * self.number("grid.lines")

    @property
    def pitch(self) -> float:
        """From a line of the grid to the next."""
        height, top, bottom = map(
            self.length, ("page.height", "page.margin-top", "page.margin-bottom")
        )
        return pitch(height, top, bottom, self.number("grid.lines"))

    @property
    def body(self) -> float:
        """The size of the text."""
        return self.length("body.size")

    @property
    def rule_room(self) -> float:
        """From the line above the red rule down to the rule."""
        return rule_room(self.length("masthead.rule-gap"), self.pitch, self.body)

    @property
    def picture_height(self) -> float:
        """The greatest height of a picture that stands for the name."""
        return picture_height(
            self.number("masthead.lines"), self.pitch, self.length("masthead.rule-gap")
        )

    def row_size(self, row: NameRow) -> float:
        """The size of a row of the masthead's name: as large as the type area's width allows."""
        largest = self.length(f"masthead.{row.role}-largest")
        # In hundredths of a point, so that no rounding makes a line of it too long.
        widest = math.floor(100 * self.type_width / row.letters) / 100
        return max(self.length("masthead.name-smallest"), min(widest, largest))

    def row_spacing(self, row: NameRow, size: float) -> float:
        """The room between its letters and on both sides of them, as far as the line has any."""
        if row.role != "kind":
            return 0.0
        left = (self.type_width - row.letters * size) / (row.letters + 1)
        return max(0.0, min(self.length("masthead.kind-spacing", size), left))

    def families(self, face: str) -> tuple[str, ...]:
        """The families of a face, first those with the Chinese names that an office knows."""
        found = [name for name in self.value(f"faces.{face}") if name not in _GENERIC_FAMILIES]
        return tuple(sorted(found, key=lambda family: not _HAN.search(family)))

    def colour(self, name: str) -> str:
        """A colour as RRGGBB, without its transparency."""
        digits = self.value(f"colour.{name}").removeprefix("#").upper()
        return "".join(digit * 2 for digit in digits[:3]) if len(digits) < 6 else digits[:6]
