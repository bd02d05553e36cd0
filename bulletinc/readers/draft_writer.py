"""From an intermediate document to the text of a draft.

Bold becomes ``**``, a heading's level ``#``, an automatic number its characters. Nothing is judged
here: the parser reads such a draft as it reads a typed one, and the formatter removes the marks
that are not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from bulletinc.readers.intermediate import IntermediateDocument, IntermediateParagraph, TextRun
from bulletinc.text.endless import refuse_endless
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Paragraphs, Source, Span

_LONGEST_HEADING = 60  # characters
_SENTENCE_ENDS = tuple("。！？；!?;，、,")
# The grammar does not take these for the first character of bold text.
_NEVER_FIRST = pattern(r"[\s*、，。；：！？）】”]*")
_MARK = "**"
_DOUBTFUL = "〔网页残留〕"  # such a line is residue, which one fix deletes (grammar/words.toml)
_ISSUE = pattern(r"第\s?[\d〇○零一二三四五六七八九十百千]+\s?期")
# 【要闻】, 一、, （一）, 1., ①: such a heading says itself what it is.
_MARKED = pattern(
    r"【|[一二三四五六七八九十百]{1,5}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、]|[①-⑳]"
)
_LABEL = pattern("【[^【】]+】|(?:编者)?按[:：]")
_GAP = pattern("\u3000|[ \u00a0]{2,}|\t")


class _DraftText:
    """The text so far, and which of its characters the file does not have."""

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


class PlacedDraft(NamedTuple):
    """A draft, and the offset in it of each paragraph of its intermediate document."""

    source: Source
    starts: tuple[int, ...]


def write_draft(intermediate: IntermediateDocument, name: str, data: bytes = b"") -> PlacedDraft:
    """Write the draft, a paragraph a line.

    Its places are paragraphs of the file where the document counts in them. ``name`` is what
    messages call the file, ``data`` are its bytes. Raises BulletinError for more lines than any
    bulletin has.
    """
    writer = _DraftText()
    starts: list[int] = []
    sections = _section_level(intermediate.paragraphs)
    for paragraph in intermediate.paragraphs:
        if writer.length:
            writer.add(_separator(paragraph))
        starts.append(writer.length)
        _write(paragraph, writer, is_section=sections is not None and paragraph.level == sections)
    refuse_endless(writer.text, name)
    counted = (
        Paragraphs(_counted(intermediate.paragraphs, starts), tuple(writer.added))
        if intermediate.unit == "paragraph"
        else None
    )
    return PlacedDraft(Source(writer.text, name, data=data, paragraphs=counted), tuple(starts))


def _separator(paragraph: IntermediateParagraph) -> str:
    """Return what stands between a paragraph and the one above."""
    if paragraph.joined:
        return "\u3000"
    return "\n\n" if paragraph.apart else "\n"


def _counted(paragraphs: Iterable[IntermediateParagraph], starts: Iterable[int]) -> tuple[int, ...]:
    """Return the offsets at which the first, second … paragraph of the file begins.

    Several paragraphs of the document may be parts of one of the file, or of none (place 0).
    """
    first: dict[int, int] = {}
    for paragraph, start in zip(paragraphs, starts, strict=True):
        first.setdefault(paragraph.place, start)
    return tuple(start for place, start in first.items() if place)


def _section_level(paragraphs: Sequence[IntermediateParagraph]) -> int | None:
    """Return the level of headings that are sections of an issue, if it has any.

    They stand after its number, each directly above a deeper heading. Only headings without a
    bracket or a number are looked at: 要闻 above 全区召开动员会, both styled as headings.
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


def _write(paragraph: IntermediateParagraph, writer: _DraftText, *, is_section: bool) -> None:
    if paragraph.doubtful:
        writer.add(_DOUBTFUL)
        writer.add(paragraph.number)
        writer.write(" ".join(paragraph.text.split()))
        return
    if is_section and not paragraph.number and not _MARKED.match(paragraph.text.strip()):
        writer.add("【")
        _write_lines(paragraph.text, writer)
        writer.add("】")
        return
    heading = _is_heading_like(paragraph.text)
    if paragraph.level and heading:
        writer.add("#" * paragraph.level + " ")
    number = paragraph.number
    for run in _weighted(paragraph, is_heading=heading):
        mark = _MARK if run.bold else ""
        writer.add(mark)
        writer.add(number)
        number = ""
        if run.added:
            writer.add(run.text)
        else:
            _write_lines(run.text, writer)
        writer.add(mark)


def _weighted(paragraph: IntermediateParagraph, *, is_heading: bool) -> list[TextRun]:
    """Return the runs of a paragraph, bold only where that says more than that it is a heading."""
    runs = list(_merged(paragraph.runs))
    if paragraph.emphatic:
        return runs
    # **全区召开动员会**, a short paragraph that is bold as a whole.
    if is_heading and all(run.bold or not run.text.strip() for run in runs):
        return [run._replace(bold=False) for run in runs]
    # **【文明实践】**白河镇：近日…
    if len(runs) > 1 and runs[0].bold and _begins_with_headline(runs):
        runs[0] = runs[0]._replace(bold=False)
    return runs


def _write_lines(text: str, writer: _DraftText) -> None:
    first, *rest = text.split("\n")
    writer.write(first)
    for line in rest:
        writer.add("\n")
        writer.write(line)


def _begins_with_headline(runs: list[TextRun]) -> bool:
    """Tell whether the first run is a label (编者按：), or a headline with a gap after it.

    Such text is bold by its nature.
    """
    return bool(_LABEL.fullmatch(runs[0].text)) or (
        _is_heading_like(runs[0].text) and bool(_GAP.match(runs[1].text))
    )


def _is_heading_like(text: str) -> bool:
    """Tell whether bold or levelled text can be a heading: it is short, and no sentence."""
    text = text.strip()
    return 0 < len(text) <= _LONGEST_HEADING and not text.endswith(_SENTENCE_ENDS)


def _merged(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Join runs of one look; bold begins and ends with a character, on one line, as ``**`` can."""
    for (bold, added), same in groupby(_even_blanks(runs), key=lambda run: (run.bold, run.added)):
        text = "".join(run.text for run in same)
        if not bold:
            yield TextRun(text, added=added)
            continue
        for number, line in enumerate(text.split("\n")):
            if number:
                yield TextRun("\n")
            yield from _bold(line)


def _bold(line: str) -> Iterator[TextRun]:
    first = _NEVER_FIRST.match(line)
    start = first.end() if first else 0
    end = len(line.rstrip())
    if start >= end or "*" in line[start:end]:
        start = end = len(line)
    parts = (TextRun(line[:start]), TextRun(line[start:end], bold=True), TextRun(line[end:]))
    return (part for part in parts if part.text)


def _even_blanks(runs: Iterable[TextRun]) -> list[TextRun]:
    """Return the runs that have characters; blanks are bold just where they stand between bold."""
    found = [run for run in runs if run.text]
    return [
        run if run.text.strip() else run._replace(bold=_between(found, at) and "\n" not in run.text)
        for at, run in enumerate(found)
    ]


def _between(runs: list[TextRun], at: int) -> bool:
    return 0 < at < len(runs) - 1 and runs[at - 1].bold and runs[at + 1].bold
