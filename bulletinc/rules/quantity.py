"""Quantities in running text: 1203个, 3.5万元, 96%, and how exactly each is given.

A quantity is kept as decimal numbers, so that 0.1 is 0.1. ``NUMBER`` is a regular expression for
the number alone; a thousands separator may stand in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bulletinc.text.patterns import pattern

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?"
# 万 and 亿 belong to the number; what is counted follows.
SCALE = "[万亿]{0,2}"
# What is counted, as short as it can be told: 个, 元, 公顷; 个百分点 is a unit of its own.
UNIT = (
    "个百分点|百分点|[%％‰]|平方米|平方公里|立方米|公里|千米|公顷|公斤|千克|小时|分钟|人次|车次|架次|件次|场次"
    "|[个名人位户家件处条次项辆台棵株亩元吨米年月天周岁份册场期批盏座栋间套块宗起例头只艘张篇点所支门种类]"
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "亿万": 10**12}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its scale and unit. ``step`` is one in its last place: 10 for 12.3百."""

    value: Decimal
    step: Decimal
    unit: str

    @property
    def is_rounded(self) -> bool:
        """Whether it may have been rounded: it has decimals, or a scale such as 万."""
        return self.step != 1


def quantity(number: str, scale: str, unit: str) -> Quantity:
    """The quantity that a number, its scale (万) and its unit say."""
    plain = number.replace(",", "")
    factor = _SCALES.get(scale, 1)
    places = len(plain.partition(".")[2])
    return Quantity(
        Decimal(plain) * factor, Decimal(factor).scaleb(-places), unit.replace("％", "%")
    )


def scale_of(scale: str) -> int:
    """How many one of a scale is: 万, 亿; 1 where there is none."""
    return _SCALES.get(scale, 1)


def shown(value: Decimal) -> str:
    """A number as an editor writes it: no exponent, no zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def found_quantities(text: str) -> list[tuple[re.Match[str], Quantity]]:
    """All quantities of a piece of text that have a unit."""
    return [
        (match, quantity(match["number"], match["scale"], match["unit"]))
        for match in _QUANTITY.finditer(text)
    ]


_QUANTITY = pattern(
    rf"(?<![0-9A-Za-z.,第])(?P<number>{NUMBER})(?P<scale>{SCALE})(?P<unit>{UNIT})(?![0-9])"
)
