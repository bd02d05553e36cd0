"""W002: a bracket closed by one of another sort."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.brackets import brackets
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places
from bulletinc.text.source import Span

_HALF = frozenset("()")


@rule("W002")
def mixed_brackets(context: CheckContext) -> Iterator[Finding]:
    """前后括号不是一对。

    括号成对使用，前一半和后一半要是同一种：全角配全角，（配），【配】，〔配〕。把其中一半改成和另一
    半一样的；中文里用全角。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道（长3公里)。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道（长3公里）。

    English: A bracket is closed by one of another sort or width. Write both alike; in Chinese text,
    full width.
    """
    matched = brackets(context.text)
    mixed = [
        pair
        for pair in matched.pairs
        if (context.text[pair.start] in _HALF) is not (context.text[pair.end - 1] in _HALF)
    ]
    if not mixed and not matched.unlike:
        return
    foreign = foreign_places(context)
    for start, end in mixed:
        if start not in foreign:
            wrong = start if context.text[start] in _HALF else end - 1
            sign = "（" if wrong == start else "）"
            yield Finding(
                Span(wrong, wrong + 1),
                _("One of the two brackets is half width, the other full width."),
                _("Write “{right}”.").format(right=sign),
                Fix(_("Make the brackets full width."), (Edit(Span(wrong, wrong + 1), sign),)),
            )
    for start, end in matched.unlike:
        if start not in foreign:
            yield Finding(
                Span(start, end),
                _("“{opening}” is closed by “{closing}”.").format(
                    opening=context.text[start], closing=context.text[end - 1]
                ),
                _("Write both brackets of the same sort."),
            )
