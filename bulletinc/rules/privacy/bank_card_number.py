"""P003: the number of a bank card."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import runs
from bulletinc.rules.context import CheckContext
from bulletinc.rules.digits import (
    AFTER,
    BEFORE,
    ROW_AFTER,
    ROW_BEFORE,
    is_card_number,
    is_identity_number,
    plain,
)
from bulletinc.rules.prose import line_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# Whole, or in groups of four: 6222 0212 3456 7890 123. Cards begin with 62 (UnionPay), 9558, 4
# (Visa), 51-55 (Mastercard), 35 (JCB).
_NUMBER = pattern(
    rf"\d{BEFORE}(?:\d{{15,18}}{AFTER}"
    rf"|{ROW_BEFORE}\d{{3}}(?P<gap>[ -])\d{{4}}(?P=gap)\d{{4}}(?P=gap)\d{{4}}(?:(?P=gap)\d{{1,3}})?"
    rf"{AFTER}{ROW_AFTER})"
)
_PREFIX = pattern("62|9558|4|5[1-5]|35")
# Named so, it is one even where a digit was mistyped; an account of a bank need not be a card's.
_NAMED = pattern("(?:银行卡|账户|帐户|[账帐卡]号|账|卡)(?:号码?|是|为)?[：:（( ]{0,2}\\Z")
_REACH = 12


@rule("P003", Severity.ERROR)
def bank_card_number(context: CheckContext) -> Iterator[Finding]:
    """写出了银行卡号。

    银行卡号是敏感个人信息，写在简报里会给人可乘之机（《个人信息保护法》第二十八条）。删去，或者只留
    后四位。前面写明“账号”“卡号”的，录错了一位也算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者周某某将1000元打入卡号6222021234567890128，用于清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者周某某捐款1000元，用于清理河道。

    English: The number of a bank card. It is sensitive personal information: delete it, or leave
    the last four digits.
    """
    for found in runs(context, _NUMBER):
        number = plain(found[0])
        if _NAMED.search(line_before(context.text, found.start(), _REACH)) or (
            _PREFIX.match(number)
            and is_card_number(number)
            and not (len(number) == 18 and is_identity_number(number))
        ):
            yield Finding(
                Span(*found.span()),
                _("This is the number of a bank card."),
                _("Delete it, or leave only its last four digits."),
            )
