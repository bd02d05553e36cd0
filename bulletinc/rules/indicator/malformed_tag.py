"""I002: an indicator tag that is not written as tags are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, apply_edits
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import Places
from bulletinc.text.characters import ROMAN_LEVELS
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_BLANK = "[ \t\u00a0\u3000]"
_LEVEL = "[Ⅰ-Ⅻⅰ-ⅻIVＩＶ]{1,4}"
_DASH = "[-－—–﹣‐‑−]"
_NAME = "[“《（(]|(?![\u2150-\u218f])[^\\W\\d_]"
_TAG = pattern(
    rf"[（(【［\[]{_BLANK}{{0,3}}(?={_LEVEL}{_BLANK}{{0,3}}{_DASH}{{0,3}}{_BLANK}{{0,3}}\d)"
    r"[^（()）【】［］\[\]*\r\n]{1,300}(?:[（(][^（()）*\r\n]{0,100}[）)][^（()）【】［］\[\]*\r\n]{0,100})?[）)"
    r"】］\]]"
)
_CODE = pattern(
    rf"(?P<level>{_LEVEL})(?P<dash>{_BLANK}{{0,3}}{_DASH}{{0,3}}{_BLANK}{{0,3}})"
    rf"(?P<number>\d{{1,9}})"
    rf"(?:(?P<gap>{_BLANK}{{0,9}})(?={_NAME})|(?={_BLANK}{{0,9}}[、，,;；）)】］\]]))"
)
_USUAL = pattern(
    "（(?:[Ⅰ-Ⅻ]-[0-9]{1,9} [^\\s、，,;；（()）Ⅰ-Ⅻ]{1,60}(?:、(?=[Ⅰ-Ⅻ])|(?=）))){1,30}）"
)
_LETTER = pattern("[0-9A-Za-zＡ-Ｚ]")
_CLOSED = pattern(r"[ \t\u3000*]{0,9}(?:[（(。\r\n]|\Z)")
_SENTENCE_ENDS = frozenset("。！？!?…；;”）)*")
_READ = pattern(
    rf"[（(]\s*(?:[Ⅰ-Ⅻ]|[IVX]{{1,4}})\s*{_DASH}"
)  # what the parser takes for a tag; other forms are only like one


@rule("I002")
def malformed_tag(context: CheckContext) -> Iterator[Finding]:
    """测评指标的写法不规范。

    规范的写法是（Ⅲ-58 城市精细化管理）：全角括号，罗马数字用一个字符 Ⅲ，不用字母 III，短横线用半
    角，数字用半角，编号和名称之间空一格，几个指标之间用顿号。写法不一，按指标查找和统计时就会漏掉。
    编号和名称之间都不空格的稿件，当作本单位的习惯，不算错；有的空、有的不空才算。

    错：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（III—58 城市精细化管理）

    对：
        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　近日，志愿者清理河道。（Ⅲ-58 城市精细化管理）

    English: An indicator tag is not in its usual form, （Ⅲ-58 城市精细化管理）: full-width
    brackets, the sign Ⅲ and not the letters III, a short dash, half-width digits, one space before
    the name, 、 between two indicators. Tags that are all typed without the space are left alone.
    """
    masthead = context.document.masthead
    issue = Places(
        text.span for text in (masthead.issue if masthead else ())
    )  # whose form is another rule's
    usual, others = 0, []
    for tag in _TAG.finditer(context.text):
        if _USUAL.fullmatch(tag[0]):
            usual += 1
        elif (
            tag.start() not in issue
            and _stands_as_tag(context.text, tag)
            and (
                codes := [
                    code for code in _CODE.finditer(context.text, *tag.span()) if _is_code(code)
                ]
            )
        ):
            others.append((tag, codes))
    gaps = [
        bool(code["gap"]) for _tag, codes in others for code in codes if code["gap"] is not None
    ]
    spaced = usual + sum(gaps) >= len(gaps) - sum(gaps) and usual + sum(gaps) > 0
    for tag, codes in others:
        edits = [
            *_bracket(tag.start(), tag[0][0], "（"),
            *_bracket(tag.end() - 1, tag[0][-1], "）"),
        ]
        for code in codes:
            edits += _edits(code, spaced=spaced)
        if edits:
            start = tag.start()
            right = apply_edits(
                tag[0],
                [
                    Edit(Span(edit.span.start - start, edit.span.end - start), edit.text)
                    for edit in edits
                ],
            )
            yield Finding(
                Span(min(edit.span.start for edit in edits), max(edit.span.end for edit in edits)),
                _("The indicator tag is not in the usual form."),
                _("Write {right}.").format(right=right),
                Fix(
                    _("Put the tag in the usual form."),
                    tuple(edits),
                    safe=_READ.match(tag[0]) is not None and not _parts(context, edits),
                ),
            )


def _stands_as_tag(text: str, tag: re.Match[str]) -> bool:
    """Whether it closes a line or a sentence, and is not a model or a grade inside of one; 【】
    alone on its line is a heading.
    """
    before = text[max(tag.start() - 9, 0) : tag.start()].rstrip(" \t\u3000")[-1:]
    closes = _CLOSED.match(text, tag.end()) is not None
    return (
        closes and before not in ("", "\n", "\r")
        if tag[0][0] not in "（("
        else closes or before in _SENTENCE_ENDS
    )


def _edits(code: re.Match[str], *, spaced: bool) -> Iterator[Edit]:
    """What has to change in a code, in what parts it from the one before, and in the gap after
    it.
    """
    text, at = code.string, code.start()
    before = text[max(at - 9, 0) : at].rstrip(" \t\u00a0\u3000")
    if before.endswith((",", "，", ";", "；")):
        comma = text.rindex(before[-1], 0, at)
        yield Edit(Span(comma, comma + 1), "、")
    elif not before.endswith(("、", *"（(【［[")):
        yield Edit(Span(max(at - 9, 0) + len(before), at), "、")
    level = unicodedata.normalize("NFKC", code["level"]).upper()
    for group, right in (
        ("level", ROMAN_LEVELS[level]),
        ("dash", "-"),
        ("number", unicodedata.normalize("NFKC", code["number"])),
    ):
        if code[group] != right:
            yield Edit(Span(*code.span(group)), right)
    if code["gap"] not in (None, " ") and (code["gap"] or spaced):
        yield Edit(Span(*code.span("gap")), " ")


def _is_code(code: re.Match[str]) -> bool:
    """Whether the level is one, in whatever letters; V-22 is none: no table has so many levels."""
    level = unicodedata.normalize("NFKC", code["level"]).upper()
    return level in ROMAN_LEVELS and (
        code["level"][0] not in "IVＩＶ"
        or (level != "V" and not _LETTER.match(code.string, code.start() - 1))
    )


def _bracket(at: int, typed: str, right: str) -> tuple[Edit, ...]:
    return () if typed == right else (Edit(Span(at, at + 1), right),)


def _parts(context: CheckContext, edits: list[Edit]) -> bool:
    """Whether an edit puts a 、 where there was none."""
    return any(edit.text == "、" and not context.written(edit.span).strip() for edit in edits)
