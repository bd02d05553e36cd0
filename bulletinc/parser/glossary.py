"""名词解释: the glossary at the end of a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bulletinc.parser.inlines import paragraph
from bulletinc.parser.lines import BodyLine
from bulletinc.syntax import Entry, Text
from bulletinc.text.source import Span


class Glossary(NamedTuple):
    """The glossary and which of the lines it takes."""

    start: int
    end: int
    heading: Text | None
    entries: tuple[Entry, ...]


def find_glossary(lines: Sequence[BodyLine]) -> Glossary:
    """The last 名词解释 that entries follow: 【term】指…, or term：… ."""
    for start in range(len(lines) - 1, -1, -1):
        opening = lines[start].opening
        if lines[start].form != "glossary" or opening is None:
            continue
        entries: list[Entry] = []
        for index in range(start + 1, len(lines)):
            entry = _entry(lines[index])
            if entry is None:
                break
            entries.append(entry)
        if entries:
            text = "".join(opening.text.split()).strip("【】：:")
            return Glossary(
                start, start + 1 + len(entries), Text(lines[start].span, text), tuple(entries)
            )
    return Glossary(len(lines), len(lines), None, ())


def _entry(line: BodyLine) -> Entry | None:
    if line.form == "brief" and line.opening:
        name = line.opening.text.rstrip()
        definition = paragraph(line.pieces)
        term = Text(
            Span(line.opening.start, line.opening.start + len(name)), name.strip("*")[1:-1].strip()
        )
        return Entry(line.span, term, definition) if definition else None
    return _numbered_entry(line) if line.form == "heading" and line.pieces else None


def _numbered_entry(line: BodyLine) -> Entry | None:
    """1.【term】指…: the number is drawn with the term."""
    first, opening = line.pieces[0], line.opening
    name, bracket, after = first.text.partition("】")
    if opening is None or not (bracket and name.startswith("【")):
        return None
    end = first.start + len(name) + 1
    definition = paragraph(
        (first._replace(text=after, start=end), *line.pieces[1:]) if after else line.pieces[1:]
    )
    term = Text(Span(opening.start, end), f"{opening.text}{name[1:].strip()}")
    return Entry(line.span, term, definition) if definition else None
