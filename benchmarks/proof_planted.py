"""Errors to be found: written ones of ``proof_errors.txt``, and such as chance makes in sentences
that are right. The same seed plants the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

WRITTEN = Path(__file__).with_name("proof_errors.txt")
EACH = 20  # errors a class
_CHOICE = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")
_HAN = "[\u4e00-\u9fff]"
_LETTER = re.compile(_HAN)
_WORD = re.compile(f"{_HAN}{{2}}")
_PAIR = re.compile(r"“[^“”]{2,30}”|《[^《》]{2,30}》|（[^（）]{2,30}）")
_SIGN = re.compile("[，。；：、]")
_HALF = dict(zip("，。；：？！（）“”", ',.;:?!()""', strict=True))
_PARTICLES = "的了在是有和一不"
_DOUBLED = ("，，", "。。", "，。", "、、", "；；", "：：", "、，")


class Planted(NamedTuple):
    """A sentence with an error, and the same sentence right."""

    kind: str
    right: str
    wrong: str


def planted(sentences: Sequence[str], seed: int) -> Iterator[Planted]:
    """All errors, class by class. ``sentences`` are right ones, for those that chance makes."""
    yield from _written()
    for kind, make in _MADE.items():
        chance = Random(f"{seed} {kind}")
        done: set[str] = set()
        while len(done) < EACH:
            right = chance.choice(sentences)
            wrong = make(right, chance)
            if wrong and wrong not in (right, *done):
                done.add(wrong)
                yield Planted(kind, right, wrong)


def _written() -> Iterator[Planted]:
    kind = ""
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if _CHOICE.search(line):
            yield Planted(kind, _CHOICE.sub(r"\1", line), _CHOICE.sub(r"\2", line))
        elif line:
            kind = line


def _without_a_letter(text: str, chance: Random) -> str:
    at = chance.choice([each.start() for each in _LETTER.finditer(text)])
    return text[:at] + text[at + 1 :]


def _with_a_letter(text: str, chance: Random) -> str:
    at = chance.choice([each.start() for each in _LETTER.finditer(text)])
    return text[:at] + chance.choice(_PARTICLES) + text[at:]


def _twice(text: str, chance: Random) -> str:
    """A particle twice, or a word."""
    particles = [each.start() for each in re.finditer("[的了在和是]", text)]
    if particles and chance.random() < 1 / 2:
        at = chance.choice(particles)
        return text[: at + 1] + text[at:]
    at = chance.choice([each.start() for each in _WORD.finditer(text)])
    return text[: at + 2] + text[at:]


def _turned(text: str, chance: Random) -> str:
    at = chance.choice([each.start() for each in _WORD.finditer(text)])
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _wrong_sign(text: str, chance: Random) -> str:
    """A sign twice, two together, or one for another."""
    at = chance.choice([each.start() for each in _SIGN.finditer(text)])
    if chance.random() < 3 / 4:
        return text[:at] + chance.choice(_DOUBLED) + text[at + 1 :]
    return text[:at] + chance.choice("，。；：、") + text[at + 1 :]


def _half_a_pair(text: str, chance: Random) -> str:
    pairs = list(_PAIR.finditer(text))
    if not pairs:
        return ""
    pair = chance.choice(pairs)
    at = chance.choice((pair.start(), pair.end() - 1))
    return text[:at] + text[at + 1 :]


def _half_width(text: str, chance: Random) -> str:
    at = chance.choice([at for at, sign in enumerate(text) if sign in _HALF])
    return text[:at] + _HALF[text[at]] + text[at + 1 :]


_MADE: dict[str, Callable[[str, Random], str]] = {
    "漏字": _without_a_letter,
    "多字": _with_a_letter,
    "字词重复": _twice,
    "颠倒": _turned,
    "标点错用": _wrong_sign,
    "标点不成对": _half_a_pair,
    "中英文标点混用": _half_width,
}
