"""Bytes of Big5 and Shift_JIS, which GB18030 accepts nearly all of and makes nonsense of."""

from __future__ import annotations

import re

NAMES = {"big5": "Big5", "shift_jis": "Shift_JIS"}

SAMPLE = 200_000  # bytes
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
# The two rows of GB 2312 that hold all common characters, and its signs.
IN_GB2312 = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")
_COMMON_BIG5 = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
_KANA_SHIFT_JIS = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]|\x81[\x41\x42]")
_MOST_RARE = 0.15  # of the characters of true GB18030 text in simplified characters
_LEAST_COMMON = 0.7
_LEAST_KANA = 0.2
_LEAST_PAIRS = 4


def foreign_charset(data: bytes) -> str:
    """Return ``big5`` or ``shift_jis`` for bytes that are one of these and no GB18030.

    Empty for anything else.
    """
    sample = data[:SAMPLE]
    if is_utf8(sample):
        return ""
    pairs = _PAIR.findall(sample)
    rare = sum(not IN_GB2312.fullmatch(pair) for pair in pairs)
    if len(pairs) < _LEAST_PAIRS or rare <= len(pairs) * _MOST_RARE:
        return ""
    kana = len(_KANA_SHIFT_JIS.findall(sample))
    if kana >= len(pairs) * _LEAST_KANA and _decodes(data, "shift_jis"):
        return "shift_jis"
    common = len(_COMMON_BIG5.findall(sample))
    if common >= len(pairs) * _LEAST_COMMON and _decodes(data, "big5hkscs"):
        return "big5"
    return ""


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes, or a sample of them, are UTF-8."""
    # A sample may end inside a character.
    return _decodes(data, "utf-8") or (len(data) >= SAMPLE and _decodes(data[:-3], "utf-8"))


def _decodes(data: bytes, charset: str) -> bool:
    try:
        data.decode(charset)
    except UnicodeDecodeError:
        return False
    return True
