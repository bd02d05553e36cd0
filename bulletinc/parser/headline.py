"""Which space, or which full stop, ends a headline that runs into its text.

Decided here and nowhere else.

No grammar can see it: the gap of a raw draft is one ASCII space among others of no meaning. The
grammar marks where a gap could be (a wide space, several spaces, one space before words that begin
a text, never one inside a quotation); what stands before it decides:

- A wide gap is what the canonical form has: the headline is all before it, if it has 2 to 60
  characters.
- A single space is believed after 6 to 45 characters; before a digit (``督导 8日，``) after 8,
  because ``周某 8 日开展`` has one too, and never after a comma or a preposition (``于 12 日``),
  where the digit is a date inside a sentence.
- No headline has 。：； before its gap: then the space stands in running text.
- A full stop ends a headline (``…抓好“四个关键点”助力百日冲刺。强化…``) of 6 to 45 characters
  without a comma, if text follows and it does not begin with a time (``近日召开……会。`` is a
  sentence).
- A line of its own is a headline of up to 45 characters, if no stop or attribution closes it and
  text follows. A line that has a headline and the beginning of a text in it is none, nor is one of
  more than 25 characters with a comma: a page break cut it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bulletinc.parser.automaton import Token
from bulletinc.parser.lines import Line, parted, trimmed, visible
from bulletinc.syntax import HeadlineForm
from bulletinc.text.patterns import pattern

_LONGEST_LINE = 60
_WIDE_GAP = range(2, 61)
_SPACE = range(6, 46)
_BEFORE_DIGIT = 8
_RUNS_ON = "，、于在至到自从近约共达第上下每等和与及的"
_FINAL_STOPS = "，,、。；;：:. \u3000"  # which a headline has by mistake
_CASE = pattern(r"(?:典型)?案例[一二三四五六七八九十\d]{1,3}|案[一二三四五六七八九十]")
_LABEL = pattern(r"([^\W\d_][^\d，。；：、,;“”（）()—\s]{1,9})(?:——|[：:])(?=[^\s一])")
_SPEAKS = ("说", "强调", "指出", "要求", "认为", "表示", "如下", "以下", "主要是", "包括", "问题")
_CALLED = range(9, 41)
_ANNOUNCES = pattern(
    r"如下|以下|下列|要求|强调|指出|认为|会议|主要|要$|做到|重点|分别|建议|问题|做法"
)
_COMMA = pattern(r"[，,]")
_PAUSE = pattern(r"[，,、]")
_QUOTED = pattern(r"“[^“”]*”|《[^《》]*》")
_TIME = pattern(r"近日|近期|日前|连日来|今天|昨天|截至|\d{1,4} ?[年月日]")


class Split(NamedTuple):
    """A headline, how it was set off, and the text after it."""

    headline: tuple[Token, ...]
    form: HeadlineForm
    rest: tuple[Token, ...]


def split(pieces: tuple[Token, ...], opens_item: bool) -> Split | None:
    """The headline that runs into its text, if there is one.

    Only a line that may open an item is closed by a stop.
    """
    left = ""
    for index, piece in enumerate(pieces):
        if piece.kind == "STOP" and piece.text in "：:" and _is_called(left, pieces[index + 1 :]):
            return Split(pieces[: index + 1], "colon", trimmed(pieces[index + 1 :]))
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


def is_bare(line: Line) -> bool:
    """Whether the line could be a headline or title of its own: neither stopped nor closed by a
    bracket.
    """
    text = line.text.strip()
    if line.hashes:  # ### 白河镇推行积分管理。
        text = text.rstrip(_FINAL_STOPS)
    if (
        line.form not in ("paragraph", "signed")
        or not line.pieces
        or not text
        or "。" in text
        or "；" in text
        or ";" in text
        or text[-1] in "，,、."
        or len(line.rows) > 1
    ):
        return False
    first, last = line.pieces[0], line.pieces[-1]
    if first.kind in ("LEAD", "ENUMERATOR") or any(piece.kind == "tag" for piece in line.pieces):
        return False
    return last.kind != "FINAL_BRACKET" or len(line.pieces) > 1


def at_colon(
    pieces: tuple[Token, ...],
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The pieces before the first colon, which may stand inside bold, and those after it."""
    for index, piece in enumerate(pieces):
        if piece.kind == "strong" and re.search(r"[：:]\Z", visible((piece,)).rstrip()):
            inner = tuple(part for part in piece.parts if part.text.strip("：: "))
            return (*pieces[:index], *inner), pieces[index + 1 :]
        if piece.kind != "strong" and (colon := re.search(r"[：:]", piece.text)):
            before, after = parted(pieces, piece.start + colon.start())
            return before, parted(after, piece.start + colon.end())[1]
    return pieces, ()


def at_label(
    pieces: tuple[Token, ...],
) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """The unit that opens a brief, and its text: 马家店法庭：6月3日，…, 城区分局——推行…"""
    if not pieces:
        return None
    if pieces[0].kind == "UNIT":
        return at_colon(pieces)
    if pieces[0].kind == "strong":
        return None
    head = visible(pieces[:3])
    found = _LABEL.match(head)
    if found is None or found[1].endswith(_SPEAKS):
        return None
    before, after = parted(pieces, pieces[0].start + len(found[1]))
    return before, parted(after, pieces[0].start + found.end())[1]


def has_loose_comma(text: str) -> bool:
    """Whether a comma stands outside quotation marks."""
    if "，" not in text and "," not in text:
        return False
    return _COMMA.search(_unquoted(text)) is not None


def begins_text(text: str) -> bool:
    """Whether it begins as sentences do, with a time: 近日, 4月5日."""
    return _TIME.match(text) is not None


def _is_gap(left: str, gap: Token, rest: tuple[Token, ...]) -> bool:
    right = visible(rest)
    if not right:
        return False
    if _CASE.fullmatch(left):
        return False
    if gap.text not in (" ", "\u00a0"):
        return len(left) in _WIDE_GAP
    if len(left) not in _SPACE:
        return False
    return not right[0].isdigit() or (
        len(left) >= _BEFORE_DIGIT and "，" not in left and left[-1] not in _RUNS_ON
    )


def _is_called(left: str, rest: tuple[Token, ...]) -> bool:
    """区教育局三举措做好开学准备：一是摸清底数。"""
    return (
        len(left) in _CALLED
        and bool(rest)
        and rest[0].kind == "ENUMERATOR"
        and rest[0].text == "一是"
        and not _PAUSE.search(_unquoted(left))
        and not _ANNOUNCES.search(left)
        and not _TIME.match(left)
    )


def _is_closed(left: str, rest: tuple[Token, ...]) -> bool:
    return (
        len(left) in _SPACE
        and not _PAUSE.search(_unquoted(left))
        and not _TIME.match(left)
        and bool(visible(rest).strip())
    )


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", text)
