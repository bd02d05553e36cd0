"""Bytes of Big5, Shift_JIS and EUC, which GB18030 accepts nearly all of and makes nonsense of."""

from __future__ import annotations

import re

NAMES = {"big5": "Big5", "shift_jis": "Shift_JIS", "euc_jp": "EUC-JP", "euc_kr": "EUC-KR"}

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
# The rows of kana are those of GB 2312, too. What tells is the other characters: of Chinese text of
# this length some always stand in rows that Japanese and Korean text leaves (nearly) empty.
_LEAST_SURE_PAIRS = 40
_LEAST_DIFFERENT = 20  # of them: one character a thousand times tells nothing
_KANA_EUC = re.compile(rb"[\xa4\xa5][\xa1-\xf6]")
_HANGUL = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")
_BEYOND_JIS_1 = re.compile(rb"[\xd0-\xfe][\xa1-\xfe]")  # rare kanji; x, y and z in GB 2312
_LEAST_HANGUL = 0.98
_LEAST_BLANKS = 0.1
_MOST_BEYOND = 0.02


def foreign_charset(data: bytes) -> str:
    """Return ``big5``, ``shift_jis`` or a form of EUC for bytes that are that and no GB18030.

    Empty for anything else.
    """
    sample = data[:SAMPLE]
    if is_utf8(sample):
        return ""
    pairs = _PAIR.findall(sample)
    if found := _euc(pairs, sample, data):
        return found
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


def _euc(pairs: list[bytes], sample: bytes, data: bytes) -> str:
    """Tell Korean by syllables and blanks, Japanese by kana among characters all common."""
    if len(pairs) < _LEAST_SURE_PAIRS or len(set(pairs)) < _LEAST_DIFFERENT:
        return ""
    is_spaced = sample.count(b" ") >= len(pairs) * _LEAST_BLANKS
    if is_spaced and _many(_HANGUL, pairs) >= len(pairs) * _LEAST_HANGUL:
        return "euc_kr" if _decodes(data, "euc_kr") else ""
    kana = _many(_KANA_EUC, pairs)
    others = len(pairs) - kana
    if kana < len(pairs) * _LEAST_KANA or others < _LEAST_SURE_PAIRS / 2:
        return ""
    is_common = _many(_BEYOND_JIS_1, pairs) <= others * _MOST_BEYOND
    return "euc_jp" if is_common and _decodes(data, "euc_jp") else ""


def _many(form: re.Pattern[bytes], pairs: list[bytes]) -> int:
    return sum(form.match(pair) is not None for pair in pairs)


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
