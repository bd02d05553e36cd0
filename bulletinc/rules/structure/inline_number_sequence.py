"""S014: numbers inside a paragraph that do not count on."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.parser.numerals import in_chinese, number_in
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places
from bulletinc.text.patterns import Match, pattern
from bulletinc.text.source import Span

_FORMS = (
    ("第一，", pattern("第([一二三四五六七八九十]{1,2})，"), "第{}，"),
    ("其一，", pattern("其([一二三四五六七八九])，"), "其{}，"),
    ("（一）", pattern("（([一二三四五六七八九十]{1,2})）"), "（{}）"),
    ("（1）", pattern("（([0-9]{1,2})）"), "（{}）"),
    ("①", pattern("([①-⑳])"), "{}"),
)
_BEFORE = frozenset("。；：！？\n\u3000 ，、”）*")
_CIRCLED = ord("①") - 1
_FEWEST = 2


@rule("S014")
def inline_number_sequence(context: CheckContext) -> Iterator[Finding]:
    """一段里的“第一、第二”或（1）（2）不连续。

    缺了一个，或者重了一个，多半是删改以后没有重新编号，也可能漏了一点。先看是不是漏了内容，再顺次改
    号。“一是、二是”另有S010检查，独占一行的标题另有S008检查。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：第一，抓排查。第二，抓整改。第四，抓巡查。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：第一，抓排查。第二，抓整改。第三，抓巡查。

    English: Numbers inside a paragraph (第一, （1）, ①) do not count on: one is missing, or comes
    twice.
    """
    text, sought = context.text, [each for each in _FORMS if each[0] in context.text]
    for paragraph in context.paragraphs:
        span = paragraph.span
        for first, form, shape in sought:
            if first not in text[span.start : span.end]:
                continue
            run = [
                match
                for match in form.finditer(text, span.start, span.end)
                if match.start() == span.start or text[match.start() - 1] in _BEFORE
            ]
            yield from (
                finding
                for finding in _slips(text, run, shape)
                if finding.span.start not in foreign_places(context)
            )


def _slips(text: str, run: list[Match], shape: str) -> Iterator[Finding]:
    """What is wrong in a run that begins with one; only the first slip is told."""
    numbers = [_number(match[1]) for match in run]
    if len(run) < _FEWEST or numbers[0] != 1:
        return
    for at, match in enumerate(run[1:], 1):
        right = numbers[at - 1] + 1
        if numbers[at] == right:
            continue
        expected = shape.format(_like(match[1], right))
        if (
            numbers[at] in (right - 1, right + 1)
            and expected not in text[run[at - 1].end() : match.start()]
        ):
            yield Finding(
                Span(*match.span()),
                _("“{right}” is expected here: a number is missing, or comes twice.").format(
                    right=expected.strip("，")
                ),
                _("Look whether a point is missing; if not, number them anew."),
            )
        return


def _number(text: str) -> int:
    return ord(text) - _CIRCLED if "①" <= text <= "⑳" else number_in(text) or 0


def _like(typed: str, number: int) -> str:
    """A number as the others are typed."""
    if "①" <= typed <= "⑳":
        return chr(_CIRCLED + number)
    return str(number) if typed.isdecimal() else in_chinese(number)
