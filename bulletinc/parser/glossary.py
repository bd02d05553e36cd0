"""The glossary: its heading and its terms."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.candidates.endings import glossary_term
from bulletinc.parser.inlines import paragraph
from bulletinc.parser.lines import Line, parted
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Entry, Text
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Span


def one_glossary(survey: Survey, reads: Sequence[LineRole]) -> list[LineRole]:
    """The lines with one heading of a glossary; another, and an entry without a term, is text."""
    headed = False
    found: list[LineRole] = []
    for read in reads:
        if read.role == "glossary-heading":
            found.append(read._replace(role="text") if headed else read)
            headed = True
        elif read.role == "glossary-entry" and entry_of(survey, survey.lines[read.line]) is None:
            found.append(read._replace(role="text"))
        else:
            found.append(read)
    return found


def build_glossary(survey: Survey, reads: Sequence[LineRole]) -> tuple[Text | None, list[Entry]]:
    """The heading and the entries, of the lines that have such a role."""
    heading: Text | None = None
    entries: list[Entry] = []
    for read in reads:
        line = survey.lines[read.line]
        if read.role == "glossary-heading":
            heading = heading or Text(line.span, squeeze(line.text).strip("【】：:"))
        elif entry := entry_of(survey, line):
            entries.append(entry)
    return heading, entries


def entry_of(survey: Survey, line: Line) -> Entry | None:
    """【term】指…, 1.【term】指…, 1.“term”：…, term——…: a number is drawn with the term."""
    start = line.span.start
    text = survey.source.text[start : line.span.end]
    marks = len(text) - len(text.lstrip("*"))
    found = glossary_term(text[marks:])
    if found is None:
        return None
    term, end, definition = (marks + at for at in found)
    number = text[: term - (text[term - 1] == "【")].strip("* ")
    typed = text[term:end].strip()
    _before, after = parted(line.whole, start + definition)
    node = paragraph(after)
    begin = start + (text.index(number) if number else term)
    if node is None:
        return None
    name = Text(Span(begin, start + end + (text[end : end + 1] == "】")), f"{number}{typed}")
    return Entry(line.span, name, node)
