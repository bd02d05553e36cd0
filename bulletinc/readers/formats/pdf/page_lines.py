"""Lines of a PDF page: drawn texts that stand side by side, from the top down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bulletinc.text.characters import is_wide

_HEAVY = ("bold", "black", "heavy", "hei", "黑")
_SAME_LINE = 0.5  # of the size: pieces whose feet differ by less stand on one line
_WIDE_GAP = 0.8  # of the size: wider ones are a gap that was typed
_CLEARLY_WIDE = 1.5  # of the size: wider ones are one whatever the others on their line are like
_CLEARLY_WIDER = 2.0  # times what is usual on the line, if that is justified
_COLUMN_GAP = 1.5  # of the size: wider ones may stand between the columns of a table
_WORD_GAP = 0.18
_GAP = "\u3000"
_TELLING = 3  # gaps on one line
_STOPS = "。，、；：！？”’）】》"  # justification widens the space after them


class DrawnText(NamedTuple):
    """Text drawn in one go: its origin in points from the left and the bottom, and its size.

    ``width`` is 0 where it is not known.
    """

    text: str
    x: float
    y: float
    size: float
    heavy: bool = False
    width: float = 0.0

    @property
    def end(self) -> float:
        """Where it ends; estimated, Han characters are as wide as high, others half that."""
        return self.x + (self.width or sum(map(_ems, self.text)) * self.size)


@dataclass(slots=True)
class PageLine:
    """A line: its text in runs of one weight, where it begins and ends, and its size.

    ``parts``: begin and end of its stretches between gaps as wide as those of a table.
    ``is_row``: it is a line of a table that the page rules, as the draft has it.
    """

    runs: list[tuple[str, bool]]
    x: float
    end: float
    y: float
    size: float
    parts: tuple[tuple[float, float], ...] = ()
    is_row: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(text for text, _heavy in self.runs)


def lines_of(pieces: Iterable[DrawnText]) -> list[PageLine]:
    """The lines of a page, from the top down, each from left to right."""
    rows: list[list[DrawnText]] = []
    for piece in sorted(
        _placed(piece for piece in pieces if piece.text),
        key=lambda piece: (-round(piece.y, 1), piece.x),
    ):
        if rows and abs(rows[-1][0].y - piece.y) <= _SAME_LINE * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        elif piece.text.strip():
            rows.append([piece])
    return [line for line in map(_line, rows) if line.text.strip()]


def _placed(pieces: Iterable[DrawnText]) -> Iterator[DrawnText]:
    """Return the texts as drawn, each where it begins: pypdf places only the first of a row."""
    before: DrawnText | None = None
    start = 0.0
    for piece in pieces:
        goes_on = before is not None and (piece.x, piece.y) == (start, before.y)
        start = piece.x
        before = piece._replace(x=before.end) if before is not None and goes_on else piece
        yield before


def _line(row: list[DrawnText]) -> PageLine:
    row.sort(key=lambda piece: piece.x)
    runs: list[tuple[str, bool]] = []
    usual = _usual_gap(row)
    before: DrawnText | None = None
    for piece in row:
        text = piece.text
        if before is not None:
            text = _between(before, piece, usual) + text
        runs.append((text, piece.heavy))
        before = piece
    inked = [piece for piece in row if piece.text.strip()]
    indent = len(inked[0].text) - len(inked[0].text.lstrip())
    x = inked[0].x + sum(map(_ems, inked[0].text[:indent])) * inked[0].size
    end = max(piece.end for piece in inked)
    sizes = sorted(piece.size for piece in inked for _each in piece.text.strip())
    return PageLine(_stripped(runs), x, end, inked[0].y, sizes[len(sizes) // 2], _parts(inked))


def _gap(left: DrawnText, right: DrawnText) -> float:
    return (right.x - left.end) / max(left.size, right.size)


def _usual_gap(row: Sequence[DrawnText]) -> float:
    """What justification put between the pieces of a line; 0 where too few can tell."""
    gaps = sorted(gap for left, right in pairwise(row) if (gap := _gap(left, right)) > _WORD_GAP)
    return gaps[len(gaps) // 2] if len(gaps) >= _TELLING else 0.0


def _parts(row: Sequence[DrawnText]) -> tuple[tuple[float, float], ...]:
    parts = [(row[0].x, row[0].end)]
    for left, right in pairwise(row):
        if _gap(left, right) >= _COLUMN_GAP:
            parts.append((right.x, right.end))
        else:
            parts[-1] = (parts[-1][0], right.end)
    return tuple(parts)


def _between(left: DrawnText, right: DrawnText, usual: float) -> str:
    """Return what was typed between two texts: a gap, a space between words, nothing."""
    gap = _gap(left, right)
    blank = left.text[-1:].isspace() or right.text[:1].isspace()
    if blank and gap < _COLUMN_GAP:
        return ""
    wide = gap >= _CLEARLY_WIDE or (gap >= _WIDE_GAP and gap >= usual * _CLEARLY_WIDER)
    if wide and left.text[-1:] not in _STOPS and right.text[:1] not in _STOPS:
        return _GAP
    latin = left.text[-1:].isascii() and right.text[:1].isascii()
    return (
        " "
        if not blank
        and latin
        and gap >= _WORD_GAP
        and (left.text[-1:].isalpha() or right.text[:1].isalpha())
        else ""
    )


def _stripped(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    runs = [run for run in runs if run[0]]
    runs[0] = (runs[0][0].lstrip(), runs[0][1])
    runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
    return runs


def is_heavy(face: str) -> bool:
    """Tell by its name whether a face is heavy."""
    name = face.rpartition("+")[2].lower()
    return any(word in name for word in _HEAVY)


def _ems(character: str) -> float:
    return 1.0 if is_wide(character, ambiguous=True) else 0.5
