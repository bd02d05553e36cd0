"""Numbers as a cell shows them by its number format (ECMA-376-1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_LONGEST = 255  # characters of a format
_GENERAL_DIGITS = 11  # that a cell shows without a format
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]\-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_DATE = re.compile(
    r"yyyy|yy|y|aaaa|aaa|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|上午/下午|AM/PM|.", re.IGNORECASE
)
_DIGITS = re.compile(r"[#0?,]*[#0?](?:[#0?,]*)(?:\.[#0?]*)?,*|\.[#0?]+")
_DATE_SIGNS = re.compile(r"[ymdhs]|aaa", re.IGNORECASE)
_ELAPSED = re.compile(r"\[h+\]", re.IGNORECASE)
_LITERAL = "\ue000"  # stands for quoted text while a format is read
# Cells have no zone.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_LATEST = 2_958_465  # the number of 31.12.9999


def shown(value: str, number_format: str, *, from_1904: bool = False) -> str:
    """Return a number as its cell shows it; a format that is not understood changes nothing."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return value
    sections = _sections(number_format[:_LONGEST])
    section = sections[0]
    is_negative = number < 0
    if is_negative and len(sections) > 1 and sections[1]:
        section, number = sections[1], -number
    elif not number and len(sections) > 2:
        section = sections[2]
    plain, literals = _without_literals(section)
    if _DATE_SIGNS.search(plain) or _ELAPSED.search(section):
        return _date(number, section, plain, literals, from_1904=from_1904)
    if plain.strip().lower() in ("", GENERAL.lower(), "@") or re.search("[Ee/]", plain):
        return _restored(plain, literals) if section and not plain.strip() else _general(number)
    try:
        return _number(number, plain, literals)
    except ArithmeticError:  # more digits than any number has
        return _general(number)


@cache
def _sections(number_format: str) -> tuple[str, ...]:
    """Part a format at its semicolons outside quotation marks."""
    return tuple(re.findall(r'(?:"[^"]*"|\\.|[^;"\\]|["\\])+|(?<=;)(?=;)', number_format)) or ("",)


def _without_literals(section: str) -> tuple[str, list[str]]:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = match[1] or match[2] or match[3] or ""
        if text:
            literals.append(text)
            return _LITERAL
        return ""

    return _QUOTED.sub(keep, section), literals


def _restored(text: str, literals: list[str]) -> str:
    parts = text.split(_LITERAL)
    whole = parts[0]
    for literal, part in zip(literals, parts[1:], strict=False):
        whole += literal + part
    return whole.strip()


def _number(number: Decimal, plain: str, literals: list[str]) -> str:
    found = _DIGITS.search(plain)
    if found is None:  # nothing but text
        return _restored(plain, literals)
    digits = found[0]
    scale = len(digits) - len(digits.rstrip(","))  # #,##0, shows thousands
    whole, _point, fraction = digits.rstrip(",").partition(".")
    number = number * 100 ** plain.count("%") / 1000**scale
    number = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    least = fraction.rstrip("#?").count("0")
    text = f"{abs(number):{',' if ',' in whole else ''}f}"
    if fraction:
        left, _point, right = text.partition(".")
        right = right[:least] + right[least:].rstrip("0")
        text = f"{left}.{right}" if right else left
    zeros = whole.count("0")
    text = text.zfill(zeros + len(text) - len(text.partition(".")[0]))
    if not zeros and text.partition(".")[0] == "0":  # #.## and ? show no zero
        text = text[1:]
    sign = "-" if number < 0 else ""
    return sign + _restored(plain[: found.start()] + text + plain[found.end() :], literals)


def _general(number: Decimal) -> str:
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** _GENERAL_DIGITS:
        return f"{number.to_integral_value():f}"
    text = f"{float(number):.{_GENERAL_DIGITS - 1}g}"
    return f"{Decimal(text):f}" if abs(Decimal(text).adjusted()) < _GENERAL_DIGITS else text


def _date(
    number: Decimal, section: str, plain: str, literals: list[str], *, from_1904: bool
) -> str:
    if not 0 <= number <= _LATEST:
        return _general(number)
    seconds = int((number * 86400).quantize(Decimal(1), ROUND_HALF_UP))
    hours = f"{seconds // 3600}" if _ELAPSED.search(section) else None
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=seconds)
    if hours is not None:
        plain = "h" + plain
    half = "AM/PM" in plain.upper() or "上午/下午" in plain
    signs = [match[0] for match in _DATE.finditer(plain)]
    text = ""
    for at, sign in enumerate(signs):
        text += _part(sign, moment, _is_minute(signs, at), hours, half=half)
    return _restored(text, literals)


def _is_minute(signs: list[str], at: int) -> bool:
    """Tell whether m means minutes: next to hours before it, or to seconds after it."""
    letters = [
        (number, sign.lower())
        for number, sign in enumerate(signs)
        if sign.isascii() and sign.isalpha()
    ]
    place = next((index for index, (number, _sign) in enumerate(letters) if number == at), None)
    if place is None:
        return False
    before = letters[place - 1][1] if place else ""
    after = letters[place + 1][1] if place + 1 < len(letters) else ""
    return before[:1] == "h" or after[:1] == "s"


def _part(sign: str, moment: datetime, minute: bool, hours: str | None, *, half: bool) -> str:
    hour = (moment.hour % 12 or 12) if half else moment.hour
    match sign.lower():
        case "yyyy":
            return f"{moment.year}"
        case "yy" | "y":
            return f"{moment.year % 100:02d}"
        case "m" | "mm" as month:
            value = moment.minute if minute else moment.month
            return f"{value:0{len(month)}d}"
        case "mmm" | "mmmm":
            return f"{moment.month}月"
        case "aaa" | "aaaa":
            day_name = "一二三四五六日"[moment.weekday()]
            return day_name if len(sign) == 3 else f"星期{day_name}"
        case "d" | "dd" as day:
            return f"{moment.day:0{len(day)}d}"
        case "h" | "hh" as digits:
            return hours if hours is not None else f"{hour:0{len(digits)}d}"
        case "s" | "ss" as digits:
            return f"{moment.second:0{len(digits)}d}"
        case "am/pm" | "上午/下午":
            return "上午" if moment.hour < 12 else "下午"
        case other:
            return other
