"""Text that does not run from left to right: turned on the page, or one character below the other.

Where most of a page runs so, it is turned back and read; else it is a mark beside the text or
across it, and stands apart.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletinc.readers.formats.pdf.page_lines import DrawnText, lines_of
from bulletinc.text.characters import HAN
from bulletinc.text.patterns import pattern

_STEP = 5  # degrees; text that is turned by less is upright
_HAN = pattern(f"[{HAN}，。、；：！？“”（）《》]")
_SHORTEST_STACK = 4  # characters
_LEAST_DROP, _MOST_DROP = 0.8, 1.35  # of the size, from one character of a stack to the next
_BESIDE = 1.2  # of the size: a character with another nearer beside it stands in a line
_MARGIN = 72.0  # points, around a page that was turned
_LEADING = 1.8  # of the size


@dataclass(slots=True)
class DrawnCharacter:
    """A character where it is drawn, in points from the left and the bottom of its page.

    ``end`` and ``end_y``: where it ends. ``angle``: how far it is turned, in degrees.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    heavy: bool
    end_y: float = 0.0
    angle: int = 0


def angle_of(right: float, up: float) -> int:
    """Return the direction of writing, anticlockwise, in whole steps of degrees."""
    return round(math.degrees(math.atan2(up, right)) / _STEP) * _STEP % 360


def by_direction(
    characters: Sequence[DrawnCharacter],
) -> tuple[list[DrawnCharacter], list[list[DrawnCharacter]]]:
    """Return the characters of the direction that most have, and the others, all turned upright."""
    counts = Counter(each.angle for each in characters if each.text.strip())
    if not counts or counts.keys() == {0}:
        return list(characters), []
    main = counts.most_common(1)[0][0]
    groups: dict[int, list[DrawnCharacter]] = defaultdict(list)
    for each in characters:
        groups[each.angle].append(_upright(each))
    others = [group for angle, group in groups.items() if angle != main]
    return (_onto_page(groups[main]) if main else groups[main]), others


def _upright(character: DrawnCharacter) -> DrawnCharacter:
    if not character.angle:
        return character
    turn = math.radians(character.angle)
    sine, cosine = math.sin(turn), math.cos(turn)
    return replace(
        character,
        x=character.x * cosine + character.y * sine,
        y=character.y * cosine - character.x * sine,
        end=character.end * cosine + character.end_y * sine,
    )


def _onto_page(characters: Sequence[DrawnCharacter]) -> list[DrawnCharacter]:
    """Move characters so that all have positive coordinates, with a margin around them."""
    right = _MARGIN - min(each.x for each in characters)
    up = _MARGIN - min(each.y for each in characters)
    return [
        replace(each, x=each.x + right, y=each.y + up, end=each.end + right) for each in characters
    ]


def without_stacks(texts: Sequence[DrawnText]) -> tuple[list[DrawnText], list[str]]:
    """Return the texts in lines, and those whose characters stand one below the other.

    A page of nothing but these is read from right to left.
    """
    stacks = list(_stacks(texts))
    if not stacks:
        return list(texts), []
    held = {id(each) for stack in stacks for each in stack}
    rest = [each for each in texts if id(each) not in held]
    count = sum(len(each.text.strip()) for each in rest)
    if count >= sum(map(len, stacks)):
        return rest, ["".join(each.text.strip() for each in stack) for stack in stacks]
    stacks.sort(key=lambda stack: -stack[0].x)
    top = max([each.y for stack in stacks for each in stack], default=0.0)
    lines = [
        DrawnText(
            "".join(each.text.strip() for each in stack),
            _MARGIN,
            top - number * stack[0].size * _LEADING,
            stack[0].size,
            stack[0].heavy,
        )
        for number, stack in enumerate(stacks)
    ]
    return lines, [line.text for line in lines_of(rest)]


def _stacks(texts: Iterable[DrawnText]) -> Iterator[list[DrawnText]]:
    rows: dict[int, list[DrawnText]] = defaultdict(list)
    columns: dict[tuple[int, int], list[DrawnText]] = defaultdict(list)
    for each in texts:
        rows[round(each.y)].append(each)
        if _HAN.fullmatch(each.text.strip()):
            columns[round(each.x), round(each.size)].append(each)
    for column in columns.values():
        if len(column) < _SHORTEST_STACK:
            continue
        column.sort(key=lambda each: -each.y)
        stack: list[DrawnText] = []
        for each in column:
            drop = (stack[-1].y - each.y) / each.size if stack else 0.0
            if stack and not _LEAST_DROP <= drop <= _MOST_DROP:
                if len(stack) >= _SHORTEST_STACK:
                    yield stack
                stack = []
            if _stands_alone(each, rows):
                stack.append(each)
        if len(stack) >= _SHORTEST_STACK:
            yield stack


def _stands_alone(character: DrawnText, rows: dict[int, list[DrawnText]]) -> bool:
    near = character.size * _BESIDE
    left, right = character.x, character.x + character.size
    beside = (each for at in (-1, 0, 1) for each in rows.get(round(character.y) + at, ()))
    return not any(
        each is not character
        and each.text.strip()
        and each.x < right + near - character.size
        and each.end > left - near + character.size
        for each in beside
    )
