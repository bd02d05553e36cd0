"""A008: a fall that is told in times."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.source import Span

_FALLS = ("减少", "降低", "下降", "缩短", "缩小", "压减", "减低", "下跌", "压缩", "回落")
_NUMBERS = frozenset("0123456789.一二两三四五六七八九十几数半百")
_BETWEEN = ("了", "近", "约", "超过", "达", "将近")
_LONGEST = 6


@rule("A008")
def fall_by_times(context: CheckContext) -> Iterator[Finding]:
    """减少、下降用了“倍”。

    增加可以说几倍，减少不能：减少一倍就没有了。改用百分之几、几成，或者“减少到原来的几分之几”。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，河道垃圾减少2倍。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，河道垃圾减少一半。

    English: A fall cannot be told in times: 减少2倍 would be less than nothing. Write by how much
    per cent, or to what part of what it was.
    """
    text = context.text
    found = [(start, at) for at in places_of("倍", text) if (start := _fall(text, at)) >= 0]
    for start, at in found:
        if start not in foreign_places(context):
            yield Finding(
                Span(start, at + 1),
                _("A fall cannot be told in times."),
                _("Write by how many per cent, or to what part of what it was."),
            )


def _fall(text: str, at: int) -> int:
    """Where 减少2 begins before 倍, or -1."""
    start = at
    while start and at - start < _LONGEST and text[start - 1] in _NUMBERS:
        start -= 1
    if start == at:
        return -1
    before = text[max(0, start - 6) : start]
    for _time in range(2):
        before = next((before[: -len(word)] for word in _BETWEEN if before.endswith(word)), before)
    if not before.endswith(_FALLS):
        return -1
    return max(0, start - 6) + len(before) - 2
