"""Encodings of text that does not say, or says wrongly, what it is: Big5, Shift_JIS, GB18030."""

from __future__ import annotations

import codecs
import re

from bulletinc.text.source import decode

_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"))
_UTF_8 = frozenset(("utf-8", "utf8"))
# Pages are often said to be in these by programs that never look at them.
_WESTERN = frozenset(("iso-8859-1", "latin1", "latin-1", "windows-1252", "us-ascii", "ascii"))
_SAMPLE = 200_000  # bytes
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
# The two rows of GB 2312 that hold all common characters, and its signs.
_IN_GB2312 = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")
_COMMON_BIG5 = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
_KANA_SHIFT_JIS = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]|\x81[\x41\x42]")
_MOST_RARE = 0.15  # of the characters of true GB18030 text in simplified characters
_LEAST_COMMON = 0.7
_LEAST_KANA = 0.2
_LEAST_PAIRS = 4


def decode_named(data: bytes, charset: str, name: str) -> str:
    """Return the text of bytes that are said to be in ``charset``; an empty one says nothing.

    A byte order mark and valid UTF-8 count more than what is said. Raises BulletinError.
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or charset in _UTF_8 or _is_utf8(data):
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


def foreign_charset(data: bytes) -> str:
    """Return ``big5`` or ``shift_jis`` for bytes that are one of these and no GB18030.

    Empty for anything else. GB18030 accepts nearly all such bytes and makes nonsense of them.
    """
    sample = data[:_SAMPLE]
    if _is_utf8(sample):
        return ""
    pairs = _PAIR.findall(sample)
    rare = sum(not _IN_GB2312.fullmatch(pair) for pair in pairs)
    if len(pairs) < _LEAST_PAIRS or rare <= len(pairs) * _MOST_RARE:
        return ""
    kana = len(_KANA_SHIFT_JIS.findall(sample))
    if kana >= len(pairs) * _LEAST_KANA and _decodes(data, "shift_jis"):
        return "shift_jis"
    common = len(_COMMON_BIG5.findall(sample))
    if common >= len(pairs) * _LEAST_COMMON and _decodes(data, "big5hkscs"):
        return "big5"
    return ""


def _looks_chinese(data: bytes) -> bool:
    """Tell whether high bytes come in pairs of GB 2312, as they never do in Western text."""
    sample = data[:_SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    return high > 0 and 2 * len(_IN_GB2312.findall(sample)) >= high * 0.9


def _is_utf8(data: bytes) -> bool:
    # A sample may end inside a character.
    return _decodes(data, "utf-8") or (len(data) >= _SAMPLE and _decodes(data[:-3], "utf-8"))


def _decodes(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except UnicodeDecodeError:
        return False
    return True
