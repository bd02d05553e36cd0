"""Days and times as a cell shows them (ECMA-376-1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from bulletinc.text.numerals import digit_by_digit, in_words

_SIGNS = re.compile(
    r"yyyy|yy|y|e+|aaaa|aaa|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|上午/下午|AM/PM|A/P|.",
    re.IGNORECASE | re.DOTALL,
)
_TELLING = re.compile(r"[ymdhs]|aaa|e(?![+\-])", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_PARTS_OF_SECONDS = re.compile(r"(?<=s)\.(0+)", re.IGNORECASE)
# Cells have no zone.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_LATEST = 2_958_465  # the number of 31.12.9999
_ELAPSED_SIGNS = {"h": ("\ue001", 3600), "m": ("\ue002", 60), "s": ("\ue003", 1)}


def is_date(section: str, plain: str) -> bool:
    """Tell whether a section of a format, ``plain`` without its texts, shows days or times."""
    return bool(_TELLING.search(plain) or _ELAPSED.search(section))


def date_shown(
    number: Decimal, section: str, plain: str, *, from_1904: bool, in_words: bool
) -> str | None:
    """Return a number of days as ``plain`` shows it; ``None`` for one that is no day.

    ``section`` is the same with what stands in brackets; ``in_words``: in Chinese numerals.
    """
    if not 0 <= number <= _LATEST:
        return None
    fraction = _PARTS_OF_SECONDS.search(plain)
    exact = number * 86400
    seconds = int(exact.quantize(Decimal(1), ROUND_FLOOR if fraction else ROUND_HALF_UP))
    if fraction:
        parts = f"{exact - seconds:.{len(fraction[1])}f}"[1:]
        plain = _PARTS_OF_SECONDS.sub(parts, plain, count=1)
    counted = _ELAPSED.search(section)
    elapsed = ""
    if counted:
        sign, unit = _ELAPSED_SIGNS[counted[1][0].lower()]
        elapsed = f"{seconds // unit:0{len(counted[1])}d}"
        plain = sign + plain
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=seconds)
    half = any(each in plain.upper() for each in ("AM/PM", "A/P", "上午/下午"))
    signs = [match[0] for match in _SIGNS.finditer(plain)]
    text = ""
    for at, sign in enumerate(signs):
        shown = (
            elapsed
            if sign in "\ue001\ue002\ue003"
            else _part(sign, moment, minute=_is_minute(signs, at), half=half)
        )
        text += _worded(sign, shown) if in_words else shown
    return text


def _is_minute(signs: list[str], at: int) -> bool:
    """Tell whether m means minutes: next to hours before it, or to seconds after it."""
    letters = [
        (number, sign.lower())
        for number, sign in enumerate(signs)
        if (sign.isascii() and sign.isalpha()) or sign in "\ue001\ue002"
    ]
    place = next((index for index, (number, _sign) in enumerate(letters) if number == at), None)
    if place is None:
        return False
    before = letters[place - 1][1] if place else ""
    after = letters[place + 1][1] if place + 1 < len(letters) else ""
    return before[:1] in ("h", "\ue001") or after[:1] == "s"


def _part(sign: str, moment: datetime, *, minute: bool, half: bool) -> str:
    hour = (moment.hour % 12 or 12) if half else moment.hour
    day_name = "一二三四五六日"[moment.weekday()]
    match sign.lower():
        case "yyyy" | "e" | "ee" | "eee" | "eeee":
            return f"{moment.year}"
        case "yy" | "y":
            return f"{moment.year % 100:02d}"
        case "m" | "mm" as month:
            value = moment.minute if minute else moment.month
            return f"{value:0{len(month)}d}"
        case "mmm" | "mmmm":
            return f"{moment.month}月"
        case "aaaa" | "dddd":
            return f"星期{day_name}"
        case "aaa":
            return day_name
        case "ddd":
            return f"周{day_name}"
        case "d" | "dd" as day:
            return f"{moment.day:0{len(day)}d}"
        case "h" | "hh" as digits:
            return f"{hour:0{len(digits)}d}"
        case "s" | "ss" as digits:
            return f"{moment.second:0{len(digits)}d}"
        case "am/pm" | "a/p" | "上午/下午":
            return "上午" if moment.hour < 12 else "下午"
        case _:
            return sign


def _worded(sign: str, shown: str) -> str:
    """Return a year digit by digit, 二〇二六, and another number as one says it, 十二."""
    if not shown.isdecimal():
        return shown
    if sign.lower()[0] in "ye":
        return digit_by_digit(shown)
    return in_words(int(shown))
