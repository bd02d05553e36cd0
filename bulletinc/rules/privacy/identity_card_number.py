"""P001: the number of an identity card."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import runs
from bulletinc.rules.context import CheckContext
from bulletinc.rules.digits import AFTER, BEFORE, ROW_AFTER, ROW_BEFORE, is_identity_number, plain
from bulletinc.rules.prose import line_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_CHECK = r"[\dXxＸｘ]"
# Whole, or in groups: 110101 1990 0307 1234, 110101 19900307 1234, 110101-19900307-1234.
_NUMBER = pattern(
    rf"\d{BEFORE}(?:\d{{14}}(?:\d\d{_CHECK})?{AFTER}"
    rf"|{ROW_BEFORE}\d{{5}}(?P<gap>[ -])\d{{4}}(?P=gap)?\d{{4}}(?P=gap)\d{{3}}"
    rf"{_CHECK}{AFTER}{ROW_AFTER})"
)

# Named so, it is one even where a digit was mistyped.
_NAMED = pattern("身份证(?:件)?(?:号码?)?(?:是|为)?[：:（( ]{0,2}\\Z")
_REACH = 12


@rule("P001", Severity.ERROR)
def identity_card_number(context: CheckContext) -> Iterator[Finding]:
    """写出了居民身份证号码。

    身份证号码是敏感个人信息，简报发得广、留得久，写出来就收不回来（《个人信息保护法》第二十八条）。
    删去；必须区分同名的人时，只留后四位，其余用“×”代替。前面写明“身份证”的，录错了一位也算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者周某某（身份证号110101199003070011）清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者周某某清理河道。

    English: The number of someone's identity card. It is sensitive personal information: delete it,
    or leave the last four digits.
    """
    for found in runs(context, _NUMBER):
        named = _NAMED.search(line_before(context.text, found.start(), _REACH))
        if named or is_identity_number(plain(found[0])):
            yield Finding(
                Span(*found.span()),
                _("This is the number of an identity card."),
                _(
                    "Delete it; where it must tell two people apart, leave the last four digits "
                    "and write × for the others."
                ),
            )
