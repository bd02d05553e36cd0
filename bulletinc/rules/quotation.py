"""Quotation marks, and which belong together: “”, ‘’ and the straight ones, within a paragraph.

A quotation that a paragraph leaves open may be closed in the next one: a page break of the draft
can cut it in two, and one of several paragraphs opens again in each (GB/T 15834-2011, 4.8).
Straight marks do not reach over the end of a paragraph. Apostrophes, feet and inches are none of
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_TOKEN = pattern("\n\\s*|[“”‘’\"']")
_LEVELS = {"“": 0, "”": 0, '"': 0, "‘": 1, "’": 1, "'": 1}
_YEAR = pattern("[0-9]{2}(?![0-9])")  # ’99
STRAIGHT = frozenset("\"'")
OPENING = frozenset("“‘")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: its place, and the number of its paragraph."""

    at: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text, each by its two marks, and the ``lonely`` marks that have no
    partner, in the order of the text.
    """

    pairs: tuple[tuple[Mark, Mark], ...]
    lonely: tuple[Mark, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """From each opening mark to after its closing one."""
        return tuple(Span(first.at, last.at + 1) for first, last in self.pairs)


@lru_cache(maxsize=4)
def quotations(text: str) -> Quotations:
    """The quotations of a text."""
    pairs: list[tuple[Mark, Mark]] = []
    lonely: list[Mark] = []
    opened: tuple[list[Mark], list[Mark]] = ([], [])  # in this paragraph, by level
    waiting: tuple[list[Mark], list[Mark]] = ([], [])  # left open by the one before
    paragraph = begins = 0
    for token in _TOKEN.finditer(text):
        sign, at = token[0], token.start()
        if sign[0] == "\n":
            lonely += _end_paragraph(text, opened, waiting)
            paragraph, begins = paragraph + 1, token.end()
            continue
        level, mark = _LEVELS[sign], Mark(at, paragraph)
        open_here = opened[level]
        if sign in STRAIGHT and _is_no_quotation_mark(text, at, is_open=bool(open_here)):
            continue
        if sign in OPENING or (sign in STRAIGHT and not open_here):
            if at == begins:
                waiting[level].clear()
            open_here.append(mark)
        elif open_here or waiting[level]:
            pairs.append(((open_here or waiting[level]).pop(), mark))
        elif sign != "’" or not (_is_letter(text[at - 1 : at]) or _YEAR.match(text, at + 1)):
            lonely.append(mark)
    lonely += [mark for marks in (*opened, *waiting) for mark in marks]
    return Quotations(
        tuple(sorted(pairs, key=lambda pair: pair[0].at)),
        tuple(sorted(lonely, key=lambda mark: mark.at)),
    )


def _end_paragraph(
    text: str, opened: tuple[list[Mark], list[Mark]], waiting: tuple[list[Mark], list[Mark]]
) -> list[Mark]:
    """Let the marks that a paragraph leaves open wait for the next one; return those that end.

    Those end that waited already, and straight ones, which do not reach over a paragraph's end.
    """
    ended: list[Mark] = []
    for open_here, waited in zip(opened, waiting, strict=True):
        ended += waited
        ended += [mark for mark in open_here if text[mark.at] in STRAIGHT]
        waited[:] = [mark for mark in open_here if text[mark.at] not in STRAIGHT]
        open_here.clear()
    return ended


def _is_no_quotation_mark(text: str, at: int, *, is_open: bool) -> bool:
    """don't, 5'30", 12": a straight mark in a word, or after a letter or figure where none is
    open.
    """
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return _is_letter(before) and (not is_open or (text[at] == "'" and _is_letter(after)))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
