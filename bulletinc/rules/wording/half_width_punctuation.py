"""W001: half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bulletinc.diagnostics import Edit, Finding, Fix, apply_edits
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.brackets import brackets
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import (
    BLANK,
    foreign_places,
    has_han,
    is_chinese,
    is_quoted,
    line_before,
    neighbour_after,
    neighbour_before,
)
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# Where signs are doubled or dots stand in a row, other rules say so. A blank after the sign
# belongs to it: one types it in English.
_SIGN = pattern(
    rf"[,;:?!.](?<![,;:?!.…，。、；：？！].)(?![,;:?!，。、；：？！]|\.(?!\.\.)"
    rf"|(?<=\.)\.)(?:{BLANK}{{1,3}}(?=[^\s,;:?!.，。、；：？！]))?"
)
_FULL = dict(zip(",;:?!.", "，；：？！。", strict=True))
_NUMERALS = frozenset("一二三四五六七八九十第其")
_PHONE = pattern(r"\d{2,5}\Z")
_OPENING = pattern("[“‘（]")
_FOREIGN_WORDS = pattern(r"[\x20-\x7e’]*[A-Za-z][\x20-\x7e’]*")
_NEAR = 40
# A sign made full width makes its neighbours stand in Chinese: they are reported with it.
_ROUNDS = 4


@rule("W001")
def half_width_punctuation(context: CheckContext) -> Iterator[Finding]:
    """中文里用了半角标点。

    中文的逗号、句号、分号、冒号、问号、叹号和括号是全角的。半角的标点只有半个字宽，挤在两个字中间，
    同一篇里全角、半角混用更不整齐。改成全角；后面为它空的一格一并去掉。数字、时刻、网址、邮箱、文件
    名和外文里的半角标点不动。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇:近日,志愿者清理河道(长3公里)。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道（长3公里）。

    English: A comma, stop, colon or bracket of half width stands in Chinese text. Make it full
    width.
    """
    text, reported = context.text, set[Span]()
    for _round in range(_ROUNDS):
        new = [
            each
            for each in (*_signs(context, text), *_brackets(context, text))
            if each.span not in reported
        ]
        yield from new
        reported.update(each.span for each in new)
        safe_edits = [edit for each in new if each.fix and each.fix.safe for edit in each.fix.edits]
        if not safe_edits:
            return
        text = apply_edits(
            text,
            (
                replace(edit, text=edit.text.ljust(edit.span.end - edit.span.start))
                for edit in safe_edits
            ),
        )


def _signs(context: CheckContext, text: str) -> Iterator[Finding]:
    foreign = foreign_places(context)
    for match in _SIGN.finditer(text):
        sign = match[0][0]
        if match.start() not in foreign and (
            _is_stop(text, match) if sign == "." else _is_in_chinese(text, match)
        ):
            yield Finding(
                Span(match.start(), match.start() + 1),
                _("“{sign}” is half width, but the text is Chinese.").format(sign=sign),
                _("Write “{right}”.").format(right=_FULL[sign]),
                Fix(
                    _("Make the punctuation full width."),
                    (Edit(Span(*match.span()), _FULL[sign]),),
                    safe=not _joins_han(text, match) and not _is_above(context, match),
                ),
            )


def _is_in_chinese(text: str, match: re.Match[str]) -> bool:
    before, after = neighbour_before(text, match.start()), neighbour_after(text, match.end())
    if is_quoted(text, match.start(), match.start() + 1) or before in _FULL.values():
        return False  # after another sign it is one too many, whatever its width
    if is_chinese(before):
        return True
    if not before or not (before.isalnum() or before in "%)℃"):
        return False
    if match[0][0] in ",;:" and is_chinese(after) and after != "…":  # W011 sees to 2025,...
        return True
    line = line_before(text, match.start(), _NEAR)
    if after and after in "”’）":  # “同比增长4%;” but “Please try again!”
        inside = _OPENING.split(line)[-1]
        return has_han(line) and not _FOREIGN_WORDS.fullmatch(inside)
    return not after and has_han(line)  # 同比增长4%; at the end of a line


def _is_stop(text: str, match: re.Match[str]) -> bool:
    before, after = (
        text[match.start() - 1 : match.start()],
        text[match.start() + 1 : match.start() + 2],
    )
    if not (has_han(before) or (before and before in "”’》）%℃")) or (
        after.isascii() and after.isalnum()
    ):
        return False
    line = line_before(text, match.start(), _NEAR).lstrip(" \t\u3000#*(（")
    return has_han(line) and not _NUMERALS.issuperset(line)  # 一. is the number of a heading


def _joins_han(text: str, match: re.Match[str]) -> bool:
    """Whether a dot stands close between two Han characters, where it may be meant for another
    sign.
    """
    return match[0] == "." and is_chinese(text[match.end() : match.end() + 1])


def _is_above(context: CheckContext, match: re.Match[str]) -> bool:
    """Whether a sign stands in the masthead, where none belongs and another may make a line
    unreadable as what it is.
    """
    return (
        context.document.masthead is not None and match.start() < context.document.masthead.span.end
    )


def _brackets(context: CheckContext, text: str) -> Iterator[Finding]:
    if "(" not in text:
        return
    half = [
        pair
        for pair in brackets(text).pairs
        if text[pair.start] == "(" and text[pair.end - 1] == ")"
    ]
    foreign = foreign_places(context)
    for start, end in half:
        inside = text[start + 1 : min(end - 1, start + _NEAR)]
        is_phone = _PHONE.match(inside) and text[end : end + 1].isdigit()
        before, after = neighbour_before(text, start), neighbour_after(text, end)
        is_word = text[start - 1 : start].isalpha() and before.isascii()  # App(v2.3.1)
        is_around = is_chinese(before) or (is_chinese(after) and not is_word)
        if start not in foreign and not is_phone and (has_han(inside) or is_around):
            yield Finding(
                Span(start, end)
                if "\n" not in inside and end - start < _NEAR
                else Span(start, start + 1),
                _("The brackets are half width, but the text is Chinese."),
                _("Write “（” and “）”."),
                Fix(
                    _("Make the brackets full width."),
                    (Edit(Span(start, start + 1), "（"), Edit(Span(end - 1, end), "）")),
                ),
            )
