"""Numbers that follow each other: 一是 二是 …, 一、 二、 …, （1） （2） …, and where one does
not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bulletinc.parser.numerals import in_chinese, number_in
from bulletinc.text.patterns import pattern

_DIGITS = "一二三四五六七八九"
NUMERAL = f"[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}]"  # 1 to 99
_MOST_RENUMBERED = 30  # a longer run of wrong numbers is no slip of an editor
_DEEPEST = 3  # enumerations inside the points of others
_CIRCLED_ZERO = ord("①") - 1
_MOST_CIRCLED = 20

# How a line is numbered: the group that matched is the marker's level, and holds the number.
MARKER = pattern(
    f"(?:\\*\\*)?(?:(?P<一>{NUMERAL})、|[（(]\\s?(?P<二>{NUMERAL})\\s?[）)]|(?P<三>\\d{{1,2}})(?:[．、]"
    f"|\\.(?!\\d))"
    r"|[（(]\s?(?P<四>\d{1,2})\s?[）)]|(?P<五>[①-⑳]))"
)


class Slip(NamedTuple):
    """A number that is not the next one. ``renumbered`` has the right number of each that is wrong
    from here on, by index.
    """

    at: int  # its index
    expected: int
    renumbered: Mapping[int, int]


def value(numeral: str) -> int:
    """The number that a marker has: 三, 12, ③."""
    return ord(numeral) - _CIRCLED_ZERO if "①" <= numeral <= "⑳" else number_in(numeral) or 0


def written_as(number: int, numeral: str) -> str:
    """The number written like this numeral."""
    if "①" <= numeral <= "⑳":
        return chr(_CIRCLED_ZERO + number) if number <= _MOST_CIRCLED else numeral
    if numeral.isdigit():
        full_width = numeral[0] >= "０"
        return (
            "".join(chr(ord(digit) + ord("０") - ord("0")) for digit in str(number))
            if full_width
            else str(number)
        )
    return in_chinese(number)


def is_misnumbered(number: int, expected: int, following: int | None) -> bool:
    """Whether only this number is wrong, because the one after it goes on as if it were right: 一
    二 二 四.
    """
    return number != expected and following == expected + 1


def slips(numbers: Sequence[int], first: int = 1) -> list[Slip]:
    """Where numbers that should count up from ``first`` do not. Two that changed places are one.

    A slip that the renumbering of an earlier one reaches has none of its own: only one of the two
    could be made, and thousands of wrong numbers would each renumber the next thirty.
    """
    found: list[Slip] = []
    expected = first
    skipped: set[int] = set()
    renumbered_to = 0
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if number == expected:
            expected += 1
        # 一 二 二 四: the second 二 alone is wrong
        elif is_misnumbered(number, expected, following):
            found.append(Slip(index, expected, {index: expected}))
            expected += 1
        # 一 三 二 四: 二 was reported with 三
        elif number in skipped:
            skipped.discard(number)
        # 一 二 四 五, 一 二 二 三: all are wrong from here on
        else:
            last = min(len(numbers), index + _MOST_RENUMBERED)
            right = {later: expected + later - index for later in range(index, last)}
            if index < renumbered_to:
                right = {}
            else:
                renumbered_to = last
            changed = {later: to for later, to in right.items() if to != numbers[later]}
            found.append(Slip(index, expected, changed))
            skipped.update(range(expected, number))
            expected = max(expected, number + 1)
    return found


def runs(numbers: Sequence[int]) -> list[list[int]]:
    """The indices of each run. A run begins with every 1, perhaps inside a point of another, which
    then goes on: 一 一 二 二 三.
    """
    found: list[list[int]] = []
    open_runs: list[list[int]] = []
    for index, number in enumerate(numbers):
        top = numbers[open_runs[-1][-1]] if open_runs else 0
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        inner = number == 1 and not (
            top and is_misnumbered(number, top + 1, following) and following != number + 1
        )
        if inner or not open_runs:
            open_runs.append([])
            found.append(open_runs[-1])
            del open_runs[:-_DEEPEST]
        elif number != top + 1:
            outer = next(
                (
                    depth
                    for depth in range(len(open_runs) - 1, -1, -1)
                    if numbers[open_runs[depth][-1]] + 1 == number
                ),
                None,
            )
            if outer is not None:
                del open_runs[outer + 1 :]
        open_runs[-1].append(index)
    return found
