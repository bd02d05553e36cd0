"""The columns of a line: parted by tabs, by ``|`` or the lines of a box, or by wide spaces."""

from __future__ import annotations

import re

from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_GAP = pattern(r"\t[^\S\n]*|[^\S\n]*\u3000\s*|[^\S\n]{2,}")
BARS = "|│┃║"  # between cells; the last three are those of a box drawn in characters
_PIPE = pattern(rf"(?<!\\)[{BARS}]")
_FRAME = pattern(r"[─-╿\s]+")  # ┌──┬──┐
_RULE = pattern(r":?-{1,}:?")
_LETTER = pattern(r"[^\W\d_a-zA-Z]")


def piped(text: str, offset: int) -> list[Span]:
    """The cells between ``|``; those outside the first and last ``|`` of a framed row do not
    count.
    """
    start, end = 0, len(text.rstrip())
    if text[:1] in BARS:
        start = len(text) - len(text[1:].lstrip())
    if text[end - 1 : end] in BARS and end > start:
        end -= 1
    found, at = [], start
    for bar in _PIPE.finditer(text, start, end):
        found.append(_stripped(text, at, bar.start(), offset))
        at = bar.end()
    return [*found, _stripped(text, at, end, offset)]


def is_rule(text: str) -> bool:
    """Whether it is Markdown's line under the head of a table: |---|:--:|."""
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    return bool(cells) and all(_RULE.fullmatch(cell) for cell in cells)


def has_bar(text: str) -> bool:
    """Whether a bar parts the columns of a line."""
    return any(bar in text for bar in BARS)


def is_frame(text: str) -> bool:
    """Whether it is a line of a box: ┌──┬──┐."""
    return _FRAME.fullmatch(text) is not None


def gapped(text: str, offset: int) -> list[Span]:
    """The cells between gaps.

    Letters that stretch one word (合 计) are one cell; a tab always parts.
    """
    found: list[Span] = []
    at = 0
    for gap in _GAP.finditer(text):
        found.append(_stripped(text, at, gap.start(), offset))
        at = gap.end()
        # Two tabs in a row have an empty cell between them.
        found += [Span(offset + at, offset + at)] * (gap[0].count("\t") - 1)
    return _drawn_together(text, [*found, _stripped(text, at, len(text), offset)], offset)


def _drawn_together(text: str, cells: list[Span], offset: int) -> list[Span]:
    """Cells of one letter next to each other are one word: 合　计, 方　婷."""
    found: list[Span] = []
    stretched = False  # whether the last one may go on
    for cell in cells:
        single = cell.end - cell.start == 1 and _LETTER.match(text[cell.start - offset])
        if single and stretched and "\t" not in text[found[-1].end - offset : cell.start - offset]:
            found[-1] = Span(found[-1].start, cell.end)
        else:
            found.append(cell)
            stretched = _is_stretched(text[cell.start - offset : cell.end - offset])
    return found


def _is_stretched(text: str) -> bool:
    """Whether a cell is letters that stand apart, or one."""
    return _LETTER.match(text) is not None and all(len(part) == 1 for part in text.split())


def spaced(text: str, offset: int) -> list[Span]:
    """The cells between single spaces; a name that two spaces stretch (雷  鸣) is one."""
    words = [Span(offset + word.start(), offset + word.end()) for word in re.finditer(r"\S+", text)]
    return _drawn_together(text, words, offset)


def _stripped(text: str, start: int, end: int, offset: int) -> Span:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    bare = inner.strip()
    return Span(offset + start + left, offset + start + left + len(bare))
