"""Text that a mail or a PDF broke at one width: which lines go on with the paragraph above them.

A paragraph that is broken so has no blank line inside, and its lines are as wide as the page but the last. Its first
line is often indented, the others are not. Where no such width is seen, each line is its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bulletinc.parser.lines import SourceLine

_NARROWEST = 48  # columns; a mail or page is wider
_WIDEST = 140  # columns; a longer line is a paragraph of a word processor
_SLACK = 6  # columns that a line may lack where a sign or a number must not begin the next
_RAGGED = 12  # columns between lines of one text that was broken after so many characters
_FEWEST = 3  # lines that go on, to believe that a text without indents is broken
_CLOSED = "。！？：；!?:;…"
# A line with columns, a row of a table or markup is no text that goes on.
_NO_TEXT = re.compile(r"\||#|\*\*|\S(?:\t|\s*\u3000\s*|[^\S\r\n]{2,})\S")
_OPENS = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)"
    r"|[【◆●■▌▲△★☆◇○□▶※·•]|——"
)


def wrapped_width(text: str, lines: Sequence[SourceLine]) -> int:
    """The width at which the text was broken, in columns; 0 where it was not."""
    widths = []
    widest = indented = 0
    for line, below in pairwise(lines):
        if not _is_text(text, line):
            continue
        widest = max(widest, line.width)
        if below.apart or not _NARROWEST <= line.width <= _WIDEST or not _goes_on(text, line):
            continue
        if below.indent or _OPENS.match(text, below.span.start):
            continue
        widths.append(line.width)
        indented += line.indent > 0
    if not widths or widest > max(widths) + _RAGGED:
        return 0
    width = max(widths)
    full = sum(each >= width - _SLACK for each in widths)
    return width if indented or (full >= _FEWEST and full * 3 >= len(widths) * 2) else 0


def is_continuation(text: str, rows: Sequence[SourceLine], below: SourceLine, width: int) -> bool:
    """Whether ``below`` goes on with the paragraph of these rows, in a text broken at this width."""
    line = rows[-1]
    if below.apart or below.indent or line.width < max(width - 2 * _RAGGED, _NARROWEST):
        return False
    if not _is_text(text, line):
        return False
    # 1.值班带班到位。2.隐患排查到位。 / 3.人员稳控到位。: a full line may end with a sentence.
    return _goes_on(text, line) or (rows[0].indent > 0 and line.width >= width - _SLACK)


def _goes_on(text: str, line: SourceLine) -> bool:
    return text[line.span.end - 1] not in _CLOSED


def _is_text(text: str, line: SourceLine) -> bool:
    return not _NO_TEXT.search(text, *line.span)
