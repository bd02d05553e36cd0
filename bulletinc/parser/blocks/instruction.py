"""批示: what leaders wrote of a report, with name and day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletinc.parser.lines import Line, visible
from bulletinc.parser.numerals import date_in
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Instruction, Remark, Text
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

ROLES = frozenset(("instruction-heading", "instruction-heading+text", "instruction"))
_DATE = r"(?P<day>(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?)"
_SIGNED = pattern(
    r"(?P<gap>(?:——?|－+|--+|(?<![ \t\u3000])[ \t\u3000]++|(?<=[。！？”’])))\s*+"
    r"(?P<person>[^\s。！？][^。！？]{0,14}?)"
    rf"\s?[，,、]?\s{{0,4}}[（(]?\s{{0,4}}{_DATE}\s{{0,4}}[）)]?\s*\Z"
)
_ALONE = pattern(
    rf"(?P<gap>)(?:——?|－+)?(?P<person>[^\W\d_a-zA-Z][^。！？，]{{1,14}}?)"
    rf"\s{{0,9}}[，,]?\s{{0,4}}[（(]?\s{{0,4}}{_DATE}\s{{0,4}}[）)]?\s*\Z"
)
_TO = pattern(r"(?P<person>[^\W\d_a-zA-Z]{2,8})[:：]")


def begins(_before: str, role: str) -> bool:
    """A heading begins another block."""
    return role != "instruction"


def build(survey: Survey, lines: Sequence[LineRole]) -> Instruction:
    """The remarks below the heading; one ends at a name and a day."""
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    opening = first.opening
    heading = Text(first.span, first.text)
    if opening:
        end = opening.start + len(opening.text.rstrip())
        heading = Text(Span(opening.start, end), squeeze(opening.text).strip("【】：:"))
    rows: list[tuple[Span, str]] = []
    if visible(first.pieces).strip():
        rows.append(_row(survey, first, first.pieces[0].start))
    rows += [_row(survey, survey.lines[index], None) for index, _role in lines[1:]]
    return Instruction(Span(first.span.start, last.span.end), heading, tuple(_remarks(rows)))


def _row(survey: Survey, line: Line, start: int | None) -> tuple[Span, str]:
    span = Span(line.span.start if start is None else start, line.span.end)
    return span, survey.source.text[span.start : span.end]


def _remarks(rows: Sequence[tuple[Span, str]]) -> list[Remark]:
    found: list[Remark] = []
    open_rows: list[tuple[Span, str]] = []
    for row in rows:
        open_rows.append(row)
        signed = _ALONE.fullmatch(row[1]) or _SIGNED.search(row[1])
        if signed or _TO.match(row[1]):
            found.append(_remark(open_rows, signed))
            open_rows = []
    if open_rows:
        found.append(_remark(open_rows, None))
    return found


def _remark(rows: Sequence[tuple[Span, str]], signed: re.Match[str] | None) -> Remark:
    span = Span(rows[0][0].start, rows[-1][0].end)
    offset, last = rows[-1][0].start, rows[-1][1]
    if signed is None:
        return Remark(span, Text(span, "\n".join(text for _span, text in rows)))
    texts = [text for _span, text in rows[:-1]]
    end = signed.start()
    if last[:end].strip():
        texts.append(last[:end].rstrip())
    stop = (
        offset + len(last[:end].rstrip())
        if last[:end].strip()
        else (rows[-2][0].end if len(rows) > 1 else offset)
    )
    person = signed.span("person")
    day = signed.span("day")
    return Remark(
        span,
        Text(Span(span.start, max(stop, span.start)), "\n".join(texts)),
        Text(Span(offset + person[0], offset + person[1]), signed["person"].strip("（(—－- ")),
        date_in(signed["day"]) if re.match(r"\d{4}", signed["day"]) else None,
        Text(Span(offset + day[0], offset + day[1]), signed["day"]),
    )
