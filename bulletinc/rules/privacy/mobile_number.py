"""P002: the number of a mobile telephone in the text."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import runs
from bulletinc.rules.context import CheckContext
from bulletinc.rules.digits import AFTER, BEFORE, ROW_AFTER, ROW_BEFORE, plain
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_AMOUNT = r"\s?[元吨度千百万亿平立米人个件次户]"
_COUNTRY = r"(?<=\+86.)|(?<=\+86[ -].)"
_NUMBER = pattern(
    rf"[1１](?:{BEFORE}|{_COUNTRY})(?:\d{{10}}{AFTER}(?!{_AMOUNT})"
    rf"|(?:{ROW_BEFORE}|{_COUNTRY})\d\d(?P<gap>[ -])\d{{4}}(?P=gap)\d{{4}}{AFTER}{ROW_AFTER})"
)
_SECOND_DIGITS = "3456789"


@rule("P002")
def mobile_number(context: CheckContext) -> Iterator[Finding]:
    """正文里写出了手机号码。

    手机号码是个人信息，简报转发之后谁都看得到。删去；确实要公布联系方式的，写单位的办公电话。版记里
    的联系方式不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者周某某（13912345678）清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者周某某清理河道。

        电话：13912345678

    English: The number of a mobile telephone in the text is personal information. Delete it, or
    give the office's number. Contacts in the colophon are fine.
    """
    colophon = context.document.colophon
    end = colophon.span.start if colophon else len(context.text)
    for found in runs(context, _NUMBER):
        if found.start() < end and plain(found[0])[1] in _SECOND_DIGITS:
            yield Finding(
                Span(*found.span()),
                _("This looks like a personal mobile number."),
                _("Delete it, or give the office's number."),
            )
