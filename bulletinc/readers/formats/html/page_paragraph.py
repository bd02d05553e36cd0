"""A paragraph of a page while it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from bulletinc.readers.formats.html.page_pictures import PagePicture
from bulletinc.text.characters import squeeze


class PageNote(NamedTuple):
    """A note at its paragraph: a message with a ``{text}``, which may be empty.

    ``lost``: how many characters of text were left out. Neighbours that may be ``merged`` become
    one note. ``line``: its place, where that is another than its paragraph's.
    """

    message: str
    text: str = ""
    lost: int = 0
    merged: bool = False
    line: int = 0


def in_full(message: str, text: str, *, merged: bool = False) -> PageNote:
    """Return a note that names a text which was left out, in full."""
    return PageNote(message, " ".join(text.split()), len(squeeze(text)), merged)


def merged_notes(notes: list[PageNote]) -> Iterator[PageNote]:
    """Return the notes, neighbours of one message that may be merged as one."""
    for (message, merged), group in groupby(notes, key=lambda note: (note.message, note.merged)):
        if not merged:
            yield from group
            continue
        same = list(group)
        text = " ".join(note.text for note in same)
        yield PageNote(message, text, sum(note.lost for note in same), line=same[0].line)


@dataclass(slots=True)
class PageParagraph:
    """A paragraph being read, with its notes.

    ``line``: the line of the file that it begins on, where the page was made from one.
    ``named_title``: the page calls it a title, by class or id. ``is_row``: it is a row of a table,
    in bars. ``picture``: it is one, without text.
    """

    runs: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[PageNote] = field(default_factory=list)
    number: str = ""
    level: int = 0
    apart: bool = True
    doubtful: bool = False
    named_title: bool = False
    line: int = 0
    is_row: bool = False
    picture: PagePicture | None = None
    is_blank: bool = True

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(text for text, _bold in self.runs)

    def add(self, text: str, *, bold: bool) -> None:
        """Add characters at its end."""
        self.runs.append((text, bold))
        self.is_blank = self.is_blank and not text.strip()


def trimmed(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return the runs with one blank where HTML shows one, none at the ends or at a line end."""
    kept: list[tuple[str, bool]] = []
    last = "\n"
    for typed, bold in runs:
        text = typed.lstrip(" ") if last in (" ", "\n") else typed
        if text == "\n" and kept:
            kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
        if text:
            kept.append((text, bold))
            last = text[-1]
    while kept and not kept[-1][0].strip():
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept


def joined_paragraphs(paragraphs: list[PageParagraph], between: str) -> PageParagraph:
    """Return the first of the paragraphs with the others put at its end."""
    whole = paragraphs[0]
    for each in paragraphs[1:]:
        whole.runs += [(f"{between}{each.number}", False), *each.runs]
        whole.notes += each.notes
    return whole
