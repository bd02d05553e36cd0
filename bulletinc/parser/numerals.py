"""Numbers and dates as offices write them: ASCII, full-width and Chinese digits."""

from __future__ import annotations

from datetime import date

from bulletinc.text.patterns import pattern

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    **{sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_NUMERAL = r"[0-9０-９]+|[〇○零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾]+"
_NUMBERS = pattern(_NUMERAL)


def number_in(text: str) -> int | None:
    """The first number in the text: 12, １２, 十二, 一百二十, 〇八."""
    found = _NUMBERS.search(text)
    return _value(found[0]) if found else None


def numbers_in(text: str) -> list[int]:
    """All numbers in the text, in order: 第7-8期 → 7, 8."""
    return [_value(numeral) for numeral in _NUMBERS.findall(text)]


def in_chinese(number: int) -> str:
    """A number from 0 to 9999 as offices write it: 十二, 一百二十, 一百零五.

    The way back is :func:`number_in`.
    """
    if number < 10:
        return "〇一二三四五六七八九"[number]
    text, gap = "", False
    for worth, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // worth % 10
        if digit:
            text += ("零" if gap and text else "") + in_chinese(digit) + sign
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def date_in(text: str) -> str | None:
    """The date in the text as ISO 8601, ``2026-03`` where the day is missing, ``None`` where no
    such day exists.

    Weekday and hour are passed over.
    """
    match [_value(numeral) for numeral in _NUMBERS.findall(text)[:3]]:
        case [year, month, day]:
            return _iso(year, month, day)
        case [year, month]:
            first = _iso(year, month, 1)
            return first[:7] if first else None
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return None


def _value(numeral: str) -> int:
    if numeral.isdigit():
        # Beyond 18 digits it is no number that an issue could carry, and int() refuses thousands of
        # digits.
        return int(numeral[:18])
    if not any(sign in _TENS for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral[:18]))
    total = last = 0
    for sign in numeral:
        if sign in _TENS:
            total += (last or 1) * _TENS[sign]
            last = 0
        else:
            last = _DIGITS[sign]
    return total + last
