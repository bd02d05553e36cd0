"""F013: a Traditional character in a text of simplified ones."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places, foreign_places, places_of
from bulletinc.rules.quotation import quotations
from bulletinc.text.source import Span
from bulletinc.text.traditional import first_traditional, traditional_characters_in

_MOST = 20  # a name, a quotation; with more of them it is no slip


@rule("F013")
def stray_traditional_character(context: CheckContext) -> Iterator[Finding]:
    """简体字里夹了繁体字。

    公文用规范汉字。个别的繁体字，多半是从别处复制来的，或者输入法选错了字。改成简化字。引号、书名号里
    照录的不算；全文是繁体字的，另有一条规则。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，干部職工清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，干部职工清理河道。

    English: A Traditional character stands in a text of simplified ones. What is quoted is left
    alone.
    """
    text = context.text
    found = traditional_characters_in(text, _MOST + 1)
    if not found or len(found) > _MOST or first_traditional(text) is not None:
        return
    quoted = Places(
        [
            *quotations(text).spans,
            *(Span(at, text.find("》", at)) for at in places_of("《", text)),
        ]
    )
    for at in found:
        if at in foreign_places(context) or at in quoted:
            continue
        yield Finding(
            Span(at, at + 1),
            _("“{character}” is a Traditional character.").format(character=text[at]),
            _("Write it in its simplified form."),
        )
