"""Places where a line of the page may break, and WeasyPrint would not know."""

from __future__ import annotations

import re

from bulletinc.text.characters import HAN

_PLACE, _JOINT = "\u200b", "\u2060"

# 开展“三清一改”行动: Pango takes a curly quote for a Latin one and joins it to the words on both
# sides; Chinese lines may break there. The quote and its neighbour may stand in different elements.
_OPEN, _CLOSED = "“‘", "”’"
_TAGS = r"(?:</?(?:a|b|dfn|p|span|strong)\b[^>]*>)*"
_QUOTATION = re.compile(
    f"(?<=[{HAN}、，。：；！？{_CLOSED}）】》]){_TAGS}(?=[{_OPEN}])|(?<=[{_CLOSED}]){_TAGS}(?=[{HAN}])"
)
# 阿依古丽·买买提, 北京—上海, 2～3天: these stand at no beginning of a line (GB/T 15834-2011, 5.1).
_JOINED = re.compile("[·・～]|(?<!—)—(?!—)")
# https://example.gov.cn/a/b: an address may break where its parts end, not in a word of it.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\u2e80-\uffff]+|[\w.+-]{1,64}@[A-Za-z0-9.-]+", re.ASCII
)
_PART = re.compile(r"(?<=[/?=_@])(?=\w)|(?<=&amp;)|(?=\.\w)", re.ASCII)
# Another long word, or a line of dashes, may be longer than a line. (overflow-wrap would do, but
# WeasyPrint then breaks short words, too.)
_SIGN = r"&#?\w+;|[^\s<>&]"
_WIDE = f"{HAN}\u3000-\u303f\uff01-\uff65"  # full-width signs end a word
_LONG_WORD = re.compile(
    rf"(?:(?![{_WIDE}{_PLACE}])(?:{_SIGN})){{30,}}|[\u3000-\u303f\uff01-\uff65]{{30,}}"
)
_LONG_WORD_PIECE = re.compile(rf"(?:{_SIGN}){{1,10}}")
_TAG = re.compile("(<[^>]*>)")


def add_break_places(html: str) -> str:
    """The page with more places where a line may break, and some where it may not.

    It may before and after quotations in Chinese text, and inside very long words; it may not
    before a dot or a dash that joins two words. Each place is a zero-width space or a word joiner:
    nothing of it is drawn, and a ``<wbr>`` element would cost a fifth of the time of the layout.
    """
    head, body, rest = html.partition("<body")  # a title or a meta element is not broken
    pieces = _TAG.split(_QUOTATION.sub(rf"{_PLACE}\g<0>", body + rest))
    pieces[::2] = map(_prepare_text, pieces[::2])
    return head + "".join(pieces)


def remove_break_places(text: str) -> str:
    """A text of such a page as it was."""
    return text.replace(_PLACE, "").replace(_JOINT, "")


def _prepare_text(text: str) -> str:
    joined = _JOINED.sub(rf"{_JOINT}\g<0>", text)
    return _LONG_WORD.sub(_break_word, _ADDRESS.sub(_break_address, joined))


def _break_address(address: re.Match[str]) -> str:
    return _PART.sub(_PLACE, address[0])


def _break_word(word: re.Match[str]) -> str:
    return _PLACE.join(_LONG_WORD_PIECE.findall(word[0]))
