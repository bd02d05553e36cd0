"""Where the lines of the canonical form stand in a draft as it was typed.

The canonical form has the letters of the draft in their order; white space and marks (``|``,
``**``, ``#``) may differ. So letters are counted off against each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletinc.revision.version import LETTER, Version
from bulletinc.text.source import Span

_MARK = re.compile(r"[|#>\-:*]")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class TypedLines:
    """A draft cut up: ``spans`` has the place of each unit of its version, in order.

    Blanks at both ends of a line belong to it; what lies between units is white space.
    """

    text: str
    spans: tuple[Span, ...]
    version: Version

    def chunk(self, number: int) -> str:
        """Return a unit as it was typed."""
        return self.text[slice(*self.spans[number])]

    def gap(self, number: int) -> str:
        """Return what was typed between a unit and the next."""
        return self.text[self.spans[number].end : self.spans[number + 1].start]

    @property
    def head(self) -> str:
        """What was typed before the first unit."""
        return self.text[: self.spans[0].start] if self.spans else ""

    @property
    def tail(self) -> str:
        """What was typed after the last unit."""
        return self.text[self.spans[-1].end :] if self.spans else self.text

    def places(self, number: int) -> list[Span | None]:
        """Return for each character of a unit the place in its chunk, ``None`` where it has none.

        White space that differs has the place of what was typed instead of it.
        """
        canonical, chunk = self.version.units[number].text, self.chunk(number)
        ours = [match.start() for match in LETTER.finditer(canonical)]
        typed = [match.start() for match in LETTER.finditer(chunk)]
        found: list[Span | None] = [None] * len(canonical)
        for here, there in zip(ours, typed, strict=False):
            found[here] = Span(there, there + 1)
        if len(ours) != len(typed):
            return found
        bounds = zip(
            pairwise((-1, *ours, len(canonical))), pairwise((-1, *typed, len(chunk))), strict=True
        )
        for (first, last), (begin, end) in bounds:
            _match_blanks(canonical, Span(first + 1, last), chunk, Span(begin + 1, end), found)
        return found


def _match_blanks(
    canonical: str, ours: Span, chunk: str, typed: Span, found: list[Span | None]
) -> None:
    """Place the white space and marks between two letters."""
    before, after = canonical[slice(*ours)], chunk[slice(*typed)]
    if before == after:
        for at in range(*ours):
            found[at] = Span(typed.start + at - ours.start, typed.start + at - ours.start + 1)
    elif not _MARK.search(before + after):
        for at in range(*ours):
            found[at] = typed
    elif _MARK.findall(before) == _MARK.findall(after):
        marks = [typed.start + each.start() for each in _MARK.finditer(after)]
        for each, mark in zip(_MARK.finditer(before), marks, strict=True):
            found[ours.start + each.start()] = Span(mark, mark + 1)


def typed_lines(version: Version) -> TypedLines | None:
    """Find the units of a version in the draft; ``None`` where letters are not the same."""
    typed, text = version.typed.text, version.text
    ours = [match.start() for match in LETTER.finditer(text)]
    letters = [match.start() for match in LETTER.finditer(typed)]
    if len(ours) != len(letters):
        return None
    held = [
        (number, letters[first], letters[last - 1])
        for number, (first, last) in enumerate(
            (bisect_left(ours, span.start), bisect_left(ours, span.end)) for span in version.spans
        )
        if last > first
    ]
    if len(held) < len(version.units):
        return None
    return TypedLines(typed, tuple(_spans(typed, [(one, two) for _at, one, two in held])), version)


def _spans(text: str, letters: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Return the span of each unit, whose first and last letters are given."""
    if not letters:
        return
    start = _line_start(text, letters[0][0])
    for (_first, last), (following, _last) in pairwise(letters):
        end, begin = _between(text, last + 1, following)
        yield Span(start, end)
        start = begin
    last = letters[-1][1] + 1
    last = _end_of_marks(text, last, len(text))
    stop = _LINE_END.search(text, last)
    yield Span(start, stop.start() if stop else len(text))


def _between(text: str, end: int, start: int) -> tuple[int, int]:
    """Return where a unit ends and the next begins, which have these letters at their sides."""
    line_ends = list(_LINE_END.finditer(text, end, start))
    if line_ends:
        end = _end_of_marks(text, end, line_ends[-1].start())
        stop = _LINE_END.search(text, end, start)
        return stop.start() if stop else end, line_ends[-1].end()
    blank = re.compile(r"\s").search(text, end, start)
    ends = blank.start() if blank else end
    between = text[ends:start]
    return ends, ends + len(between) - len(between.lstrip())


def _end_of_marks(text: str, end: int, stop: int) -> int:
    """Return the end of the marks behind a letter, those on lines of their own (|---|) as well."""
    marks = [each.end() for each in _MARK.finditer(text, end, stop)]
    return marks[-1] if marks else end


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
