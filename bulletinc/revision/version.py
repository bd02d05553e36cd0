"""One version of an issue as units that are compared: the lines of its canonical form."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import PurePath

from bulletinc import fmt, readers
from bulletinc.readers.importing import make_draft
from bulletinc.readers.item_names import item_names
from bulletinc.text.characters import DIRECTION, INVISIBLE, squeeze
from bulletinc.text.source import Source, Span, decode

# What the canonical form neither adds nor takes away, unlike white space and marks.
LETTER = re.compile(rf"[^\s|#>\-:*{INVISIBLE}{DIRECTION}]")
_DRAFTS = (".txt", "")
_RULE = re.compile(r"[|\-: ]*-[|\-: ]*")
_LONGEST_HEADING = 12  # characters


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the canonical form.

    ``line`` is where it was typed. ``context``: the headings that it stands below. ``apart``: an
    empty line stands before it. ``rule`` is Markdown's line below the head of a table (|---|).
    """

    text: str
    line: int
    context: str = ""
    apart: bool = True
    rule: str = ""

    @property
    def key(self) -> str:
        """What two units are equal by: their characters without white space.

        A colon after a heading (名词解释：) is typing.
        """
        key = squeeze(self.text)
        return key.rstrip("：:") if len(key) <= _LONGEST_HEADING else key


@dataclass(frozen=True, slots=True)
class Version:
    """A version: its units in order, and the text as it was typed, or as import would type it.

    ``spans`` are the places of the units in the canonical form, ``text``.
    """

    name: str
    units: tuple[Unit, ...]
    typed: Source = field(repr=False)
    text: str = field(repr=False)
    spans: tuple[Span, ...] = field(repr=False)


def version_of(data: bytes, name: str, kind: str | None = None) -> Version:
    """Read a version from a file of any format that can be imported. Raises BulletinError.

    ``kind`` overrides what the text is recognised as.
    """
    return version_of_text(*_texts(data, name, kind), kind)


def version_of_text(typed: Source, text: str, kind: str | None = None) -> Version:
    """Return the version of a draft and its canonical form."""
    source = Source(text, typed.name)
    names = item_names(source, kind)
    numbers = _line_numbers(source, typed)
    units: list[Unit] = []
    spans: list[Span] = []
    apart = True
    for number, span in zip(numbers, source.lines(), strict=True):
        line = text[span.start : span.end].strip()
        if line and units and _RULE.fullmatch(line):
            units[-1] = replace(units[-1], rule=line)
            spans[-1] = Span(spans[-1].start, span.end)
        elif line:
            units.append(Unit(line, number, names.at(span.start), apart))
            spans.append(span)
        apart = not line
    return Version(typed.name, tuple(units), typed, text, tuple(spans))


def is_draft(data: bytes, name: str) -> bool:
    """Tell whether a file is a draft, and not to be imported first."""
    return PurePath(name).suffix.lower() in _DRAFTS and not data.startswith((b"PK", b"%PDF-"))


def _texts(data: bytes, name: str, kind: str | None) -> tuple[Source, str]:
    """Return a version as it was typed, or as import would type it, and in canonical form."""
    if is_draft(data, name):
        typed = decode(data, name)
        return typed, fmt.formatted(typed, kind)
    document = readers.read(data, name)
    if document.source is not None:
        typed = decode(document.source[1], name)
        return typed, fmt.formatted(typed, kind)
    text = make_draft(document, name, kind)[0]
    return Source(text, name), text


def _line_numbers(source: Source, typed: Source) -> list[int]:
    """Return for each line of the canonical form the line that it was typed on."""
    begins, above = _counts(typed), _counts(source)
    if begins[-1] != above[-1]:
        return list(range(1, len(source.lines()) + 1))
    return [bisect_right(begins[:-1], at) for at in above[:-1]]


def _counts(source: Source) -> list[int]:
    """Return how many letters stand above each line, and how many there are in all."""
    lengths = (len(LETTER.findall(source.text, *line)) for line in source.lines())
    return list(accumulate(lengths, initial=0))
