"""W005: straight quotation marks in Chinese text."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import (
    foreign_places,
    has_han,
    is_chinese,
    neighbour_after,
    neighbour_before,
)
from bulletinc.rules.quotation import STRAIGHT, quotations
from bulletinc.text.source import Span

_CURLY = {'"': "“”", "'": "‘’"}
_NEAR = 40


@rule("W005")
def straight_quotation(context: CheckContext) -> Iterator[Finding]:
    """中文里用了直引号。

    键盘上直接打出的 " 和 ' 不分前后，是外文和程序里用的。中文用“ ”，引号里再用引号时用‘ ’。成对的可
    以自动改正；一段里的直引号是单数时，程序不能肯定哪两个是一对，要看过再改。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，开展"清洁河道"志愿服务。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，开展“清洁河道”志愿服务。

    English: Straight quotation marks stand in Chinese text. Write “ and ”.
    """
    text = context.text
    if '"' not in text and "'" not in text:
        return
    quoted = quotations(text)
    foreign = foreign_places(context)
    odd = {mark.paragraph for mark in quoted.lonely if text[mark.at] == '"'}
    for first, last in quoted.pairs:
        straight = [
            (mark.at, side) for side, mark in enumerate((first, last)) if text[mark.at] in STRAIGHT
        ]
        is_around = is_chinese(neighbour_before(text, first.at)) or is_chinese(
            neighbour_after(text, last.at + 1)
        )
        if (
            straight
            and first.at not in foreign
            and (is_around or has_han(text[first.at + 1 : min(last.at, first.at + _NEAR)]))
        ):
            yield Finding(
                Span(first.at, last.at + 1)
                if last.at - first.at < _NEAR
                else Span(straight[0][0], straight[0][0] + 1),
                _("The quotation marks are straight, but the text is Chinese."),
                _("Write “ before and ” after."),
                Fix(
                    _("Make the quotation marks Chinese ones."),
                    tuple(Edit(Span(at, at + 1), _CURLY[text[at]][side]) for at, side in straight),
                    safe=first.paragraph not in odd,
                )
                if last.at - first.at > 1  # around nothing they may be anything
                else None,
            )
    for mark in quoted.lonely:
        is_around = is_chinese(neighbour_before(text, mark.at)) or is_chinese(
            neighbour_after(text, mark.at + 1)
        )
        if text[mark.at] == '"' and is_around and mark.at not in foreign:
            yield Finding(
                Span(mark.at, mark.at + 1),
                _("The quotation mark is straight, and has no partner."),
                _("Write “ before what is quoted and ” after it."),
            )
