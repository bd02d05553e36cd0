"""Numbers as a cell shows them by its number format (ECMA-376-1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import cache

from bulletinc.readers.formats.xlsx.cell_dates import date_shown, is_date
from bulletinc.text.numerals import digit_by_digit, in_words

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
_MOST_PLACES = 30  # for digits in a format that parts them
_WHOLE_DIGITS = 15  # that a spreadsheet keeps of a number
# "text", \\x and !x, [$￥-804], room for a sign, signs that fill the cell, [Red].
_QUOTED = re.compile(r'"([^"]*)"|[\\!](.)|\[\$([^\]\-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_PIECE = re.compile(r'"[^"]*"?|[\\!].|\[[^\]]*\]|;|[^";\\!\[]+|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,20}(?:\.\d{1,20})?)\]")
_IN_CHINESE = re.compile(r"\[DBNum([12])\]", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?,]*[#0?](?:[#0?,]*)(?:\.[#0?]*)?,*|\.[#0?]+")
_POWER = re.compile(r"[#0?]*[0#?](?:\.([0#?]*))?E([+-])(0+)", re.IGNORECASE)
_FRACTION = re.compile(r"(?:([#0?,]+)\s+)?[#0?]+\s?/\s?(?:([#?0]+)|(\d+))")
_AS_IT_IS = re.compile(f"{GENERAL}|@", re.IGNORECASE)
_LITERAL = "\ue000"  # stands for quoted text while a format is read


def shown(value: str, number_format: str, *, from_1904: bool = False) -> str:
    """Return a number as its cell shows it; a format that is not understood changes nothing."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return value
    section, unsigned = _section(number, _sections(number_format[:_LONGEST]))
    plain, literals = _without_literals(section)
    numerals = _IN_CHINESE.search(section)
    legal = numerals is not None and numerals[1] == "2"
    if found := _AS_IT_IS.search(plain):
        text = _general(number if found[0] == "@" else unsigned)
        text = _in_words(text, legal=legal) if numerals else text
        return _restored(plain[: found.start()] + text + plain[found.end() :], literals)
    if is_date(section, plain):
        words = numerals is not None
        day = date_shown(unsigned, section, plain, from_1904=from_1904, in_words=words)
        return _general(number) if day is None or number < 0 else _restored(day, literals)
    try:
        text = _number(unsigned, plain, literals) if plain.strip() else _restored(plain, literals)
    except ArithmeticError:  # more digits than any number has
        return _general(number)
    return digit_by_digit(text, legal=legal) if numerals else text


@cache
def _sections(number_format: str) -> tuple[str, ...]:
    """Part a format at its semicolons outside quotation marks."""
    sections = [""]
    for piece in _PIECE.finditer(number_format):
        if piece[0] == ";":
            sections.append("")
        else:
            sections[-1] += piece[0]
    return tuple(sections) if number_format else (GENERAL,)


def _section(number: Decimal, sections: tuple[str, ...]) -> tuple[str, Decimal]:
    """Return the section for a number, and the number as that shows it: without its sign where it
    has the section of negative ones.
    """
    conditions = [_CONDITION.search(section) for section in sections[:2]]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=False):
            if condition and _holds(number, condition[1], Decimal(condition[2])):
                return section, number
        others = [each for each in sections if not _CONDITION.search(each)]
        return (others[0] if others else GENERAL), number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if not number and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        ">": number > limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


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
    sign = "-" if number < 0 else ""
    for pattern, write in ((_POWER, _power), (_FRACTION, _fraction)):
        if found := pattern.search(plain):
            text = write(abs(number), found)
            return sign + _restored(plain[: found.start()] + text + plain[found.end() :], literals)
    found = _DIGITS.search(plain)
    if found is None:  # nothing but text
        return _restored(plain, literals)
    if re.search("[#0?]", plain[found.end() :]):
        return sign + _restored(_spread(abs(number), plain), literals)
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


def _power(number: Decimal, found: re.Match[str]) -> str:
    """Return 1.20E+03."""
    digits = len(found[1] or "")
    text, _e, power = f"{number or Decimal():.{digits}E}".partition("E")
    power = power if number else "+0"
    sign = "-" if power.startswith("-") else "+" if found[2] == "+" else ""
    return f"{text}E{sign}{power.lstrip('+-').zfill(len(found[3]))}"


def _fraction(number: Decimal, found: re.Match[str]) -> str:
    """Return 3 1/7, with a denominator of so many digits, or a given one."""
    whole = int(number) if found[1] else 0
    rest = Fraction(number) - whole
    if found[3]:
        below = int(found[3]) or 1
        above = round(rest * below)
    else:
        near = rest.limit_denominator(10 ** min(len(found[2]), 5) - 1)
        above, below = near.numerator, near.denominator
    if found[1] and above == below:
        whole, above = whole + 1, 0
    if found[1] and not above:
        return f"{whole}"
    return f"{whole} {above}/{below}" if whole else f"{above}/{below}"


def _spread(number: Decimal, plain: str) -> str:
    """Return the digits of a whole number at their places among other signs: 010-1234."""
    places = [at for at, sign in enumerate(plain) if sign in "#0?"]
    last = max(plain.rfind(sign) for sign in "#0?")
    scale = len(plain[last + 1 :]) - len(plain[last + 1 :].lstrip(","))
    if len(places) > _MOST_PLACES:
        raise ArithmeticError
    number = number * 100 ** plain.count("%") / 1000**scale
    rounded = number.quantize(Decimal(1), ROUND_HALF_UP)
    left = list(f"{rounded:f}") if rounded else []
    signs = list(plain[: last + 1] + plain[last + 1 + scale :])
    for at in reversed(places):
        digit = left.pop() if left else "0" if signs[at] == "0" else ""
        signs[at] = digit
    signs[places[0]] = "".join(left) + signs[places[0]]
    return "".join(signs)


def _general(number: Decimal) -> str:
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** _WHOLE_DIGITS:
        return f"{number.to_integral_value():f}"
    text = f"{float(number):.{_GENERAL_DIGITS - 1}g}"
    if abs(Decimal(text).adjusted()) < _GENERAL_DIGITS:
        return f"{Decimal(text):f}"
    return text.upper()


def _in_words(text: str, *, legal: bool) -> str:
    """Return a number in Chinese numerals as one says it: 一千二百点五."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    if not whole.isdecimal():
        return text
    said = in_words(int(whole), legal=legal)
    sign = "负" if text.startswith("-") else ""
    return f"{sign}{said}{'点' if point else ''}{digit_by_digit(fraction, legal=legal)}"
