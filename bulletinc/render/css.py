"""CSS as the templates need it: a layout's values as variables, formulas for browsers.

A browser computes them itself, because the page of a phone has other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bulletinc.render import measures

_AMOUNT = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)[a-z]*|#[0-9a-fA-F]{3,8}")
# What could end a string of CSS, or the element that holds a stylesheet.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\"'\\<>&{};]")


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression for ``calc()``, put together by the operators of Python."""

    text: str
    is_sum: bool = False

    def __str__(self) -> str:
        """The expression as CSS writes it."""
        return self.text

    def __add__(self, other: Expression | float) -> Expression:
        return Expression(f"{self.text} + {_operand(other)}", is_sum=True)

    def __sub__(self, other: Expression | float) -> Expression:
        return Expression(f"{self.text} - {_operand(other)}", is_sum=True)

    def __mul__(self, other: Expression | float) -> Expression:
        return Expression(f"{_operand(self)} * {_operand(other)}")

    def __truediv__(self, other: Expression | float) -> Expression:
        return Expression(f"{_operand(self)} / {_operand(other)}")


def _operand(value: Expression | float) -> str:
    if isinstance(value, Expression):
        return f"({value.text})" if value.is_sum else value.text
    return f"{value:g}"


def is_amount(value: str) -> bool:
    """Whether a value is a length or a colour, and nothing but one."""
    return _AMOUNT.fullmatch(value) is not None


def escape_string(text: str) -> str:
    """A text for between the quotation marks of a string in CSS."""
    return _UNSAFE.sub(lambda sign: f"\\{ord(sign[0]):x} ", text)


def variables(layout: Mapping[str, Any]) -> Iterator[tuple[str, str | float]]:
    """The numbers, lengths and colours of a layout by the name of their variable: table-key."""
    for table, values in layout.items():
        for key, value in values.items() if isinstance(values, Mapping) else ():
            if isinstance(value, int | float) or (
                isinstance(value, str) and table != "fonts" and is_amount(value)
            ):
                yield f"{table}-{key}", value


def formulas() -> Mapping[str, Expression]:
    """What the stylesheets compute from the variables, by its name in :mod:`measures`."""
    pitch = _variable("pitch")
    return {
        "type_width": measures.type_width(
            _variable("page-width"), _variable("page-margin-left"), _variable("page-margin-right")
        ),
        "pitch": measures.pitch(
            _variable("page-height"),
            _variable("page-margin-top"),
            _variable("page-margin-bottom"),
            _variable("grid-lines"),
        ),
        "rule_room": measures.rule_room(
            _variable("masthead-rule-gap"), pitch, _variable("body-size")
        ),
        "name_height": measures.name_height(
            _variable("masthead-lines"), pitch, _variable("rule-room"), _variable("masthead-rule")
        ),
        "picture_height": measures.picture_height(
            _variable("masthead-lines"), pitch, _variable("masthead-rule-gap")
        ),
    }


def _variable(name: str) -> Expression:
    return Expression(f"var(--{name})")
