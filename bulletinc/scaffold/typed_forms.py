"""Numbers and days written as the last issue has them: 008 → 009, 3月5日 → 3月9日."""

from __future__ import annotations

import datetime as dt
import re

from bulletinc.parser.numerals import in_chinese, number_in

# The check finds both.
TO_FILL_IN = "待填写"
BLANK = "××"

_DIGITS = r"[0-9０-９]+"
_NUMERAL = rf"{_DIGITS}|[〇○零一二两三四五六七八九十百千]+"
NUMERAL = re.compile(_NUMERAL)
JOINED = re.compile(rf"({_NUMERAL})(?:\s*[-—－–~～、至]+\s*第?\s*({_NUMERAL}))?")
DAY = re.compile(
    rf"(?:{_NUMERAL})\s*[年./-]\s*(?:{_NUMERAL})\s*[月./-]\s*(?:{_NUMERAL})\s*日?"
    rf"|(?:{_NUMERAL})\s*年\s*(?:{_NUMERAL})\s*月|(?:{_NUMERAL})\s*月\s*(?:{_NUMERAL})\s*日"
)
_WEEKDAY = re.compile(r"(星期|周|礼拜)\s*[一二三四五六日天]")
_WEEKDAYS = "一二三四五六日"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_FIRST_YEAR = 1000  # what is less is no year
_LARGEST = 9999  # that is written in Chinese numerals


def number_like(typed: str, number: int) -> str:
    """A number in the form of another: 008 → 009, 十二 → 十三, １２ → １３."""
    if not typed.isdigit():
        return in_chinese(number) if number <= _LARGEST else str(number)
    text = str(number).zfill(len(typed) if typed.startswith(("0", "０")) else 0)
    return text if typed.isascii() else text.translate(_FULL_WIDTH)


def day_like(typed: str, day: dt.date) -> str:
    """A day in the form of another, with or without year, day and weekday.

    An hour stays as it is.
    """
    text = _WEEKDAY.sub(lambda found: f"{found[1]}\0", typed)
    numerals = list(NUMERAL.finditer(text))
    values = [day.month, day.day]
    if numerals and (number_in(numerals[0][0]) or 0) >= _FIRST_YEAR:
        values.insert(0, day.year)
    padded = "-" in typed or any(found[0].startswith(("0", "０")) for found in numerals)
    written, end = "", 0
    for value, found in zip(values, numerals, strict=False):
        written += text[end : found.start()] + _part(found[0], value, padded=padded)
        end = found.end()
    return (written + text[end:]).replace("\0", _WEEKDAYS[day.weekday()])


def _part(typed: str, value: int, *, padded: bool) -> str:
    """Year, month or day."""
    if not typed.isdigit():
        if value < _FIRST_YEAR:
            return in_chinese(value)
        zero = next((sign for sign in "○零" if sign in typed), "〇")
        return "".join(in_chinese(int(digit)) for digit in str(value)).replace("〇", zero)
    text = str(value).zfill(2 if padded else 0)
    return text if typed.isascii() else text.translate(_FULL_WIDTH)
