"""C007: a telephone number that cannot be one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# A number with its groups: 55501286, 010-55501286, （010）55501286, 400-555-0128, 55501286-801.
# Spaces part numbers.
_NUMBER = pattern(
    r"(?<![\dA-Za-z+＋])[+＋]?[\dOoIl](?:(?:[-－—–‐]{1,2}|[)）]-?)?[\dOoIl]){0,40}(?![A-Za-z])"
)
_GROUP = pattern(r"\w+")
_AREA = pattern(r"0(?:10|2\d|[3-9]\d\d)")
_MOBILE = pattern(r"1[3-9]\d{9}")
# What may be written in one piece: a mobile number or an area code and the number in it, also after
# 86; a service number; one abroad.
_LONG = pattern(
    r"(?:(?:00)?86)?1[3-9]\d{9}|(?:0|(?:00)?860?)(?:(?:10|2\d)\d{8}|[3-9]\d\d\d{7,8})"
    r"|[48]00\d{7}|00(?!86)\d{8,14}"
)
_LONGEST_LOCAL = 8
_SHORTEST_LOCAL = 7


@rule("C007")
def malformed_phone(context: CheckContext) -> Iterator[Finding]:
    """电话号码不对。

    位数多了、少了，或者把数字打成了字母（“O”“l”），照着打不通。固定电话七位或者八位，前面可以有区
    号；手机十一位； “400”号码十位。分机写“转801”或者“-801”。短号、热线（12345）不在此列。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        电话：5550l286

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        电话：55501286

    English: The telephone number has too many digits or too few, or a letter among them. A landline
    has seven or eight, with an area code or without, a mobile eleven, a 400 number ten. Extensions
    and short numbers are known.
    """
    colophon = context.document.colophon
    for contact in colophon.contacts if colophon else ():
        if "电话" in contact.name or "传真" in contact.name:
            for number in _NUMBER.finditer(context.text, *contact.value.span):
                if not _can_be_called(number[0]):
                    yield Finding(
                        Span(*number.span()),
                        _("“{number}” cannot be a telephone number.").format(number=number[0]),
                        _(
                            "Count its digits: a landline has 7 or 8 after its area code, a "
                            "mobile 11, a 400 number 10."
                        ),
                    )


def _can_be_called(number: str) -> bool:
    """Whether a number may be one. What is short or unusual is given the benefit of the doubt."""
    if number[0] in "+＋":
        return True
    if not (digits := [group[0] for group in _GROUP.finditer(number)]) or not all(
        group.isdecimal() for group in digits
    ):
        return sum(sign.isdecimal() for sign in number) < _SHORTEST_LOCAL - 1
    groups = [
        str(int(f"1{group}"))[1:] for group in digits
    ]  # full-width digits to ASCII, zeros kept
    if any(len(group) > _LONGEST_LOCAL and not _LONG.fullmatch(group) for group in groups):
        return False
    match groups:
        case [first, _second, *_] if first in ("400", "800"):
            return 10 in accumulate(map(len, groups))
        case [area, *rest] if rest and _AREA.fullmatch(area):
            return _in_area(area, [len(group) for group in rest])
        case [area, local, *_] if (
            area.startswith("0")
            and area[:2] != "00"
            and len(local) in (_SHORTEST_LOCAL, _LONGEST_LOCAL)
        ):
            return len(area) == 1  # an outside line
        case [first, middle, last] if _MOBILE.fullmatch(f"{first}{middle}0000") and len(first) == 3:
            return len(last) == 4
    return True


def _in_area(area: str, lengths: list[int]) -> bool:
    """Whether groups of such lengths may follow an area code: 010 and 02x have numbers of eight
    digits.
    """
    local = sum(lengths[:2]) if lengths[1:2] == [4] and lengths[0] in (3, 4) else lengths[0]
    if local < _SHORTEST_LOCAL - 1:
        return True  # a hotline: 010-12345
    return local == _LONGEST_LOCAL or (
        local == _SHORTEST_LOCAL and not area.startswith(("010", "02"))
    )
