"""Text that a mail or a PDF broke at one width: which lines go on with the paragraph above them.

A paragraph that is broken so has no blank line inside, and its lines are as wide as the page but
the last. Its first line is often indented, the others are not. Where no such width is seen, each
line is its own paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from bulletinc.text.patterns import pattern

if TYPE_CHECKING:
    from bulletinc.parser.lines import SourceLine

_NARROWEST = 48  # columns; a mail or page is wider
_WIDEST = 140  # columns; a longer line is a paragraph of a word processor
_SLACK = 6  # columns that a line may lack where a sign or a number must not begin the next
_RAGGED = 12  # columns between lines of one text that was broken after so many characters
_FEWEST = 3  # lines that go on, to believe that a text without indents is broken
_CLOSED = "。！？：；!?:;…"
# A line with columns, a row of a table or markup is no text that goes on.
_NO_TEXT = pattern(r"\||#|\*\*|\S(?:\t|\s*\u3000\s*|[^\S\r\n]{2,})\S")
_OPENS = pattern(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)"
    r"|[【◆●■▌▲△★☆◇○□▶※·•]|——"
)


def columns(text: str) -> int:
    """About how many columns a text takes: every character of three bytes or more counts two."""
    if text.isascii():
        return len(text.expandtabs(8)) if "\t" in text else len(text)
    return len(text) + (len(text.encode(errors="surrogatepass")) - len(text)) // 2


def width(text: str, line: SourceLine) -> int:
    """The columns of a line with its indent."""
    return line.indent + columns(text[slice(*line.span)])


def wrapped_width(text: str, lines: Sequence[SourceLine]) -> int:
    """The width at which the text was broken, in columns; 0 where it was not."""
    widths = []
    indented = 0
    for line, below in pairwise(lines):
        if below.apart or below.indent or not _goes_on(text, line):
            continue
        size = width(text, line)
        if not _NARROWEST <= size <= _WIDEST or _OPENS.match(text, below.span.start):
            continue
        if _is_text(text, line):
            widths.append(size)
            indented += line.indent > 0
    if not widths:
        return 0
    limit = max(widths)
    if any(width(text, line) > limit + _RAGGED and _is_text(text, line) for line in lines):
        return 0
    full = sum(each >= limit - _SLACK for each in widths)
    return limit if indented or (full >= _FEWEST and full * 3 >= len(widths) * 2) else 0


def is_continuation(text: str, rows: Sequence[SourceLine], below: SourceLine, limit: int) -> bool:
    """Whether ``below`` goes on with the paragraph of these rows, in a text broken at this
    width.
    """
    line = rows[-1]
    if below.apart or below.indent or not _is_text(text, line):
        return False
    size = width(text, line)
    if size < max(limit - 2 * _RAGGED, _NARROWEST):
        return False
    # 1.值班带班到位。2.隐患排查到位。 / 3.人员稳控到位。: a full line may end with a sentence.
    return _goes_on(text, line) or (rows[0].indent > 0 and size >= limit - _SLACK)


def _goes_on(text: str, line: SourceLine) -> bool:
    return text[line.span.end - 1] not in _CLOSED


def _is_text(text: str, line: SourceLine) -> bool:
    return not _NO_TEXT.search(text, *line.span)
