"""How typed text is set: what typing leaves between the characters is not what the page shows.

Invariant: no visible character is added, changed or lost; only spaces and invisible characters are.
"""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.text.characters import BLANK, DIRECTION, HAN, HAN_PARTS, INVISIBLE, is_wide
from bulletinc.text.patterns import pattern

_FULL_WIDTH_SIGNS = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
# Quotation marks, dashes and dots belong to both scripts: Chinese where the next character is.
_SHARED_SIGNS = "\u2014\u2018\u2019\u201c\u201d\u2026"
_LATIN = "0-9A-Za-z%\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u2150-\u218f"
_UNSEEN = f"{INVISIBLE}{DIRECTION}"

_CHINESE = f"[{HAN}{HAN_PARTS}{_FULL_WIDTH_SIGNS}]"
_HIDDEN = pattern(
    # 共 12 → 共12, “Ⅲ → “Ⅲ: blanks after Chinese and before a figure or Latin letter
    f"(?:(?<={_CHINESE})|(?<={_CHINESE}[{_SHARED_SIGNS}]))[{BLANK}{_UNSEEN}]+(?=[{_LATIN}])"
    # 12 辆 → 12辆: blanks after a figure or Latin letter and before Chinese
    f"|(?<=[{_LATIN}])[{BLANK}{_UNSEEN}]+(?=[{_SHARED_SIGNS}]?{_CHINESE})"
    f"|[{_UNSEEN}]"
)
_BLANKS = pattern(f"[{BLANK}]+")
# Two blanks or a tab between words set columns apart; after a sign they are a slip.
COLUMN_GAP = pattern(
    r"(?<=[^\s，。；：、！？,;:.!?（(“‘《【*])"
    r"(?:[^\S\r\n\u3000]{2,}|[\t\u2001-\u2003])"
    r"(?=[^\s，。；：、！？,;:.!?）)”’》】*])"
)
_SURROGATE = pattern("[\ud800-\udfff]")


def display(text: str) -> str:
    """Text as the page shows it.

    Two blanks or a tab between words are a gap, which is one U+3000, as in the canonical form.
    Between Han (or full-width signs) and digits or Latin there is no space; any other run of
    blanks is one space. Control characters are dropped. A lone surrogate, which no file can hold,
    becomes U+FFFD.
    """
    return display_pieces((text,))[0]


def display_pieces(pieces: Sequence[str]) -> tuple[str, ...]:
    """Do the same for a line cut into pieces: a space at a cut depends on both sides of it."""
    whole = "".join(pieces)
    hidden = [False] * len(whole)
    letters = list(whole)
    for gap in COLUMN_GAP.finditer(whole):
        start, end = gap.span()
        letters[start:end] = "\u3000" * (end - start)
        hidden[start + 1 : end] = [True] * (end - start - 1)
    for match in _HIDDEN.finditer("".join(letters)):
        hidden[match.start() : match.end()] = [True] * (match.end() - match.start())
    shown, start = [], 0
    for piece in pieces:
        end = start + len(piece)
        kept = "".join(
            letter
            for letter, hide in zip(letters[start:end], hidden[start:end], strict=True)
            if not hide
        )
        shown.append(_SURROGATE.sub("\ufffd", _BLANKS.sub(" ", kept)))
        start = end
    return tuple(shown)


def ems(text: str) -> float:
    """Estimate how wide a text is set, in widths of a Han character: never less than it is.

    Digits and Latin letters count 0.6: they are half an em in 仿宋 and 宋体, up to 0.6 elsewhere.
    """
    return sum(1.0 if is_wide(character, ambiguous=True) else 0.6 for character in display(text))
