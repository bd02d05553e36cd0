"""Generated and mutated drafts, the same in every run: nothing is raised, fixes come to an end, the
canonical form means the same.

``BULLETINC_CORPUS`` is how many there are. A draft is known by its number: ``python -m
tests.properties.test_corpus 4711`` shows it.
"""

from __future__ import annotations

import os
import random
import re
import sys

import pytest

from tests.support.drafts import LINES, TOKENS
from tests.support.places import ROOT
from tests.support.promises import holds

DRAFTS = int(os.environ.get("BULLETINC_CORPUS", "600"))
CHUNK = 50

EXAMPLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
CASES = [
    draft
    for path in sorted((ROOT / "tests/cases").rglob("*.md"))
    for draft in re.findall(
        r"^```bulletin\n(?s:(.*?))^```", path.read_text(encoding="utf-8"), re.MULTILINE
    )
]
# What slips in while typing, pasting or scanning, besides what the format is written with.
SLIPS = [
    *TOKENS,
    *" 　,;:.()（）“”‘’'\"，。、0３—…·",
    "--",
    "...",
    "。。",
    *"\u200b\ufeff\u2028\x85\x0b\t",
    "III",
    "\r\n",
    "\r",
    "# ",
    "> ",
    "**",
    "\ue5e5",
    "XX",
    "建设建设",
    "13800138000",
    "!",
    "·",
]


def draft(number: int) -> str:
    """A draft: an example's beginning, some of its middle and its end, a case, or lines of every
    form; then up to eight slips.
    """
    chance = random.Random(number)
    match number % 4:
        case 0 | 1:
            lines = chance.choice(EXAMPLES).split("\n")
            start = chance.randrange(len(lines))
            lines = [
                *lines[:8],
                *lines[start : start + chance.randrange(12)],
                *lines[-chance.randrange(1, 10) :],
            ]
        case 2:
            lines = chance.choice(CASES).split("\n")
        case _:
            lines = [
                chance.choice((chance.choice(LINES), _scraps(chance)))
                for _line in range(chance.randrange(14))
            ]
    for _slip in range(chance.randrange(8)):
        lines = _slipped(lines, chance)
    return "\n".join(lines)


def _scraps(chance: random.Random) -> str:
    return "".join(chance.choice(SLIPS) for _scrap in range(chance.randrange(12)))


def _slipped(lines: list[str], chance: random.Random) -> list[str]:
    """The lines with one slip: something put in, left out, typed in the place of another; a line
    lost, doubled, moved, parted or joined.
    """
    at = chance.randrange(len(lines)) if lines else 0
    line = "".join(lines[at : at + 1])
    inside = chance.randrange(len(line) + 1)
    before, after, rest = line[:inside], line[inside:], lines[at + 1 :]
    match chance.randrange(9):
        case 0 | 1 | 2:
            changed = [before + chance.choice(SLIPS) + after]
        case 3:
            changed = [before + chance.choice(SLIPS) + after[1:]]
        case 4:
            changed = [before + after[chance.randrange(1, 4) :]]
        case 5:
            changed = [before, after]
        case 6:
            changed = [line + "".join(rest[:1])]
            rest = rest[1:]
        case 7:
            changed = [line, line]
        case _:
            changed, rest = [], [*rest, line] if chance.random() < 0.5 else rest
    return [*lines[:at], *changed, *rest]


@pytest.mark.parametrize("first", range(0, DRAFTS, CHUNK))
def test_what_is_promised_holds_for_each_draft(first: int) -> None:
    for number in range(first, min(first + CHUNK, DRAFTS)):
        try:
            holds(draft(number))
        except Exception as error:
            error.add_note(f"draft {number}: {draft(number)!r}")
            raise


if __name__ == "__main__":
    sys.stdout.write(draft(int(sys.argv[1])))
