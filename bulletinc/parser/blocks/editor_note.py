"""按语: the editor's note."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.inlines import paragraph
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import EditorNote, Paragraph, Text
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Span

ROLES = frozenset(("note", "note-more"))


def begins(_before: str, role: str) -> bool:
    """A label begins another note."""
    return role == "note"


def build(survey: Survey, lines: Sequence[LineRole]) -> EditorNote:
    """The note with all its paragraphs."""
    first, last = survey.lines[lines[0][0]], survey.lines[lines[-1][0]]
    opening = first.opening
    label = Text(first.span, first.text)
    if opening:
        name = squeeze(opening.text).strip("【】：:*")
        label = Text(Span(opening.start, opening.start + len(opening.text.rstrip())), name)
    paragraphs: list[Paragraph] = []
    for index, role in lines:
        line = survey.lines[index]
        found = paragraph(line.pieces if role == "note" else line.whole)
        if found:
            paragraphs.append(found)
    return EditorNote(Span(first.span.start, last.span.end), label, tuple(paragraphs))
