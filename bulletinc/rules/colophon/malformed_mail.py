"""C006: an e-mail address that no letter can reach."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_TOKEN = pattern(r"[^\s、；;，,。（）()\[\]<>《》:：/|｜]+")
_RIGHT = pattern(
    r"[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}"
)  # a Han character before or after is the editor's word
_NO_AT = pattern(r"[!-?A-~]+\.[A-Za-z]{2,}")


@rule("C006")
def malformed_mail(context: CheckContext) -> Iterator[Finding]:
    """电子邮箱写错了，照着写信寄不到。

    邮箱的样子是“名称@域名”：用半角字符，只有一个“@”，域名里有点，中间没有空格。各单位办公系统里的内
    部邮箱名不在此列。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        电子邮箱：qxcjbgs＠example.gov.cn

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

        电子邮箱：qxcjbgs@example.gov.cn

    English: An e-mail address is name@domain in ASCII characters: one @, a dot in the domain, no
    spaces.
    """
    colophon = context.document.colophon
    for contact in colophon.contacts if colophon else ():
        if "邮箱" not in contact.name and contact.name != "电子邮件":
            continue
        found = [
            token
            for token in _TOKEN.finditer(context.text, *contact.value.span)
            if "@" in token[0] or "＠" in token[0]
        ]
        if (
            not found
            and (whole := _NO_AT.fullmatch(context.text, *contact.value.span))
            and "//" not in whole[0]
        ):
            found = [whole]
        for address in found:
            narrow = unicodedata.normalize("NFKC", address[0])
            if narrow == address[0] and _RIGHT.fullmatch(address[0]):
                continue
            span = Span(*address.span())
            yield Finding(
                span,
                _("“{address}” is not an e-mail address.").format(address=address[0]),
                _(
                    "It has one @, a dot after it and no spaces, all half width, such as "
                    "office@example.gov.cn."
                ),
                Fix(_("Write the address in half width."), (Edit(span, narrow),))
                if _RIGHT.fullmatch(narrow)
                else None,
            )
