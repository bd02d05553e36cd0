"""The masthead's lines → what they say: name, issue number, issuer, date, marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypedDict

from bulletinc.parser.automaton import Token
from bulletinc.parser.candidates.masthead import kinds
from bulletinc.parser.lines import Line, text_of, trimmed
from bulletinc.parser.mark_passages import MarkPassage, passages_of
from bulletinc.parser.numerals import date_in, number_in, numbers_in
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey, joined, unit_ends
from bulletinc.syntax import Invalid, Masthead, Residue, Text
from bulletinc.text.characters import seen
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_MARKS_ABOVE = frozenset(
    "SECRECY URGENCY serial signer ISSUE_NUMBER TOTAL_NUMBER TERM DATE".split()
)
_NEAR = 3  # characters between two passages of one name
_SHORTEST_HALF = 8  # characters of the first half of a name over two lines
_HAN = pattern(r"[^\W\d_a-zA-Z]")
_YEAR = pattern(r"[〔\[（(【]?\s*((?:19|20)\d\d|[１２]\d{3}|二[〇○零]\w\w)(?!\s*[-—－–~～])")
_BARE_NUMBER = pattern(r"[（(]\s*(\d{1,4})\s*[）)]")


class _Found:
    """What was found so far."""

    def __init__(self) -> None:
        self.said: dict[str, MarkPassage] = {}  # the first passage of each sort
        self.name: list[MarkPassage] = []
        self.issue: list[MarkPassage] = []
        self.plain: list[MarkPassage] = []
        self.other: list[MarkPassage] = []
        self.remarks: list[Text] = []
        self.residue: list[Residue] = []
        self.document_number: Text | None = None


def build_masthead(survey: Survey, lines: Sequence[LineRole]) -> Masthead:
    """The masthead that these lines make. What has no place in it is unplaced."""
    found = _Found()
    names = [index for index, role in lines if role == "name"]
    for index, role in lines:
        line = survey.lines[index]
        if role == "document-number":
            found.document_number = text_of(line.whole)
            continue
        parts = survey.masthead_parts(index)
        if role == "above":
            _take_above(found, line, parts, names and survey.lines[names[-1]])
        elif parts is None:
            found.remarks.append(Text(line.span, line.text.strip()))
        elif role == "name":
            _take_name(found, parts)
        else:
            _take(found, parts, role)
    _move_issuer(found)
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    return _masthead(found, Span(first.span.start, last.span.end))


def _take_above(
    found: _Found, line: Line, parts: tuple[Token, ...] | None, name: Line | list[int]
) -> None:
    """A line above the name: marks (秘密, 特急, 编号), a running head, or a remark (送审稿, a
    motto).
    """
    marks = kinds(parts or ())
    own = seen(name.text) if isinstance(name, Line) else ""
    if own and own in seen(line.text):
        found.residue.append(Residue(line.span, line.text))
    elif parts and "serial" not in found.said and re.fullmatch(r"\d{4,8}", line.text.strip()):
        found.said["serial"] = MarkPassage("serial", parts, "above")
    elif parts and marks & _MARKS_ABOVE:
        for passage in passages_of(parts, "above"):
            # 第0037号 above the name is a serial number.
            serial = passage.sort == "issue" and re.search(r"号\s*\Z", passage.text.text)
            sort = "serial" if serial else passage.sort
            if sort == "words" or sort in found.said:
                found.remarks.append(passage.text)
            elif sort == "issue":
                found.issue.append(passage)
            else:
                found.said[sort] = passage._replace(sort=sort)
    else:
        found.remarks.append(Text(line.span, line.text.strip()))


def _take_name(found: _Found, parts: tuple[Token, ...]) -> None:
    for passage in passages_of(parts, "name"):
        if passage.sort == "words":
            found.name.append(passage)
        elif passage.sort == "issue":
            found.issue.append(passage)
        elif passage.sort in found.said:
            found.other.append(passage)
        else:
            found.said[passage.sort] = passage


def _take(found: _Found, parts: tuple[Token, ...], role: str) -> None:
    for passage in passages_of(parts, role):
        if passage.sort == "issue":
            found.issue.append(passage)
        elif passage.sort == "words":
            found.plain.append(passage)
        elif passage.sort == "OTHER":
            found.remarks.append(passage.text)
        elif passage.sort in found.said:
            found.other.append(passage)
        else:
            found.said[passage.sort] = passage


def _move_issuer(found: _Found) -> None:
    """清溪区安委会办公室 / 安全生产情况通报: the line above the kind word is the issuer, if no
    other is named.
    """
    if len(found.name) > 1 and not found.plain and unit_ends(joined(found.name[0].pieces)):
        found.plain.append(found.name.pop(0))


def _masthead(found: _Found, span: Span) -> Masthead:
    issuer = _issuer(found)
    date = found.said.get("date")
    serial = found.said.get("serial")
    name = [passage.text for passage in found.name]
    counted = "ISSUE_NUMBER" in _number_parts(found.issue)
    if serial and not counted and re.match(r"[№Nn]", serial.text.text):
        found.issue.append(found.said.pop("serial"))  # No.21
        serial = None
    return Masthead(
        span=span,
        name=Text(Span(name[0].span.start, name[-1].span.end), " ".join(row.text for row in name))
        if name
        else None,
        name_lines=tuple(name),
        issue=tuple(sorted((passage.text for passage in found.issue), key=lambda text: text.span)),
        **_numbers(found.issue),
        issuer=_without_issuing(issuer) if issuer else None,
        issuer_text=_joined(issuer) if issuer else None,
        date=_date(date, found.issue),
        date_text=date.text if date else None,
        secrecy=_text(found.said.get("SECRECY")),
        urgency=_text(found.said.get("URGENCY")),
        serial=_value(serial),
        serial_text=_text(serial),
        signer=_value(found.said.get("signer")),
        signer_text=_text(found.said.get("signer")),
        document_number=found.document_number,
        remarks=tuple(sorted(found.remarks, key=lambda text: text.span)),
        unplaced=tuple(
            Invalid(passage.text.span, passage.text.text)
            for passage in sorted(found.other, key=lambda passage: passage.text.span)
        ),
        residue=tuple(found.residue),
    )


def _issuer(found: _Found) -> list[MarkPassage]:
    """The passages that name the issuer: those that end like a unit's name, and the lines that lead
    to it.

    Two issuers stand on two lines; one name may be broken over two: 某某学校先进性教育 /
    活动领导小组办公室.
    """
    plain = found.plain
    if not plain:
        return []
    likely = [passage for passage in plain if unit_ends(joined(passage.pieces))]
    if not likely:
        found.other += plain[1:]
        return plain[:1]
    chosen: list[MarkPassage] = []
    for number, passage in enumerate(plain):
        close = not chosen or _is_next(chosen[-1], passage)
        below = plain[number + 1] if number + 1 < len(plain) else None
        goes_on = below is not None and below in likely and _is_next(passage, below)
        if passage in likely and (passage.role == "issuer" or close):
            chosen.append(passage)
        elif passage.role == "issuer" and goes_on and not chosen and _is_half_a_name(passage):
            chosen.append(passage)  # the first half of a name
        elif passage.role == "issuer":
            found.remarks.append(passage.text)  # 厚德　博学　笃行　致远
        else:
            found.other.append(passage)
    return chosen


def _is_next(passage: MarkPassage, below: MarkPassage) -> bool:
    """Whether one passage stands in the line above the other, or next to it."""
    return below.pieces[0].start - passage.pieces[-1].end < _NEAR


def _is_half_a_name(passage: MarkPassage) -> bool:
    """Whether words without the end of a unit's name may go on in the next line."""
    text = joined(passage.pieces)
    return len(text) >= _SHORTEST_HALF and _HAN.search(text) is not None


def _joined(passages: Sequence[MarkPassage]) -> Text:
    """Several lines of issuers as one text: joined where the first is no whole name, with a space
    where it is.
    """
    text = passages[0].text.text
    for before, passage in pairwise(passages):
        gap = (
            " "
            if unit_ends(joined(before.pieces)) and len(passages) > 1 and _is_whole(before)
            else ""
        )
        text += gap + passage.text.text
    return Text(Span(passages[0].pieces[0].start, passages[-1].pieces[-1].end), text)


def _is_whole(passage: MarkPassage) -> bool:
    """Whether a line names a unit that stands for itself: it ends as an office or committee does,
    not as a school's.
    """
    return joined(passage.pieces).endswith(("部", "办", "室", "局", "委", "厅", "府", "会", "组"))


def _without_issuing(passages: Sequence[MarkPassage]) -> Text:
    """The issuer without 编 or 主办 after it."""
    kept = [
        passage._replace(
            pieces=trimmed(
                tuple(
                    piece for piece in passage.pieces if piece.kind not in ("ISSUING", "ISSUED_BY")
                )
            )
            or passage.pieces
        )
        for passage in passages
    ]
    return _joined(kept)


def _number_parts(issue: Sequence[MarkPassage]) -> dict[str, Token]:
    return {
        piece.kind: piece
        for passage in reversed(issue)
        for whole in reversed(passage.pieces)
        for piece in (whole, *whole.parts)
    }


class _Numbers(TypedDict):
    issue_number: int | None
    issue_number_last: int | None
    issue_year: int | None
    issue_code: str | None
    total_number: int | None
    total_number_last: int | None
    issue_label: str | None


def _numbers(issue: Sequence[MarkPassage]) -> _Numbers:
    """Issue number, total, year, code and label, by their names in :class:`Masthead`."""
    parts = _number_parts(issue)
    labels = _issue_labels(issue)
    number = _numbers_of(parts.get("ISSUE_NUMBER"))
    total = _numbers_of(parts.get("TOTAL_NUMBER"))
    if not number and len(issue) == 1 and (bare := _BARE_NUMBER.fullmatch(issue[0].text.text)):
        number, labels = [int(bare[1])], []  # （124）
    number = number or _numbers_of(parts.get("SERIAL_NUMBER"))[:1]  # No.21
    return {
        "issue_number": number[0] if number else None,
        "issue_number_last": number[1] if len(number) > 1 else None,
        "issue_year": _year_of(parts.get("ISSUE_YEAR") or parts.get("TERM")),
        "issue_code": parts["ISSUE_CODE"].text.strip() if "ISSUE_CODE" in parts else None,
        "total_number": total[0] if total else None,
        "total_number_last": total[1] if len(total) > 1 else None,
        "issue_label": " ".join(labels) or None,
    }


def _issue_labels(issue: Sequence[MarkPassage]) -> list[str]:
    """What the issue is called beside its number: 第3期（增刊）, 第7-8期合刊.

    增刊第1期 is none: such supplements have numbers of their own.
    """
    return [
        piece.text
        for passage in issue
        for at, whole in enumerate(passage.pieces)
        for piece in (whole, *whole.parts)
        if piece.kind == "ISSUE_LABEL" or (piece.kind == "WORDS" and at)
    ]


def _numbers_of(piece: Token | None) -> list[int]:
    """第3期 → 3; 第3-4期 → 3 and 4."""
    return numbers_in(piece.text) if piece else []


def _year_of(piece: Token | None) -> int | None:
    """〔2026〕 → 2026; a span of years (2025-2026学年) is none."""
    year = _YEAR.match(piece.text) if piece else None
    return number_in(year[1]) if year else None


def _date(date: MarkPassage | None, issue: Sequence[MarkPassage]) -> str | None:
    """ISO 8601; a year that stands apart (7月23日　2026年) belongs to a day without one."""
    if date is None:
        return None
    for piece in date.pieces:
        if piece.kind != "DATE":
            continue
        if len(numbers_in(piece.text)) > 2 or "年" in piece.text:
            return date_in(piece.text)
        year = next(
            (
                part.text
                for passage in issue
                for part in passage.pieces
                if part.kind == "ISSUE_YEAR"
                and part.text.strip().endswith("年")
                and passage.pieces[0] is part
                and passage.pieces[-1] is part
            ),
            None,
        )
        return date_in(year + piece.text) if year else None
    return None


def _text(passage: MarkPassage | None) -> Text | None:
    return passage.text if passage else None


def _value(passage: MarkPassage | None) -> Text | None:
    """What stands after the mark: the number of 编号：…, the name of 签发人：…"""
    if passage is None:
        return None
    parts = passage.pieces[0].parts
    if not parts:
        number = re.search(r"[\dA-Za-z-]+", passage.text.text)
        if number is None:
            return None
        start = passage.pieces[0].start + passage.pieces[0].text.index(number[0])
        return Text(Span(start, start + len(number[0])), number[0])
    rest = trimmed(parts[1:])
    return (
        Text(Span(rest[0].start, rest[-1].end), "".join(part.text for part in rest))
        if rest
        else None
    )
