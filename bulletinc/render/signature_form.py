"""Where a sign-off and an annex list stand on their lines (GB/T 9704-2012, 7.3.4 and 7.3.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletinc.syntax import AnnexList, SignOff
from bulletinc.text.characters import is_wide
from bulletinc.text.typography import display

_NUMBER = re.compile(r"\d{1,3}\s?[.．、]")
_SEPARATOR = 0.5  # em: the blank after a number with a half-width point


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """The widths of the longest organ and of the day, in characters."""

    organ: float
    day: float

    @property
    def date_is_longer(self) -> bool:
        """Whether the day stands where the organ would, which gives way to the left."""
        return self.day > self.organ


def signature_form(sign_off: SignOff) -> SignatureForm:
    """How wide a sign-off is set."""
    return SignatureForm(
        max((_width(organ.text) for organ in sign_off.organs), default=0.0),
        _width(sign_off.date_text.text) if sign_off.date_text else 0.0,
    )


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One entry: its number as typed, if any, and its name."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class AnnexListForm:
    """The entries of an annex list, and the widths of what their names are aligned after."""

    label_width: float
    number_width: float
    entries: tuple[AnnexEntry, ...]


def annex_list_form(annexes: AnnexList) -> AnnexListForm:
    """How an annex list is set: all names begin at one place."""
    entries = []
    for entry in annexes.entries:
        text = display(entry.text).strip()
        found = _NUMBER.match(text)
        number = found[0] if found else ""
        entries.append(AnnexEntry(number, text[len(number) :].strip()))
    widest = max((_width(entry.number) for entry in entries if entry.number), default=0.0)
    half = any(entry.number.endswith(".") for entry in entries)
    return AnnexListForm(
        _width(annexes.label.text) + 1, widest + (_SEPARATOR if half else 0.0), tuple(entries)
    )


def _width(text: str) -> float:
    """The width of a text in characters: a digit or letter is half of one, as in 仿宋."""
    return sum(1.0 if is_wide(character) else 0.5 for character in display(text).strip())
