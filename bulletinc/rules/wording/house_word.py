"""W014: a word that the office writes in another way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.project import Project
from bulletinc.project.word_lists import NO_WORDS, WordList, word_list_of
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.listed_words import listed


@rule("W014")
def house_word(context: CheckContext) -> Iterator[Finding]:
    """用词和本单位的规定不一致。

    bulletin.toml 的 [words]，或者 [lists] 的 words 所写的 CSV 文件里，写明了哪个词要换成哪个词、
    哪个词不用，这里用的是要换掉的那个。按规定改过来；引文里的原话可以不改。没有写明的，不检查。

    bulletin.toml：
        [words]
        "帐户" = "账户"

    错：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，开展帐户整治。

    对：
        清溪区工作快报

        第12期（总第86期）

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，开展账户整治。

    English: The project's [words], or one of its lists of words, has another word for this one, or
    forbids it.
    """
    names = context.project.units
    for words in (_typed(context.project), context.project.word_list):
        yield from listed(context, words, names, _("This office writes “{right}”, not “{wrong}”."))


def _typed(project: Project) -> WordList:
    """The list of the settings' own table; made once for a project."""
    if not project.words:
        return NO_WORDS
    return _list_of(tuple(project.words.items()))


@lru_cache(maxsize=4)
def _list_of(words: tuple[tuple[str, str], ...]) -> WordList:
    return word_list_of(words)
