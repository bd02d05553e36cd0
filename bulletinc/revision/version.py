"""One version of an issue as units that are compared: the lines of its canonical form."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePath

from bulletinc import fmt, readers
from bulletinc.parser import parse
from bulletinc.readers.importing import make_draft
from bulletinc.syntax import Item, Section, walk
from bulletinc.text.characters import squeeze
from bulletinc.text.source import Source, decode

_DRAFTS = (".txt", "")
_LONGEST_HEADING = 12  # characters


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the canonical form. ``context``: the headings that it stands below."""

    text: str
    line: int
    context: str = ""

    @property
    def key(self) -> str:
        """What two units are equal by: their characters without white space.

        A colon after a heading (名词解释：) is typing.
        """
        key = squeeze(self.text)
        return key.rstrip("：:") if len(key) <= _LONGEST_HEADING else key


@dataclass(frozen=True, slots=True)
class Version:
    """A version: what messages call it, and its units in order."""

    name: str
    units: tuple[Unit, ...]


def version_of(data: bytes, name: str, kind: str | None = None) -> Version:
    """Read a version from a file of any format that can be imported. Raises BulletinError.

    ``kind`` overrides what the text is recognised as.
    """
    typed, text = _texts(data, name, kind)
    source = Source(text, name)
    starts, contexts = _contexts(source, kind)
    numbers = _line_numbers(source, typed)
    units = []
    for number, span in zip(numbers, source.lines(), strict=True):
        line = text[span.start : span.end].strip()
        if line:
            at = bisect_right(starts, span.start) - 1
            units.append(Unit(line, number, contexts[at] if at >= 0 else ""))
    return Version(name, tuple(units))


def _texts(data: bytes, name: str, kind: str | None) -> tuple[Source, str]:
    """Return a version as it was typed, or as import would type it, and in canonical form."""
    if PurePath(name).suffix.lower() in _DRAFTS and not data.startswith((b"PK", b"%PDF-")):
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
    if squeeze(source.text) != squeeze(typed.text):
        return list(range(1, len(source.lines()) + 1))
    begins = _counts(typed)
    return [bisect_right(begins, at) for at in _counts(source)]


def _counts(source: Source) -> list[int]:
    """Return how many visible characters stand above each line."""
    lengths = (len(squeeze(source.text[line.start : line.end])) for line in source.lines())
    return list(accumulate(lengths, initial=0))[:-1]


def _contexts(source: Source, kind: str | None) -> tuple[list[int], list[str]]:
    """Return where sections and items begin and end, and what stands there from then on."""
    marks: dict[int, str] = {}
    section = ""
    for node in walk(parse(source, kind)):
        if isinstance(node, Section):
            section = node.heading.text
            marks[node.span.start] = section
        elif isinstance(node, Item):
            title = node.headline or node.label
            name = title.text if title else ""
            marks[node.span.start] = " / ".join(each for each in (section, name) if each)
            marks.setdefault(node.span.end, section)
    starts = sorted(marks)
    return starts, [marks[start] for start in starts]
