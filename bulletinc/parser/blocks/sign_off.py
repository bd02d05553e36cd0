"""落款: who signs, and the day."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.candidates.endings import organ_and_day
from bulletinc.parser.lines import text_of
from bulletinc.parser.numerals import date_in
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import SignOff, Text
from bulletinc.text.source import Span

ROLES = frozenset(("organ", "day"))


def begins(before: str, _role: str) -> bool:
    """The day ends a sign-off."""
    return before == "day"


def build(survey: Survey, lines: Sequence[LineRole]) -> SignOff:
    """The organs, and the day below them or on their line."""
    organs: list[Text] = []
    day: Text | None = None
    for index, role in lines:
        line = survey.lines[index]
        if role == "organ":
            organs.append(text_of(line.whole))
            continue
        start = line.span.start
        text = survey.source.text[start : line.span.end]
        found = organ_and_day(text.strip("*"))
        if found is None:
            day = text_of(line.whole)
            continue
        shift = start + len(text) - len(text.lstrip("*"))
        organ, date = found
        if organ:
            organs.append(_part(survey, shift, organ))
        day = _part(survey, shift, date)
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    return SignOff(
        Span(first.span.start, last.span.end),
        tuple(organs),
        date_in(day.text) if day else None,
        day,
    )


def _part(survey: Survey, offset: int, part: tuple[int, int]) -> Text:
    span = Span(offset + part[0], offset + part[1])
    return Text(span, survey.source.text[span.start : span.end])
