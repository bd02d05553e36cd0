"""Prose in columns on a page of a PDF: read one column after the other.

A gutter that stays free beside four lines or more, with full lines on both sides of it, parts
columns of prose. Cells of tables are short, or end where they like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bulletinc.readers.formats.pdf.page_lines import DrawnText, PageLine, lines_of

_LEAST_LINES = 4  # of a column
_NARROWEST = 8  # ems of a column
_GUTTER = (0.8, 0.1)  # ems left of a column, between which nothing stands
_FULL = 1.6  # ems that a full line lacks at most
_MOST_FULL = 0.6  # of the lines of a column
_SAME_LINE = 0.5  # of the size
_MOST_PLACES = 6  # where a column may begin
_MOST_COLUMNS = 4


def lines_in_order(texts: Sequence[DrawnText], most: int = _MOST_COLUMNS) -> list[PageLine]:
    """Return the lines of a page as they are read; those of a column as if it filled the page."""
    plain = lines_of(texts)
    best: list[PageLine] = plain
    if most > 1:
        most_lines = 0
        for place in _places(texts):
            found, count = _parted(texts, place, most)
            if count > most_lines:
                best, most_lines = found, count
    return best


def _places(texts: Sequence[DrawnText]) -> list[float]:
    """Return where columns may begin: several texts do, and these are not the leftmost."""
    starts = Counter(round(text.x) for text in texts if text.text.strip())
    common = [place for place, count in starts.most_common(_MOST_PLACES) if count >= _LEAST_LINES]
    return [float(place) for place in sorted(common)[1:]]


def _parted(texts: Sequence[DrawnText], place: float, most: int) -> tuple[list[PageLine], int]:
    """Return the lines parted at a place, and how many of them stand in columns."""
    lines: list[PageLine] = []
    band: list[DrawnText] = []
    across: list[DrawnText] = []
    count = 0

    def end_band() -> None:
        nonlocal count
        columns = _columns(band, place, most)
        count += len(columns)
        lines.extend(columns or lines_of(band))
        band.clear()

    covering = [text for text in texts if _covers(text, place)]
    heights = sorted(text.y for text in covering)
    for text in sorted(texts, key=lambda each: (-round(each.y, 1), each.x)):
        if _is_near(heights, text):
            end_band()
            across.append(text)
        else:
            lines.extend(lines_of(across))
            across.clear()
            band.append(text)
    lines.extend(lines_of(across))
    end_band()
    return lines, count


def _is_near(heights: Sequence[float], text: DrawnText) -> bool:
    return any(abs(height - text.y) <= _SAME_LINE * text.size for height in heights)


def _covers(text: DrawnText, place: float) -> bool:
    left, right = (place - each * text.size for each in _GUTTER)
    return bool(text.text.strip()) and text.x < right and text.end > left


def _columns(band: Sequence[DrawnText], place: float, most: int) -> list[PageLine]:
    """Return the lines of two sides, the left ones first; nothing where one is no prose."""
    left = [text for text in band if text.x < place - text.size * _GUTTER[1]]
    right = [text for text in band if text.x >= place - text.size * _GUTTER[1]]
    sides = [lines_in_order(side, most - 1) for side in (left, right) if len(side) >= _LEAST_LINES]
    if len(sides) < 2 or not all(map(_is_prose, sides)):
        return []
    start, end = min(line.x for line in sides[0]), max(line.end for line in sides[1])
    return [line for side in sides for line in _widened(side, start, end)]


def _is_prose(lines: Sequence[PageLine]) -> bool:
    """Tell whether most lines are full."""
    start, end = min(line.x for line in lines), max(line.end for line in lines)
    full = [line for line in lines if line.end >= end - _FULL * line.size]
    alone = [line for line in lines if len(line.parts) < 2]
    return (
        len(lines) >= _LEAST_LINES
        and end - start >= _NARROWEST * lines[0].size
        and min(len(full), len(alone)) >= len(lines) * _MOST_FULL
    )


def _widened(lines: Sequence[PageLine], start: float, end: float) -> list[PageLine]:
    """Return lines moved so that their column begins and ends there."""
    left = start - min(line.x for line in lines)
    right = end - max(line.end for line in lines)
    return [
        replace(
            line,
            x=line.x + left,
            end=line.end + right,
            parts=tuple((begin + left, stop + left) for begin, stop in line.parts),
        )
        for line in lines
    ]
