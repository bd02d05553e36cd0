"""The list of contents."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.echoes import entry_parts
from bulletinc.parser.lines import Line
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Contents, ContentsEntry, Text
from bulletinc.text.source import Span

ROLES = frozenset(("contents-heading", "contents-entry"))
_FRAME = "【】≡＝=—-★☆◇◆○●□■※~～：:*# "


def begins(_before: str, role: str) -> bool:
    """A heading begins another list."""
    return role == "contents-heading"


def build(survey: Survey, lines: Sequence[LineRole]) -> Contents:
    """The contents. Bullets, leaders and pages are no part of an entry's text."""
    heading: Text | None = None
    entries: list[ContentsEntry] = []
    for index, role in lines:
        line = survey.lines[index]
        if role == "contents-heading":
            heading = Text(line.span, "".join(line.text.split()).strip(_FRAME))
        else:
            entries.append(_entry(survey, line))
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    return Contents(Span(first.span.start, last.span.end), heading, tuple(entries))


def _entry(survey: Survey, line: Line) -> ContentsEntry:
    start, end = line.span
    if line.form == "bullet" and line.opening:
        start = line.opening.end
    text = survey.source.text[start:end]
    found = entry_parts(text)
    words = text[: found.end].strip()
    if not words:
        return ContentsEntry(line.span, line.text.strip())
    begin = start + text.index(words)
    page = found.page and Text(
        Span(start + found.page[0], start + found.page[1]), text[slice(*found.page)].strip()
    )
    span = Span(begin, page.span.end if page else begin + len(words))
    return ContentsEntry(span, words.replace("**", ""), page)
