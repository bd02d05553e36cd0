"""W029: an exact number beside a word that says about."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import foreign_places, places_of
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_ABOUT = ("近", "约")
_COUNTED = (*"个 名 人 户 家 件 处 辆 台 棵 株 份 座 栋 盏 起 例 头 只 艘 宗 车次 条".split(),)
_OTHER_WORDS = "最附接靠邻远亲新逼贴抵走拉公契节合协盟履违特预要签订相失婉邀誓条"  # 附近, 条约
_EXACT = pattern("[0-9]{0,8}[0-9]{2}[1-46-9](?![0-9.,])")
_SHARE = pattern("[0-9]{1,3}[.][0-9]{2,4}%")
_DIGITS = frozenset("0123456789")
_YEARS = frozenset(("365", "366"))
_LONGEST = 9


@rule("W029")
def exact_after_about(context: CheckContext) -> Iterator[Finding]:
    """“近”“约”“余”“左右”和确切的数同用。

    近、约、余、左右说的是不精确，后面写整数：近1200名。数是确切的（1203名、87.35%），就不用这些字。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，近1203名志愿者清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，近1200名志愿者清理河道。

    English: A word says “about”, but the number is exact: 近1203名. Take the word out, or round the
    number.
    """
    text = context.text
    found = [*_before(text), *_after(text)]
    for span, word, number in found:
        if span.start in foreign_places(context):
            continue
        yield Finding(
            span,
            _("“{word}” says that the number is not exact, but {number} is.").format(
                word=word, number=number
            ),
            _("Delete “{word}”, or write a round number.").format(word=word),
        )


def _before(text: str) -> Iterator[tuple[Span, str, str]]:
    """约1203户, 近87.35%."""
    for word in _ABOUT:
        for at in places_of(word, text):
            if text[at + 1 : at + 2] not in _DIGITS or (at and text[at - 1] in _OTHER_WORDS):
                continue
            number = _EXACT.match(text, at + 1)
            share = _SHARE.match(text, at + 1)
            if share:
                yield Span(at, share.end()), word, share[0]
            elif number and _is_counted(text, number[0], number.end()):
                yield Span(at, number.end() + 1), word, number[0]


def _after(text: str) -> Iterator[tuple[Span, str, str]]:
    """1203余户, 1203户左右."""
    for word, gap in (("余", 0), ("多", 0), ("左右", 1)):
        for at in places_of(word, text):
            end = at - gap
            if end < 1 or text[end - 1] not in _DIGITS:
                continue
            start = end
            while start and end - start < _LONGEST and text[start - 1] in _DIGITS:
                start -= 1
            number = text[start:end]
            if (
                (not start or text[start - 1] not in ".,近约")
                and _EXACT.fullmatch(number)
                and _is_counted(text, number, end if gap else end + 1)
            ):
                yield Span(start, at + len(word)), word, number


def _is_counted(text: str, number: str, at: int) -> bool:
    return number not in _YEARS and text.startswith(_COUNTED, at)
