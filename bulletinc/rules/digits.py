"""Long numbers that belong to a person: what their digits say, whichever width they were typed in.

``BEFORE`` and ``AFTER`` are look-arounds: the number is no part of a longer one, of a code with
letters, an address or an amount. Each goes with a pattern whose first character is already read,
which lets the search skip over all text without digits.
"""

from __future__ import annotations

from datetime import date

BEFORE = r"(?<![\dA-Za-z_./=%-].)"
AFTER = r"(?![\dA-Za-z_/=@%-]|[.．]\d|[,，]\d{3}(?!\d))"
# Grouped by spaces, it stands in no row of numbers either.
ROW_BEFORE = r"(?<!\d[ -].)"
ROW_AFTER = r"(?![ -]\d)"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    (
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
        "61 62 63 64 65 71 81 82 83"
    ).split()
)


def plain(text: str) -> str:
    """The digits (and the X) without what groups them, at half width."""
    return "".join(
        str(int(sign)) if sign.isdecimal() else sign.upper().replace("Ｘ", "X")
        for sign in text
        if sign not in " -"
    )


def is_identity_number(number: str) -> bool:
    """Whether it is the number of an identity card: 18 digits with the check digit of GB
    11643-1999, or 15 of the older form.
    """
    if number[:2] not in _PROVINCES:
        return False
    if len(number) == 15:
        return _is_date(f"19{number[6:12]}")
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _is_date(number[6:14]) and number[17] == _CHECKS[total % 11]


def is_card_number(number: str) -> bool:
    """Whether its last digit is right by Luhn's rule (ISO/IEC 7812-1, Annex B)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1900
    except ValueError:
        return False
