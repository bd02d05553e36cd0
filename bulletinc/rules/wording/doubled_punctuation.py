"""W008: two punctuation marks where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found, is_chinese, is_quoted, line_after, neighbour_before
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# Two dots are a stop typed twice, or an ellipsis cut short; three and more are an ellipsis that
# another rule tells of.
_SIGNS = pattern(
    r"[，。、；：！？,;:?!.．](?:(?<![.．])[，。、；：！？,;:?!]+|(?<=[.．])(?<![.．。・…].)[.．](?=[\s*”’」』）】]|\Z))"
)
_DOTS = frozenset(".．")
_LEADER = pattern(r"\s{1,9}\d{1,4}\s*$")  # the page that dots in a list of contents lead to
_NEAR = 20
_FULL = str.maketrans(",;:?!", "，；：？！")
_STRENGTH = "？！。；：，、"  # the one that ends more is likelier to be meant
_FACE = pattern("-?[)）]")
_LOUD = frozenset("？！")
_ELLIPSIS = 3


@rule("W008")
def doubled_punctuation(context: CheckContext) -> Iterator[Finding]:
    """标点重复。

    一处只用一个标点：。。、，，、。，都是改稿时留下的。相同的留一个；不同的要看句子完了没有，再决定
    留哪一个。句末的两个小点..也算：句子完了写。，有省略写……。省略号……、破折号——是两个字宽，？！可以
    连用，都不算。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，，志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: Two punctuation marks stand where one belongs. Keep one. Two dots at the end of a
    sentence are a stop, or an ellipsis.
    """
    for match in found(_SIGNS, context):
        if match[0][0] in _DOTS:
            yield from _dots(context.text, Span(*match.span()))
            continue
        signs = match[0].translate(_FULL)
        is_ellipsis = len(signs) >= _ELLIPSIS and set(signs) == {"。"}
        if (
            is_ellipsis
            or set(signs) == _LOUD
            or _is_spoken_of(context.text, match)
            or not (
                is_chinese(match[0]) or is_chinese(neighbour_before(context.text, match.start()))
            )
        ):
            continue
        span, alike, kept = (
            Span(*match.span()),
            len(set(signs)) == 1,
            min(signs, key=_STRENGTH.index),
        )
        yield Finding(
            span,
            _("There are several punctuation marks where one belongs."),
            _("Write “{right}” only.").format(right=kept)
            if alike
            else _("Keep the one that fits: “。” where the sentence ends."),
            Fix(_("Keep one of the marks."), (Edit(span, kept),), safe=alike),
        )


def _is_spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether signs are meant as such, or are a face: “..”, 用#、?和!, :-)."""
    return (
        is_quoted(text, *match.span())
        or (match[0][0] == "、" and match[0][1:].isascii())
        or (match[0][-1] in ":;：" and _FACE.match(text, match.end()) is not None)
    )


def _dots(text: str, span: Span) -> Iterator[Finding]:
    """Two dots, where Chinese stands before them and no number of a page after."""
    if (
        is_chinese(neighbour_before(text, span.start))
        and not is_quoted(text, span.start, span.end)
        and not _LEADER.match(line_after(text, span.end, _NEAR))
    ):
        yield Finding(
            span,
            _("There are several punctuation marks where one belongs."),
            _("Write “。” where the sentence ends, “……” where something is left out."),
            Fix(_("Keep one of the marks."), (Edit(span, "。"),), safe=False),
        )
