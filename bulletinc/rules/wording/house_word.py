"""W014: a word that the office writes in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bulletinc.diagnostics import Edit, Finding, Fix
from bulletinc.i18n import _
from bulletinc.rules import rule
from bulletinc.rules.context import CheckContext
from bulletinc.rules.prose import found
from bulletinc.text.patterns import Pattern, pattern
from bulletinc.text.source import Span


@rule("W014")
def house_word(context: CheckContext) -> Iterator[Finding]:
    """用词和本单位的规定不一致。

    bulletin.toml 的 [words] 里写明了哪个词要换成哪个词，这里用的是要换掉的那个。按规定改过来；引文
    里的原话可以不改。没有写明的，不检查。

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

    English: The project's [words] has another word for this one. Write that.
    """
    words = context.project.words
    if not words:
        return
    for match in found(_pattern(tuple(words.items())), context):
        right = words.get(match[0])
        if right is not None and right != match[0]:
            span = Span(*match.span())
            yield Finding(
                span,
                _("This office writes “{right}”, not “{wrong}”.").format(
                    right=right, wrong=match[0]
                ),
                _("Write “{right}”.").format(right=right),
                Fix(_("Write the office's word."), (Edit(span, right),), safe=False),
            )


@lru_cache(maxsize=4)
def _pattern(words: tuple[tuple[str, str], ...]) -> Pattern:
    """Finds right and wrong words, the longest first, so that a wrong one inside a right one is
    passed over.
    """
    every = {word for pair in words for word in pair if word}
    return pattern("|".join(map(re.escape, sorted(every, key=lambda word: (-len(word), word)))))
