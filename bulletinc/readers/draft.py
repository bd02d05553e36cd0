"""From a manuscript to the text of a draft: bold becomes ``**``, a heading's level ``#``, an automatic number its characters.

Nothing is judged here: the parser reads such a draft as it reads a typed one, and the formatter takes away the marks that are
not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from bulletinc.readers.manuscript import Manuscript, Paragraph, Run
from bulletinc.text.source import Paragraphs, Source, Span

_LONGEST_HEADING = 60  # characters
_SENTENCE_ENDS = tuple("。！？；!?;，、,")
# What the grammar does not take for the first character of bold text.
_NEVER_FIRST = re.compile(r"[\s*、，。；：！？）】”]*")
_MARK = "**"
_ISSUE = re.compile(r"第\s?[\d〇○零一二三四五六七八九十百千]+\s?期")
_MARKED = re.compile(
    r"【|[一二三四五六七八九十百]{1,5}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳]"
)
_LABEL = re.compile("【[^【】]+】|(?:编者)?按[:：]")
_GAP = re.compile("\u3000|[ \u00a0]{2,}|\t")


class _Writer:
    """The text so far, and which of its characters the document does not have."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.added: list[Span] = []

    def write(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def add(self, text: str) -> None:
        if text:
            self.added.append(Span(self.length, self.length + len(text)))
            self.write(text)

    @property
    def text(self) -> str:
        return "".join(self._pieces)


class Drafted(NamedTuple):
    """A draft, and where each paragraph of its manuscript begins in it."""

    source: Source
    starts: tuple[int, ...]


def drafted(manuscript: Manuscript, name: str, data: bytes = b"") -> Drafted:
    """The draft, a paragraph a line. Its places are those of the manuscript where that counts paragraphs.

    ``name`` is what messages call the file, ``data`` are its bytes.
    """
    writer = _Writer()
    starts: list[int] = []
    sections = _section_level(manuscript.paragraphs)
    for paragraph in manuscript.paragraphs:
        if writer.length:
            writer.add("\u3000" if paragraph.joined else "\n\n" if paragraph.apart else "\n")
        starts.append(writer.length)
        _write(paragraph, writer, is_section=sections is not None and paragraph.level == sections)
    counted = (
        Paragraphs(_counted(manuscript.paragraphs, starts), tuple(writer.added))
        if manuscript.unit == "paragraph"
        else None
    )
    return Drafted(Source(writer.text, name, data=data, paragraphs=counted), tuple(starts))


def _counted(paragraphs: Iterable[Paragraph], starts: Iterable[int]) -> tuple[int, ...]:
    """Where the first, second … paragraph of the file begins: several of the manuscript may be parts of one, or of none (0)."""
    first: dict[int, int] = {}
    for paragraph, start in zip(paragraphs, starts, strict=True):
        first.setdefault(paragraph.place, start)
    return tuple(start for place, start in first.items() if place)


def _section_level(paragraphs: Sequence[Paragraph]) -> int | None:
    """The level of headings that are sections of an issue: behind its number, each of them directly above a deeper heading.

    Headings with a bracket or a number say themselves what they are; without them it is their order that does.
    """
    at = next(
        (number for number, paragraph in enumerate(paragraphs) if _ISSUE.search(paragraph.text)),
        len(paragraphs),
    )
    for above, below in pairwise(paragraphs[at:]):
        plain = all(
            each.level and not each.number and not _MARKED.match(each.text.strip())
            for each in (above, below)
        )
        if (
            plain
            and not above.emphatic
            and above.level < below.level
            and _is_heading_like(above.text)
        ):
            return above.level
    return None


def _write(paragraph: Paragraph, writer: _Writer, *, is_section: bool) -> None:
    if is_section and not paragraph.number and not _MARKED.match(paragraph.text.strip()):
        writer.add("【")
        _write_lines(paragraph.text, writer)
        writer.add("】")
        return
    heading = _is_heading_like(paragraph.text)
    if paragraph.level and heading:
        writer.add("#" * paragraph.level + " ")
    pieces = list(_pieces(paragraph.runs))
    if (
        all(piece.bold or not piece.text.strip() for piece in pieces)
        and heading
        and not paragraph.emphatic
    ):
        pieces = [piece._replace(bold=False) for piece in pieces]
    elif len(pieces) > 1 and pieces[0].bold and _is_headline(pieces) and not paragraph.emphatic:
        pieces[0] = pieces[0]._replace(bold=False)
    number = paragraph.number
    for piece in pieces:
        mark = _MARK if piece.bold else ""
        writer.add(mark)
        writer.add(number)
        number = ""
        if piece.added:
            writer.add(piece.text)
        else:
            _write_lines(piece.text, writer)
        writer.add(mark)


def _write_lines(text: str, writer: _Writer) -> None:
    first, *rest = text.split("\n")
    writer.write(first)
    for line in rest:
        writer.add("\n")
        writer.write(line)


def _is_headline(pieces: list[Run]) -> bool:
    """Whether what is bold at the beginning is a label, or a headline that a gap sets off from the text: bold is how these look."""
    return bool(_LABEL.fullmatch(pieces[0].text)) or (
        _is_heading_like(pieces[0].text) and bool(_GAP.match(pieces[1].text))
    )


def _is_heading_like(text: str) -> bool:
    """Whether a paragraph that is bold or has a level can be a heading: it is short, and no sentence."""
    text = text.strip()
    return 0 < len(text) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_ENDS)


def _pieces(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, those of one look joined, and bold only from a character to a character of one line, as ``**`` can say it."""
    for (bold, added), same in groupby(_evened(runs), key=lambda run: (run.bold, run.added)):
        text = "".join(run.text for run in same)
        if not bold:
            yield Run(text, added=added)
            continue
        for number, line in enumerate(text.split("\n")):
            if number:
                yield Run("\n")
            yield from _bold(line)


def _bold(line: str) -> Iterator[Run]:
    first = _NEVER_FIRST.match(line)
    start = first.end() if first else 0
    end = len(line.rstrip())
    if start >= end or "*" in line[start:end]:
        start = end = len(line)
    parts = (Run(line[:start]), Run(line[start:end], bold=True), Run(line[end:]))
    return (part for part in parts if part.text)


def _evened(runs: Iterable[Run]) -> list[Run]:
    """The runs that have characters; blanks are bold where they stand between bold, whatever they were."""
    found = [run for run in runs if run.text]
    return [
        run if run.text.strip() else run._replace(bold=_between(found, at) and "\n" not in run.text)
        for at, run in enumerate(found)
    ]


def _between(runs: list[Run], at: int) -> bool:
    return 0 < at < len(runs) - 1 and runs[at - 1].bold and runs[at + 1].bold
