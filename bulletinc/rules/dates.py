"""The dates of an issue: those of its masthead and its printing line, as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Text
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

# 2026年3月5日, 2026年3月, 二〇二六年三月五日; 2026-03-05, 2026/3/5. Digits of every sort are word
# characters.
DATE = (
    r"(?:[\w○]{4}\s?年\s?[\w○]{1,3}\s?月(?:\s?[\w○]{1,3}\s?日)?"
    r"|\d{4}(?P<separator>[-/.．])\d{1,2}(?P=separator)\d{1,2})"
)
_DATE = pattern(DATE)
_SIGNED = pattern(rf"^[^\S\n]*{DATE}[^\S\n]*\r?$", re.MULTILINE)


def dates(context: CheckContext) -> Iterator[Text]:
    """The date of the masthead and that of the printing line, each without what stands next to
    it.
    """
    masthead, colophon = context.document.masthead, context.document.colophon
    for typed in (masthead and masthead.date_text, colophon and colophon.imprint):
        found = _DATE.search(context.text, *typed.span) if typed else None
        if found:
            yield Text(Span(*found.span()), found[0])


def is_signed(context: CheckContext) -> bool:
    """Whether the text says at its end when it was made: in a line that is nothing but a date, or
    in a printing line.
    """
    masthead, colophon = context.document.masthead, context.document.colophon
    return bool(
        (colophon and colophon.imprint)
        or _SIGNED.search(context.text, masthead.span.end if masthead else 0)
    )
