"""Numbers as lists show them: 一, (a), IV, ①, by the names of ISO/IEC 29500-1, 17.18.59."""

from __future__ import annotations

import re
from collections.abc import Callable

from bulletinc.parser.numerals import in_chinese

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS, _LEGAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999


def numeral(count: int, form: str) -> str:
    """A number in one of the forms of 17.18.59, those that Chinese and Western documents use; any other is decimal."""
    if not 0 <= count <= _LARGEST:
        return str(count)
    return _FORMS.get(form, str)(count)


def _legal(count: int) -> str:
    signs = [
        (int(sign), unit) for sign, unit in zip(reversed(str(count)), _LEGAL_UNITS, strict=False)
    ]
    text = "".join(
        _LEGAL_DIGITS[digit] + (unit if digit else "") for digit, unit in reversed(signs)
    )
    return re.sub("零+$", "", re.sub("零+", "零", text)) or "零"


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text or "0"


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10) if count else "0"


def _from(first: str, last: int, otherwise: Callable[[int], str] = str) -> Callable[[int], str]:
    """The signs of Unicode that hold the numbers from 1 to ``last`` in a row."""
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= last else otherwise(count)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else "0"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: "".join(chr(ord("０") + int(sign)) for sign in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(ord("０") + int(sign)) for sign in str(count)),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10, in_chinese),
    "chineseCounting": in_chinese,
    "chineseCountingThousand": in_chinese,
    "japaneseCounting": in_chinese,
    "taiwaneseCounting": in_chinese,
    "taiwaneseCountingThousand": in_chinese,
    "ideographDigital": lambda count: "".join(_DIGITS[int(sign)] for sign in str(count)),
    "japaneseDigitalTenThousand": lambda count: "".join(_DIGITS[int(sign)] for sign in str(count)),
    "taiwaneseDigital": lambda count: "".join(_DIGITS[int(sign)] for sign in str(count)),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "none": lambda _count: "",
}
