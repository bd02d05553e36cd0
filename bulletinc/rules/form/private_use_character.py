"""F005: a character of a private use area."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.diagnostics import Edit, Finding, Fix, Severity
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.characters import code_points, runs
from bulletinc.rules.context import CheckContext
from bulletinc.text import gb18030
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
# What GBK had put there before Unicode had the characters, and GB 18030-2022 deleted as duplicates.
_DELETED = {
    "\ue5e5": "\u3000",
    "\ue816": "𠂇",
    "\ue817": "𠂉",
    "\ue818": "𠃌",
    "\ue831": "𡗗",
    "\ue83b": "𢦏",
    "\ue855": "𤇾",
}
# Bullets of the fonts Symbol and Wingdings, which Word writes as private use characters.
_BULLETS = {"\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0a7": "▪", "\uf0b7": "•"}


@rule("F005", Severity.ERROR)
def private_use_character(context: CheckContext) -> Iterator[Finding]:
    """有一个私用区的字符，换一台电脑就显示不出来。

    私用区的字符没有统一的含义，只有原来那台电脑的字体认得，别处印出来是空白或方框。多半是旧字库的生
    僻字、造字程序造的字，或者 Word 的项目符号。知道是什么字的，可以自动改成通用的字符；不知道的，对
    照原稿重新输入。

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者\ue123清理河道。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。

    English: A character of a private use area means something only with the font that it was typed
    in; elsewhere it is a blank or a box. Type the character that was meant.
    """
    for found in runs(context, _PRIVATE):
        span, meant = Span(*found.span()), "".join(map(_meaning, found[0]))
        known = not _PRIVATE.search(meant)
        yield Finding(
            span,
            _(
                "A private use character ({characters}) will be printed as a blank or a box on "
                "other machines."
            ).format(characters=code_points(found[0])),
            _("Look up the original and type the character that was meant."),
            Fix(
                _("Write the common character: “{text}”.").format(text=meant),
                (Edit(span, meant),),
                safe=not any(character in _BULLETS for character in found[0]),
            )
            if known
            else None,
        )


def _meaning(character: str) -> str:
    """What the character stands for: Python's codec has the code of the old GB 18030, and its
    present meaning is known.
    """
    if character in _DELETED or character in _BULLETS:
        return _DELETED.get(character) or _BULLETS[character]
    return gb18030.decode(character.encode("gb18030"))
