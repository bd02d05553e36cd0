"""Numbers as Chinese text and numbered lists show them: 一百零五, 壹佰, IV, (a), ①."""

from __future__ import annotations

import re
from collections.abc import Callable

_LARGEST = 9999
_DIGITS = "〇一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGIT_BY_DIGIT = str.maketrans("0123456789", _DIGITS)
_LEGAL_DIGIT_BY_DIGIT = str.maketrans("0123456789", _LEGAL_DIGITS)
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def numeral(count: int, form: str) -> str:
    """Write a number in a form of ISO/IEC 29500-1, 17.18.59; an unknown form is decimal."""
    if not 0 <= count <= _LARGEST:
        return str(count)
    return _FORMS.get(form, str)(count)


def in_chinese(count: int) -> str:
    """Write a number from 0 to 9999 as offices do: 十二, 一百二十, 一百零五."""
    if count < 10:
        return _DIGITS[count]
    text, gap = "", False
    for worth, sign in _PLACES:
        digit = count // worth % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + sign
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def in_words(count: int, *, legal: bool = False) -> str:
    """Write a number below 10¹⁶ as one says it, 一万二千零五, or as cheques do: 壹万贰仟零伍."""
    groups = [count // 10**power % 10**4 for power in (12, 8, 4, 0)]
    text = ""
    for group, unit in zip(groups, ("万", "亿", "万", ""), strict=True):
        if not group:
            text += unit if unit == "亿" and text else ""
            continue
        said = _legal(group) if legal else in_chinese(group)
        if text and not legal and said.startswith("十"):
            said = f"一{said}"
        text += ("零" if text and group < 1000 else "") + said + unit
    return text or ("零" if legal else "〇")


def digit_by_digit(text: str, *, legal: bool = False) -> str:
    """Write each digit of a text by itself: 二〇二六."""
    return text.translate(_LEGAL_DIGIT_BY_DIGIT if legal else _DIGIT_BY_DIGIT)


def _legal(count: int) -> str:
    """Write 105 as 壹佰零伍."""
    digits = zip(map(int, reversed(str(count))), _LEGAL_UNITS, strict=False)
    signs = [_LEGAL_DIGITS[digit] + (unit if digit else "") for digit, unit in digits]
    text = re.sub("零+", "零", "".join(reversed(signs)))
    return text.rstrip("零") or "零"


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text or "0"


def _letter(count: int) -> str:
    """Write 1 as a, 26 as z, 27 as aa, as Word does."""
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 10) if count else "0"


def _row(first: str, last: int, otherwise: Callable[[int], str] = str) -> Callable[[int], str]:
    """Take the characters of Unicode that stand for 1 to ``last`` in a row: ①, ②, ③."""
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= last else otherwise(count)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else "0"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda count: str(count).translate(_FULL_WIDTH)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _row("①", 20)),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10, in_chinese),
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        in_chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        lambda count: str(count).translate(_DIGIT_BY_DIGIT),
    ),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "none": lambda _count: "",
}
