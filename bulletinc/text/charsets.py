"""Encodings of text that does not say, or says wrongly, what it is: Big5, Shift_JIS, GB18030."""

from __future__ import annotations

import codecs

from bulletinc.text.foreign_charset import IN_GB2312, SAMPLE, foreign_charset, is_utf8
from bulletinc.text.source import decode

_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"))
_UTF_8 = frozenset(("utf-8", "utf8"))
# Pages are often said to be in these by programs that never look at them.
_WESTERN = frozenset(("iso-8859-1", "latin1", "latin-1", "windows-1252", "us-ascii", "ascii"))


def decode_named(data: bytes, charset: str, name: str) -> str:
    """Return the text of bytes that are said to be in ``charset``; an empty one says nothing.

    A byte order mark and valid UTF-8 count more than what is said. Raises BulletinError.
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or charset in _UTF_8 or is_utf8(data):
        return decode(data, name).text
    guessed = foreign_charset(data)
    if charset in _CHINESE or not charset or charset in _WESTERN:
        charset = guessed or ("gb18030" if not charset or charset in _CHINESE else charset)
    if charset in _WESTERN and _looks_chinese(data):
        charset = "gb18030"
    if charset != "gb18030":
        try:
            return data.decode("big5hkscs" if charset == "big5" else charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name).text


def _looks_chinese(data: bytes) -> bool:
    """Tell whether high bytes come in pairs of GB 2312, as they never do in Western text."""
    sample = data[:SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    return high > 0 and 2 * len(IN_GB2312.findall(sample)) >= high * 0.9
