"""How typed text is set: what typing leaves between the characters is not what the page shows.

Invariant: no visible character is added, changed or lost; only spaces and invisible characters are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_HAN = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FULL_WIDTH_SIGNS = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
# Quotation marks, dashes and dots belong to both scripts: they count as Chinese where the character behind them is.
_SHARED_SIGNS = "\u2014\u2018\u2019\u201c\u201d\u2026"
_LATIN = "0-9A-Za-z%\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u2150-\u218f"

# U+3000 is a gap that the editor means; every other blank is an accident of the keyboard.
_BLANK = "\t\u000b\u000c\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f "
# Controls, zero-width marks and the marks of writing direction, which could turn visible text around. Joiners stay: emoji need them.
_INVISIBLE = "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"

_CHINESE = f"[{_HAN}{_FULL_WIDTH_SIGNS}]"
# Left for Python to compile and to keep when it is first used: that takes milliseconds, and most commands set no page.
_HIDDEN = (
    f"(?:(?<={_CHINESE})|(?<={_CHINESE}[{_SHARED_SIGNS}]))[{_BLANK}{_INVISIBLE}]+(?=[{_LATIN}])"
    f"|(?<=[{_LATIN}])[{_BLANK}{_INVISIBLE}]+(?=[{_SHARED_SIGNS}]?{_CHINESE})"
    f"|[{_INVISIBLE}]"
)
_BLANKS = re.compile(f"[{_BLANK}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def display(text: str) -> str:
    """Text as the page shows it.

    Between Han (or full-width signs) and digits or Latin there is no space; any other run of blanks is one space, and a
    U+3000 gap stays. Control characters are dropped. A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    return display_pieces((text,))[0]


def display_pieces(pieces: Sequence[str]) -> tuple[str, ...]:
    """The same for a line of text that is cut into pieces: a space at a cut is judged by the characters on both sides."""
    whole = "".join(pieces)
    hidden = [False] * len(whole)
    for match in re.finditer(_HIDDEN, whole):
        hidden[match.start() : match.end()] = [True] * (match.end() - match.start())
    shown, start = [], 0
    for piece in pieces:
        kept = "".join(
            character for character, hide in zip(piece, hidden[start:], strict=False) if not hide
        )
        shown.append(_SURROGATE.sub("\ufffd", _BLANKS.sub(" ", kept)))
        start += len(piece)
    return tuple(shown)


def ems(text: str) -> float:
    """About how wide a text is, in widths of a Han character: never less than it is, so that what is fitted by it fits.

    Digits and Latin letters count 0.6: half an em in 仿宋 and 宋体, up to that in faces with wider ones.
    """
    return sum(
        1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.6
        for character in display(text)
    )
