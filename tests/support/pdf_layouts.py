"""PDFs with each way in which programs draw text on a page, made by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.support.drawn_pdf import Drawn

_FIRST, _SIGNS = 0x4E00, 2500  # Han characters, in the order of Unicode: no two words are alike
_STEP = 28  # points from line to line


class PdfFile(NamedTuple):
    """A PDF: its bytes, and each word that stands on its pages."""

    name: str
    data: bytes
    words: tuple[str, ...]


class _Sheet:
    """A page in the making: words of its own, and the place of the next line."""

    def __init__(self, drawn: Drawn, chance: random.Random, words: list[str]) -> None:
        self.drawn, self.chance, self._words = drawn, chance, words
        self.parts: list[str] = []
        self.y = 780.0

    def word(self, length: int = 6) -> str:
        """A word that stands nowhere else."""
        word = "".join(chr(_FIRST + self.chance.randrange(_SIGNS)) for _each in range(length))
        self._words.append(word)
        return word

    def place(self) -> float:
        """The foot of the next line."""
        self.y -= _STEP
        return self.y

    def add(self, *parts: str) -> None:
        """Draw these."""
        self.parts += parts

    def set(self, operators: str, text: str, size: float = 16) -> None:
        """Draw a line with operators of a kind."""
        self.add("q ", self.drawn.text(text, 80, self.place(), size, operators), "Q\n")

    def turned(self, matrix: str, size: float = 16) -> None:
        """Draw a word in another direction."""
        self.add(f"BT /F1 {size} Tf {matrix} Tm {self.drawn.code(self.word())} Tj ET\n")


def _again(*moves: tuple[float, float]) -> Callable[[_Sheet], None]:
    def draw(sheet: _Sheet) -> None:
        text, y = sheet.word(), sheet.place()
        sheet.add(*(sheet.drawn.text(text, 80 + dx, y + dy) for dx, dy in moves))

    return draw


def _operators(*choices: str) -> Callable[[_Sheet], None]:
    return lambda sheet: sheet.set(sheet.chance.choice(choices), sheet.word())


def _turned(matrix: str, size: float = 16) -> Callable[[_Sheet], None]:
    return lambda sheet: sheet.turned(matrix, size)


def _columns(count: int, *, by_rows: bool) -> Callable[[_Sheet], None]:
    def draw(sheet: _Sheet) -> None:
        wide, top = 500 / count, sheet.y - _STEP
        cells = [(column, row) for column in range(count) for row in range(8)]
        for column, row in sorted(cells, key=lambda each: each[1]) if by_rows else cells:
            text = sheet.word(int(wide / 16) - 2)
            sheet.add(sheet.drawn.text(text, 50 + column * wide, top - 24 * row))

    return draw


def _raised(sheet: _Sheet) -> None:
    text, code, y = sheet.word(), sheet.drawn.code, sheet.place()
    ends = f"{code(text[:3])} Tj 5 Ts {code(text[3:])} Tj"
    sheet.add(f"BT /F1 16 Tf 1 0 0 1 80 {y} Tm {ends} ET\n")


def _scaled(sheet: _Sheet) -> None:
    place = f"1 0 0 1 800 {sheet.place() * 10} Tm"
    sheet.add(
        f"q 0.1 0 0 0.1 0 0 cm BT /F1 160 Tf {place} {sheet.drawn.code(sheet.word())} Tj ET Q\n"
    )


def _shuffled(sheet: _Sheet) -> None:
    text, y = sheet.word(12), sheet.place()
    parts = [sheet.drawn.text(sign, 80 + 16 * at, y) for at, sign in enumerate(text)]
    sheet.chance.shuffle(parts)
    sheet.add(*parts)


def _kerned(sheet: _Sheet) -> None:
    moves = (
        f"{sheet.drawn.code(sign)} {-40 * (at % 6)} " for at, sign in enumerate(sheet.word(10))
    )
    sheet.add(f"BT /F1 16 Tf 1 0 0 1 80 {sheet.place()} Tm [{''.join(moves)}] TJ ET\n")


def _stacked(sheet: _Sheet) -> None:
    word = sheet.word(8)
    sheet.add(*(sheet.drawn.text(sign, 540, 700 - 18 * at) for at, sign in enumerate(word)))


def _margins(sheet: _Sheet) -> None:
    for y in (820, 15):
        sheet.add(sheet.drawn.text(sheet.word(), 80, y, 9))


def _foot(sheet: _Sheet) -> None:
    sheet.add(sheet.drawn.text(sheet.word(), 80, 40, 10), sheet.drawn.text("— 1 —", 280, 25, 10))


def _beside(sheet: _Sheet) -> None:
    sheet.add(
        sheet.drawn.text(sheet.word(4), 420, 700), sheet.drawn.text(sheet.word(4), 440, 650, 10)
    )


WAYS: dict[str, Callable[[_Sheet], None]] = {
    "plain": lambda sheet: sheet.set("", sheet.word()),
    "twice": _again((0, 0), (0, 0)),
    "shadow": _again((0, 0), (1, -1), (0.5, 0)),
    "letter-spaced": _operators("2 Tc", "8 Tc", "16 Tc", "24 Tc"),
    "stretched": _operators("50 Tz", "80 Tz", "150 Tz", "200 Tz"),
    "raised": _raised,
    "invisible": _operators("3 Tr"),
    "clip": _operators("7 Tr"),
    "white": lambda sheet: sheet.add(
        "1 1 1 rg ", sheet.drawn.text(sheet.word(), 80, sheet.place()), "0 g "
    ),
    "scaled": _scaled,
    "form": lambda sheet: sheet.add(
        sheet.drawn.form(sheet.drawn.text(sheet.word(), 80, sheet.place()))
    ),
    "any order": _shuffled,
    "from the foot up": lambda sheet: sheet.parts.reverse(),
    "tiny": lambda sheet: sheet.set("", sheet.word(), sheet.chance.choice((1, 2, 4))),
    "kerned": _kerned,
    "upwards": _turned("0 1 -1 0 560 300"),
    "downwards": _turned("0 -1 1 0 560 500"),
    "slanting": _turned("0.7071 0.7071 -0.7071 0.7071 200 300", 40),
    "upside down": _turned("-1 0 0 -1 300 200"),
    "stacked": _stacked,
    "margins": _margins,
    "foot": _foot,
    "beside": _beside,
    "two columns": _columns(2, by_rows=False),
    "two columns in rows": _columns(2, by_rows=True),
    "three columns": _columns(3, by_rows=False),
    "three columns in rows": _columns(3, by_rows=True),
}


def pdf_files() -> Iterator[PdfFile]:
    """Each way on a page with lines, alone and with another; on one page and on several."""
    names = list(WAYS)
    for at, name in enumerate(names):
        for turn in range(3):
            beside = names[(at * 5 + turn * 11 + 1) % 15]  # those that take the next line
            yield _pdf_file(at * 3 + turn, name, beside if turn else "plain", turn + 1)


def _pdf_file(seed: int, way: str, beside: str, pages: int) -> PdfFile:
    chance, drawn = random.Random(seed), Drawn()
    words: list[str] = []
    for _page in range(pages):
        sheet = _Sheet(drawn, chance, words)
        for length in (20, 27, 8):
            sheet.set("", sheet.word(length) + "。")
        WAYS[beside](sheet)
        WAYS[way](sheet)
        drawn.page(*sheet.parts)
    return PdfFile(f"{way}-{beside}-{pages}".replace(" ", "_"), drawn.data(), tuple(words))
