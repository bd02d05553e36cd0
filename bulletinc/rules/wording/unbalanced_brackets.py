"""W003: a bracket without its partner."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.brackets import PARTNERS, brackets
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, halves_in_two_items, in_a_row
from bulletinc.text.source import Span


@rule("W003", Severity.ERROR)
def unbalanced_brackets(context: CheckContext) -> Iterator[Finding]:
    """括号只有一半。

    括号成对使用，缺了一半，读的人分不清括号里的话到哪里为止，程序也认不出落款和测评指标。补上另一半，或者删去多出的一半。
    写成 1）、一）的序号不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道（长3公里。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道（长3公里）。

    English: A bracket has no partner. Put in the other half, or take this one out.
    """
    foreign = foreign_places(context)
    hint = _("Write the other bracket, or delete this one.")
    found = brackets(context.text)
    lonely = sorted((*found.lonely, *halves_in_two_items(context, found.pairs)))
    for start, end in in_a_row(context.text, (at for at in lonely if at not in foreign)):
        sign = context.text[start]
        yield Finding(
            Span(start, end),
            _("“{sign}” has no “{partner}”.").format(sign=sign, partner=PARTNERS[sign]),
            hint,
        )
