"""Classes of characters, each written once: for a character set of a regular expression."""

from __future__ import annotations

import unicodedata

from bulletinc.text.patterns import pattern

# Ideographs with 〇 々 〆, compatibility ideographs, and the planes of rare ones.
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Parts of characters (⺀ ⼀), numerals of merchants (〡) and the like, set like ideographs.
HAN_PARTS = "\u2e80-\u2fff\u3021-\u3029\u3038-\u303b"

# Blanks that are accidents of the keyboard. U+3000 is a gap that the editor means.
BLANK = "\t\u000b\u000c\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f "
# Controls but for blanks and line ends, soft hyphen, zero-width space, word joiner, byte order
# mark, annotation marks. Joiners (U+200C, U+200D) are not among them: emoji need them.
INVISIBLE = (
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb"
)
# Marks of writing direction, which could turn visible text around.
DIRECTION = "\u200e\u200f\u202a-\u202e\u2066-\u2069"

# Levels of indicators as one types them, and as they are written.
ROMAN_LEVELS = dict(
    zip("I II III IV V VI VII VIII IX X XI XII".split(), "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", strict=True)
)

# What XML 1.0 cannot hold, not even as a reference (Extensible Markup Language 1.0, 2.2).
ILLEGAL_IN_XML = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def is_han(sign: str) -> bool:
    """Whether it is one Han character of those that names are written with."""
    return len(sign) == 1 and "\u3400" <= sign <= "\u9fff"


def is_seen(sign: str) -> bool:
    """Whether a reader sees it: no white space, and nothing like U+FEFF."""
    return sign.isprintable() and not sign.isspace()


def seen(text: str) -> str:
    """The text without white space and signs that nobody sees."""
    return "".join(filter(is_seen, text))


def is_wide(character: str, *, ambiguous: bool = False) -> bool:
    """Whether a character takes two columns (Unicode Standard Annex #11).

    Ambiguous ones (“” … — · ① Ⅲ) are wide in Chinese fonts, and narrow on today's terminals.
    """
    return unicodedata.east_asian_width(character) in ("WFA" if ambiguous else "WF")
