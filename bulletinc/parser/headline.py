"""Which space, or which full stop, ends a headline that runs into its text. Decided here and nowhere else.

No grammar can see it: the gap of a raw draft is one ASCII space among others of no meaning. The grammar marks where a gap
could be (a wide space, several spaces, one space before words that begin a text, never one inside a quotation); what
stands before it decides:

- A wide gap is what the canonical form has: the headline is all before it, if it has 2 to 60 characters.
- A single space is believed after 6 to 45 characters; before a digit (``督导 8日，``) after 8, because ``周某 8 日开展``
  has one too, and never after a comma or a preposition (``于 12 日``), where the digit is a date inside a sentence.
- No headline has 。：； before its gap: then the space stands in running text.
- A full stop ends a headline (``…抓好“四个关键点”助力百日冲刺。强化…``) of 6 to 45 characters without a comma, if text
  follows and it does not begin with a time (``近日召开……会。`` is a sentence).
- A line of its own is a headline of up to 45 characters, if no stop or attribution closes it and text follows. A line that has a
  headline and the beginning of a text in it is none, nor is one of more than 25 characters with a comma: a page break cut it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bulletinc.parser import attribution
from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import BodyLine, trimmed, visible
from bulletinc.syntax import HeadlineForm

_LONGEST_LINE = 60
_LONGEST_UNBROKEN = 25  # a longer line with a comma, or without an end, may be cut text
_WIDE_GAP = range(2, 61)
_SPACE = range(6, 46)
_BEFORE_DIGIT = 8
_RUNS_ON = "，、于在至到自从近约共达第上下每等和与及的"
_TIME = re.compile(r"近日|近期|日前|连日来|今天|昨天|截至|\d{1,4} ?[年月日]")


class Split(NamedTuple):
    """A headline, how it was set off, and the text after it."""

    headline: tuple[Token, ...]
    form: HeadlineForm
    rest: tuple[Token, ...]


def split(pieces: tuple[Token, ...], opens_item: bool) -> Split | None:
    """The headline that runs into its text, if there is one. Only a line that may open an item is closed by a stop."""
    left = ""
    for index, piece in enumerate(pieces):
        if piece.kind == "GAP" and left and _is_gap(left, piece, pieces[index + 1 :]):
            return Split(pieces[:index], "gap", trimmed(pieces[index + 1 :]))
        if piece.kind == "STOP":
            if opens_item and piece.text == "。" and _is_closed(left, pieces[index + 1 :]):
                return Split(pieces[:index], "stop", trimmed(pieces[index + 1 :]))
            return None
        if piece.kind in ("UNIT", "ENUMERATOR", "tag") or (
            piece.kind == "strong" and "。" in piece.text
        ):
            return None
        left += piece.text if piece.kind != "strong" else visible((piece,))
        if len(left) > _LONGEST_LINE:
            return None
    return None


def is_bare(line: BodyLine) -> bool:
    """Whether the line could be a headline or title of its own: short, and neither stopped nor closed by a bracket."""
    if line.form != "paragraph" or len(line.text) > _LONGEST_LINE or line.pieces[0].kind == "LEAD":
        return False
    if (
        any(piece.kind in ("tag", "UNIT") for piece in line.pieces)
        or line.pieces[0].kind == "ENUMERATOR"
    ):
        return False
    if line.pieces[-1].kind == "FINAL_BRACKET" and (
        len(line.pieces) == 1
        or attribution.is_attribution(line.pieces[-1], visible(line.pieces[:-1]))
    ):
        return False
    return (
        not any(sign in line.text for sign in "。；;") and line.text[-1] not in "：:，,、！？!?.…"
    )


def is_headline(line: BodyLine) -> bool:
    """Whether a bare line may be an item's headline: one that runs into its text, or goes on after a comma, is cut text."""
    if not is_bare(line) or len(line.text) >= _SPACE.stop:
        return False
    found = split(line.pieces, opens_item=False)
    if found and (
        _TIME.match(visible(found.rest))
        or "，" in visible(found.rest)
        or found.rest[0].kind == "ENUMERATOR"
    ):
        return False
    return len(line.text) <= _LONGEST_UNBROKEN or not re.search(r"[，,、]", _unquoted(line.text))


def is_cut(line: BodyLine) -> bool:
    """Whether a page break may have cut the line: long, and not closed. What follows is then no headline."""
    return len(line.text) > _LONGEST_UNBROKEN and line.text[-1] not in "。！？：；”）】!?:;)"


def _is_gap(left: str, gap: Token, rest: tuple[Token, ...]) -> bool:
    right = visible(rest)
    if not right:
        return False
    if gap.text not in (" ", "\u00a0"):
        return len(left) in _WIDE_GAP
    if len(left) not in _SPACE:
        return False
    return not right[0].isdigit() or (
        len(left) >= _BEFORE_DIGIT and "，" not in left and left[-1] not in _RUNS_ON
    )


def _is_closed(left: str, rest: tuple[Token, ...]) -> bool:
    return (
        len(left) in _SPACE
        and not re.search(r"[，,、]", _unquoted(left))
        and not _TIME.match(left)
        and bool(visible(rest).strip())
    )


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”|《[^》]*》", "", text)
