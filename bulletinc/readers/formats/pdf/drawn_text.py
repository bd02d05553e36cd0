"""What the pages of a PDF draw as text, character by character, by pdfminer.

A character without Unicode is never guessed: it stands as 〓. What is drawn twice at one place,
to look bold, is read once.
"""

from __future__ import annotations

import math
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from bulletinc.readers.formats.pdf.page_lines import DrawnText, is_heavy, lines_of
from bulletinc.readers.formats.pdf.rules import Matrix, RuledLine, rules_of
from bulletinc.readers.formats.pdf.turned_text import (
    DrawnCharacter,
    angle_of,
    by_direction,
    without_stacks,
)
from bulletinc.text.radicals import RADICALS

MISSING = "〓"  # as printers set where a type is missing
_MOST_OPERATIONS = 5_000_000  # characters and forms; a page of a bulletin has a thousand
_MOST_RULES = 20_000  # of a page; a table has a hundred
_TIMEOUT_S = 90  # for the texts of all pages, which may share forms that are drawn without end
_SAME_PLACE = 0.12  # of the size: a character drawn again nearer than this only makes it bold
_GOES_ON = 0.1  # of the size: characters nearer than this were drawn in one go
# Shapes of other characters: radicals ⾏, compatibility ideographs, ligatures ﬁ.
_SHAPES = (("\u2e80", "\u2fdf"), ("\uf900", "\ufaff"), ("\ufb00", "\ufb06"))
_RADICALS = str.maketrans(RADICALS)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The texts of a page in the order in which they are drawn, its height, and its rules.

    ``turned``: what stands apart because it runs in another direction.
    """

    texts: list[DrawnText]
    height: float
    rules: list[RuledLine] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)


def drawn_pages(data: bytes, refuse: Callable[[], Exception]) -> Iterator[DrawnPage]:
    """Return what each page draws. Raises what ``refuse`` makes where that is without end."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import apply_matrix_pt

    class Device(PDFTextDevice):
        """Takes what an interpreter draws."""

        def __init__(self, manager: Any) -> None:
            super().__init__(manager)
            self.collector = _Collector(refuse)

        def begin_figure(self, *_arguments: object) -> None:
            self.collector.count()

        def paint_path(self, _state: object, stroke: bool, *more: Any) -> None:
            self.collector.add_rules(more[-1], self.ctm, stroked=stroke)

        def render_char(
            self, matrix: Any, font: Any, size: float, scaling: float, rise: float, cid: int,
            *_more: object,
        ) -> float:  # fmt: skip
            advance = float(font.char_width(cid) * size * scaling)
            x, y = apply_matrix_pt(matrix, (0, rise))
            end, end_y = apply_matrix_pt(matrix, (advance, rise))
            height = abs(size) * math.hypot(matrix[2], matrix[3])
            turn = angle_of(matrix[0], matrix[1])
            text, heavy = _unicode_of(font, cid), is_heavy(str(font.fontname))
            drawn = DrawnCharacter(text, x, y, end, height or 1.0, heavy, end_y, turn)
            self.collector.add(drawn)
            return advance

    manager = PDFResourceManager()
    device = Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(data)))):
        interpreter.process_page(page)
        _left, bottom, _right, top = page.mediabox
        rules = device.collector.rules
        texts, turned = device.collector.take()
        yield DrawnPage(texts, float(top - bottom), rules, turned)


def _unicode_of(font: Any, cid: int) -> str:
    """Return the character of a code. Where a font says what its codes mean, no other has any."""
    from pdfminer.pdffont import PDFUnicodeNotDefined

    try:
        known: str | None = font.unicode_map.get_unichr(cid) if font.unicode_map else None
        if font.unicode_map and known is None:
            return MISSING
        return known or str(font.to_unichr(cid))
    except (KeyError, PDFUnicodeNotDefined):
        return MISSING


class _Collector:
    """Collects the characters of a page within bounds of work and time."""

    def __init__(self, refuse: Callable[[], Exception]) -> None:
        self._refuse = refuse
        self._count = 0
        self._end = time.monotonic() + _TIMEOUT_S
        self._characters: list[DrawnCharacter] = []
        self._places: dict[tuple[str, int, int], DrawnCharacter] = {}
        self.rules: list[RuledLine] = []

    def count(self) -> None:
        """Count one thing that is drawn."""
        self._count += 1
        if self._count > _MOST_OPERATIONS or time.monotonic() > self._end:
            raise self._refuse()

    def add(self, character: DrawnCharacter) -> None:
        """Add a character, unless it is drawn again at its place."""
        self.count()
        character.text = _normal(character.text)
        if not character.text.strip():
            self._characters.append(character)
            return
        near = character.size * _SAME_PLACE
        x, y = round(character.x / near), round(character.y / near)
        for place in ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            again = self._places.get((character.text, *place))
            if again is not None and abs(again.size - character.size) < near:
                again.heavy = True
                return
        self._places[character.text, x, y] = character
        self._characters.append(character)

    def add_rules(
        self, path: Sequence[Sequence[Any]], matrix: Matrix | None, *, stroked: bool
    ) -> None:
        """Add the rules of a path that is drawn."""
        self.count()
        if len(self.rules) < _MOST_RULES:
            self.rules += rules_of(path, matrix, stroked=stroked)

    def take(self) -> tuple[list[DrawnText], list[str]]:
        """Return the texts of the page and what runs in another direction; begin the next page."""
        characters, others = by_direction(self._characters)
        texts, apart = without_stacks(list(_texts(characters)))
        for group in others:
            apart += [line.text for line in lines_of(_texts(group))]
        self._characters, self._places, self.rules = [], {}, []
        return texts, apart


def _texts(characters: list[DrawnCharacter]) -> Iterator[DrawnText]:
    """Join characters that go on in one place, in one size and weight."""
    text: list[str] = []
    first = last = None
    for each in characters:
        if first is not None and last is not None and _goes_on(last, each):
            text.append(each.text)
        else:
            if first is not None and last is not None:
                yield _joined(first, last, "".join(text))
            first, text = each, [each.text]
        last = each
    if first is not None and last is not None:
        yield _joined(first, last, "".join(text))


def _joined(first: DrawnCharacter, last: DrawnCharacter, text: str) -> DrawnText:
    return DrawnText(text, first.x, first.y, first.size, first.heavy, last.end - first.x)


def _goes_on(last: DrawnCharacter, each: DrawnCharacter) -> bool:
    return (
        (last.size, last.heavy) == (each.size, each.heavy)
        and abs(last.y - each.y) < each.size * _GOES_ON
        and abs(each.x - last.end) < each.size * _GOES_ON
    )


def _normal(text: str) -> str:
    """Return the characters that shapes stand for: 行 for ⾏, 民 for ⺠, fi for ﬁ."""
    text = text.translate(_RADICALS)
    if any(first <= sign <= last for sign in text for first, last in _SHAPES):
        return unicodedata.normalize("NFKC", text)
    return "".join(MISSING if sign == "\ufffd" or sign < " " else sign for sign in text)
