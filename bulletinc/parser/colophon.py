"""The colophon (版记) with the staff and contact lines around it: the lines at the end of an issue.

It is found from the last line backwards. A line belongs if it says what a colophon says (报：…, 编辑：…, 共印16份 …). Another
short line belongs only where such a line stands close above it: it goes on with that line's list, or is unplaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bulletinc.parser.automaton import Token, read
from bulletinc.parser.lines import SourceLine
from bulletinc.parser.numerals import date_in, number_in
from bulletinc.syntax import Colophon, Distribution, Field, Invalid, Residue, Text
from bulletinc.text.source import Source, Span
from bulletinc.text.words import words

STAFF = frozenset(words("colophon.staff"))
CONTACTS = frozenset(words("colophon.contacts"))
DISTRIBUTION = frozenset(words("colophon.distribution"))
_NAMES = STAFF | CONTACTS | DISTRIBUTION
_LONGEST_TURNOVER = 80
_MOST_TURNOVERS = 4
_OPENS_A_BLOCK = "【#（(一二三四五六七八九十百·•"


class _Entry(NamedTuple):
    """A line of the colophon. ``known``: it says what only a colophon says."""

    span: Span
    parts: tuple[Token, ...]
    known: bool


class Found(NamedTuple):
    """How many of the lines stand before the colophon, and the colophon."""

    before: int
    colophon: Colophon | None


def find_colophon(source: Source, strips: Sequence[SourceLine]) -> Found:
    """The colophon at the end of the lines."""
    first = len(strips)
    entries: list[_Entry] = []
    waiting: list[_Entry] = []  # lines that belong only if a known line stands above them
    for index in range(len(strips) - 1, -1, -1):
        entry = _read(source, strips[index])
        if entry.known:
            entries += [*waiting, entry]
            waiting = []
            first = index
        elif entry.parts[0].kind in ("rule", "residue") or (
            _may_wait(entry) and _turnovers(waiting) < _MOST_TURNOVERS
        ):
            waiting.append(entry)
        else:
            break
    if not entries:
        return Found(len(strips), None)
    return Found(first, _build(entries[::-1]))


def _turnovers(entries: Sequence[_Entry]) -> int:
    return sum(entry.parts[0].kind not in ("rule", "residue") for entry in entries)


def _read(source: Source, strip: SourceLine) -> _Entry:
    start, end = strip.span
    parts = read(source.text[start:end], start, "colophon_line").parts
    names = [_name(part) for part in parts if part.kind == "field"]
    # A sentence may hold a colon too: only a line that begins with a known name, or is nothing but a mark, counts.
    known = parts[0].kind not in ("OTHER", "rule", "residue") and (
        parts[0].kind != "field" or names[0] in _NAMES
    )
    return _Entry(strip.span, parts, known)


def _may_wait(entry: _Entry) -> bool:
    text = "".join(part.text for part in entry.parts)
    return (
        len(text) <= _LONGEST_TURNOVER
        and text[0] not in _OPENS_A_BLOCK
        and not text[0].isdigit()
        and "。" not in text[:-1]
    )


def _name(field: Token) -> str:
    return "".join(field.parts[0].text.split()).strip("*：:")


def _build(entries: list[_Entry]) -> Colophon:
    staff: list[Field] = []
    contacts: list[Field] = []
    distribution: list[Distribution] = []
    unplaced: list[Invalid] = []
    residue: list[Residue] = []
    last = 0  # where the part before ends
    copies: Token | None = None
    imprint: Token | None = None
    for entry in entries:
        for part in entry.parts:
            span = Span(part.start, part.end)
            if part.kind == "field" and (name := _name(part)) in DISTRIBUTION:
                distribution.append(_distribution(span, name, _value(part)))
            elif part.kind == "field" and name in _NAMES:
                (staff if name in STAFF else contacts).append(Field(span, name, _value(part)))
            elif part.kind == "COPIES" and copies is None:
                copies = part
            elif part.kind == "imprint" and imprint is None:
                imprint = part
            elif (
                part.kind == "OTHER"
                and distribution
                and distribution[-1].span.end == last
                and not distribution[-1].text.text.endswith(("。", "."))
            ):
                distribution[-1] = _longer(distribution[-1], part)
            elif part.kind == "residue":
                residue.append(Residue(span, part.text))
            elif part.kind != "rule":
                unplaced.append(Invalid(span, part.text.strip()))
            last = part.end
    parts = {part.kind: part for part in imprint.parts} if imprint else {}
    return Colophon(
        span=Span(entries[0].span.start, entries[-1].span.end),
        staff=tuple(staff),
        contacts=tuple(contacts),
        distribution=tuple(distribution),
        copies=number_in(copies.text) if copies else None,
        copies_text=_stripped(copies) if copies else None,
        printer=_stripped(parts["PRINTER"]) if "PRINTER" in parts else None,
        printed_on=date_in(parts["PRINTED_ON"].text) if "PRINTED_ON" in parts else None,
        imprint=_stripped(imprint) if imprint else None,
        unplaced=tuple(unplaced),
        residue=tuple(residue),
    )


def _value(field: Token) -> Text:
    values = [part for part in field.parts if part.kind == "FIELD_VALUE"]
    if not values:
        return Text(Span(field.end, field.end), "")
    return _stripped(
        Token(
            "FIELD_VALUE", values[0].start, values[-1].end, "".join(value.text for value in values)
        )
    )


def _stripped(piece: Token) -> Text:
    text = piece.text.strip("* \t\u3000").strip()
    start = piece.start + piece.text.index(text)
    return Text(Span(start, start + len(text)), text)


def _distribution(span: Span, label: str, text: Text) -> Distribution:
    """Recipients are the groups between ；, or between ， where there is no ；."""
    separator = r"[；;]" if re.search(r"[；;]", text.text) else r"[，,]"
    recipients = []
    for group in re.finditer(rf"(?:(?!{separator}).)+", text.text):
        name = group[0].strip().rstrip("。.")
        if name:
            start = text.span.start + group.start() + group[0].index(name)
            recipients.append(Text(Span(start, start + len(name)), name))
    return Distribution(span, label, text, tuple(recipients))


def _longer(line: Distribution, turnover: Token) -> Distribution:
    """The line with the list that goes on below it. Its text is joined; its span covers both lines."""
    more = _stripped(turnover)
    joined = Text(Span(line.text.span.start, more.span.end), line.text.text + more.text)
    recipients = _distribution(line.span, line.label, more).recipients
    return Distribution(
        Span(line.span.start, more.span.end), line.label, joined, line.recipients + recipients
    )
