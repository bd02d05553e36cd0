"""The rows of a masthead's name in Word: their sizes, and the room between their letters."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.measures import NameRow, rows_of_name
from bulletinc.syntax import Masthead
from bulletinc.theme.titles import title_rows


@dataclass(frozen=True, slots=True)
class SizedRow:
    """A row of the name as it is set, in the style of this id."""

    style: str
    lines: tuple[str, ...]
    size: float
    spacing: float = 0.0


def sized_rows(measures: WordMeasures, masthead: Masthead) -> list[SizedRow]:
    """The rows of the name, each as large as the type area's width allows.

    Organisations (清溪区、白河镇) have one size, the smallest that one of them needs; the kind word
    (工作简报) is spaced out over its line.
    """
    rows = [_sized(measures, row) for row in rows_of_name(masthead, measures.layout)]
    smallest = min((row.size for row in rows if row.style == "organisation"), default=0.0)
    return [replace(row, size=smallest) if row.style == "organisation" else row for row in rows]


def _sized(measures: WordMeasures, row: NameRow) -> SizedRow:
    width = measures.type_width
    # In half points, so that no rounding makes a line of it too long.
    widest = math.floor(2 * width / row.letters) / 2
    largest = measures.length(f"masthead.{row.role}-largest")
    size = max(measures.length("masthead.name-smallest"), min(widest, largest))
    spacing = measures.row_spacing(row, size)
    lines = broken_rows(row.text, measures.value("masthead.name-characters"))
    style = "organisation" if row.role == "organisation" else "name"
    return SizedRow(style, lines, size, spacing)


def broken_rows(text: str, longest: int) -> tuple[str, ...]:
    """The rows of a centred text, each but the last with the blank between it and the next."""
    whole, rows = display_text(text).strip(), title_rows(text, longest)
    starts, at = [], 0
    for row in rows:
        starts.append(whole.index(display_text(row), at))
        at = starts[-1] + len(display_text(row))
    pieces = [whole[start:end] for start, end in pairwise([*starts, len(whole)])]
    # A blank of another width at a row's end would move the row out of the middle.
    return tuple(f"{piece.rstrip()} " if piece != piece.rstrip() else piece for piece in pieces)
