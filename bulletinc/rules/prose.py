"""Running text: which characters are Chinese, and which places are not the editor's to punctuate.

Rules look for a pattern in the whole text and drop what is found in such a place. The places are
made only when something was found, so a clean draft does not pay for them; patterns begin with the
sign that they look for, which makes them quick. Whatever looks around a match looks at a bounded
piece of text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Chart, Figure, Row, SignOff
from bulletinc.text.patterns import Pattern, pattern
from bulletinc.text.source import Span
from bulletinc.text.waivers import find_waivers

# Regular expressions for one character. Letters and digits are taken out of \w, not Han put in:
# Python takes milliseconds to compile a range of thousands, and half a millisecond for a set of
# more than two ranges beyond Latin-1.
HAN = "(?![\u00aa-\u024f\u0370-\u04ff])(?![\u2150-\u24ff\uff10-\uff5a])[^\\W0-9A-Za-z_]"
SIGN = "[\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff20“”‘’…—]"
CHINESE = f"(?:{HAN}|{SIGN})"
BLANK = "[ \t\u00a0]"

_HAN = pattern(HAN)
_CHINESE = pattern(CHINESE)
_QUOTES = frozenset(("“”", "‘’", "「」", '""', "''"))
# What may stand between a sign and its neighbour: blanks, marks of bold, and characters that nobody
# sees.
_EDGES = " \t\u00a0*\u00ad\u200b\u200c\u200d\u2060\ufeff"

_ADDRESS = pattern(r"(?:https?://|ftp://|www\.)[\x21-\x7e]{0,500}[0-9A-Za-z/]")
_MAIL = pattern(r"[0-9A-Za-z_.+-]{1,64}@[0-9A-Za-z_.-]{1,100}")
_INDICATORS = pattern(
    r"[（(]\s{0,3}(?:[Ⅰ-Ⅻⅰ-ⅻ]|[IVX]{1,4})\s{0,3}[-－—–﹣‐‑−]{1,3}\s{0,3}\d[^（()）\n]{0,200}[）)]?"
)
_FILE_ENDING = pattern(
    r"\.(?:docx?|xlsx?|pptx?|wps|et|dps|pdf|ofd|txt|jpe?g|png|zip|rar|mp[34])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_BEFORE_FILE = pattern(r"[\s，。；：、！？“”《》【】]")
_FILE_NAME = 80


class Places:
    """Spans, to be asked whether an offset lies in one of them. They are taken when it is first
    asked.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = spans

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        ordered = sorted(self._spans)
        return [span.start for span in ordered], list(
            accumulate((span.end for span in ordered), max)
        )

    def __contains__(self, offset: int) -> bool:
        starts, ends = self._bounds
        before = bisect_right(starts, offset)
        return before > 0 and offset < ends[before - 1]


def found(sought: Pattern, context: CheckContext) -> Iterator[re.Match[str]]:
    """What a pattern finds in the draft's prose."""
    foreign = foreign_places(context)
    return (match for match in sought.finditer(context.text) if match.start() not in foreign)


def places_of(word: str, text: str) -> Iterator[int]:
    """Where a word stands: what a rule asks before any regular expression runs."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@lru_cache(maxsize=1)
def foreign_places(context: CheckContext) -> Places:
    """What is not prose: metadata, contacts, waivers, what a web page left; tables, pictures,
    sign-offs; addresses, names of files, the issue number, indicator tags.
    """
    return Places(_foreign(context))


def _foreign(context: CheckContext) -> Iterator[Span]:
    document, text = context.document, context.text
    yield from (field.span for field in document.metadata)
    yield from (field.span for field in (document.colophon.contacts if document.colophon else ()))
    yield from (
        part.span for part in (document.masthead.issue if document.masthead else ())
    )  # it has a rule of its own, as tags have
    yield from context.residue
    yield from (waiver.span for waiver in find_waivers(text))
    yield from (row.span for row in context.all(Row))
    yield from (figure.span for figure in context.all(Figure))
    yield from (chart.span for chart in context.all(Chart))
    yield from (sign_off.span for sign_off in context.all(SignOff))
    sought = [_INDICATORS]
    if "://" in text or "www." in text:
        sought.append(_ADDRESS)
    if "@" in text:
        sought.append(_MAIL)
    yield from (Span(*match.span()) for each in sought for match in each.finditer(text))
    for ending in _FILE_ENDING.finditer(text):
        first = max(0, ending.start() - _FILE_NAME)
        breaks = [each.end() for each in _BEFORE_FILE.finditer(text, first, ending.start())]
        yield Span(breaks[-1] if breaks else first, ending.end())


def neighbour_before(text: str, at: int) -> str:
    """The visible character before a place on its line; empty where there is none near."""
    return text[max(0, at - 8) : at].rpartition("\n")[2].rstrip(_EDGES)[-1:]


def neighbour_after(text: str, at: int) -> str:
    """The visible character after a place on its line; empty where there is none near."""
    return text[at : at + 8].partition("\n")[0].lstrip(_EDGES)[:1]


def line_before(text: str, at: int, reach: int) -> str:
    """What stands on the line before a place, as far as it reaches."""
    return text[max(0, at - reach) : at].rpartition("\n")[2]


def line_after(text: str, at: int, reach: int) -> str:
    """What stands on the line after a place, as far as it reaches."""
    return text[at : at + reach].partition("\n")[0]


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a piece of text stands in quotation marks by itself, as a sign does that is spoken
    of: “;”.
    """
    return start > 0 and text[start - 1] + text[end : end + 1] in _QUOTES


def is_chinese(text: str) -> bool:
    """Whether the text begins with a Han character or a full-width sign. An empty text does not."""
    return _CHINESE.match(text) is not None


def has_han(text: str) -> bool:
    """Whether there is a Han character in the text."""
    return _HAN.search(text) is not None


def in_a_row(text: str, places: Iterable[int]) -> Iterator[Span]:
    """The places, the same sign several times in a row taken together: whoever leans on a key does
    not want to read of each.
    """
    start = end = -1
    for at in places:
        if at == end and text[at] == text[start]:
            end += 1
            continue
        if end > start:
            yield Span(start, end)
        start, end = at, at + 1
    if end > start:
        yield Span(start, end)


def halves_in_two_items(context: CheckContext, pairs: Iterable[Span]) -> list[int]:
    """The places of both halves of brackets or quotations that begin in one item and end in
    another: each is the half of a pair that is not there.
    """
    text = context.text
    starts = [item.span.start for item in context.items]
    return [
        at
        for pair in pairs
        if "\n" in text[pair.start : pair.end]
        and bisect_right(starts, pair.start) != bisect_right(starts, pair.end - 1)
        for at in (pair.start, pair.end - 1)
    ]
