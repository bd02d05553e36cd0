"""The lines of a source: which there are, and what form each has."""

from __future__ import annotations

import re
from typing import NamedTuple

from bulletinc.parser.automaton import Token, read
from bulletinc.syntax import Text
from bulletinc.text.source import Source, Span

_LINE = re.compile(r"\S[^\r\n]*")
_LINE_END = re.compile(r"\r\n?|\n")


class SourceLine(NamedTuple):
    """Where a line that is not blank stands, without the white space at its ends.

    ``apart``: a blank line, or nothing, stands before it.
    """

    span: Span
    apart: bool


class BodyLine(NamedTuple):
    """A line read as a line of the body.

    ``form`` is the rule of the grammar: section, brief, heading, editor_note, contents, glossary, bullet, subtitle, rule,
    residue, paragraph. ``opening`` is the terminal that opens the form (a section's name in its brackets, a heading's
    marker …), ``pieces`` is the rest. ``text`` is the line as a reader sees it, without the marks of bold, heading and
    quotation. ``hashes`` counts Markdown's ``#``; ``bold``: the whole line stands in ``**``.
    """

    span: Span
    apart: bool
    form: str
    opening: Token | None
    pieces: tuple[Token, ...]
    text: str
    hashes: int = 0
    bold: bool = False


def strips(source: Source) -> list[SourceLine]:
    """The lines of the source that are not blank."""
    found: list[SourceLine] = []
    last = 0  # where the line before ends
    for line in _LINE.finditer(source.text):
        start, end = line.start(), line.start() + len(line[0].rstrip())
        apart = not found or (
            start - last > 1 and len(_LINE_END.findall(source.text, last, start)) > 1
        )
        found.append(SourceLine(Span(start, end), apart))
        last = end
    return found


def read_line(source: Source, strip: SourceLine) -> BodyLine:
    """What form a line of the body has."""
    start, end = strip.span
    text = source.text[start:end]
    inner = text[2:-2].strip()
    bold = text.startswith("**") and text.endswith("**") and bool(inner) and "*" not in inner
    if bold:
        start, text = start + text.index(inner), inner
    line = read(text, start, "line")
    hashes = next((len(part.text.strip()) for part in line.parts if part.kind == "HASHES"), 0)
    form = line.parts[-1]
    if form.kind in ("QUOTE_MARK", "HASHES"):  # "> " and no more: markup alone, like a rule
        return BodyLine(strip.span, strip.apart, "rule", None, (), text)
    last = form.parts[-1]
    pieces = last.parts if last.kind == "text" else ()
    signs = [part for part in form.parts if part.kind not in ("text", "BOLD")]
    if form.kind == "paragraph":
        pieces = (*signs, *pieces)
        return BodyLine(
            strip.span, strip.apart, form.kind, None, pieces, visible(pieces), hashes, bold
        )
    if form.parts[0].kind == "BOLD":
        pieces = _closed_bold(pieces)
    return BodyLine(
        strip.span,
        strip.apart,
        form.kind,
        signs[0],
        pieces,
        signs[0].text.replace("**", "") + visible(pieces),
        hashes,
        bold,
    )


def _closed_bold(pieces: tuple[Token, ...]) -> tuple[Token, ...]:
    """The rest of a line that opened with bold (**（一）…。**…), without the mark that closes it."""
    for index, piece in enumerate(pieces):
        before, mark, after = piece.text.partition("**")
        if mark and not piece.parts:
            middle = piece.start + len(before)
            halves = (
                piece._replace(text=before, end=middle),
                piece._replace(text=after, start=middle + 2),
            )
            return (*pieces[:index], *(half for half in halves if half.text), *pieces[index + 1 :])
    return pieces


def visible(pieces: tuple[Token, ...]) -> str:
    """What a reader sees of the pieces: all but the marks of bold."""
    return "".join(
        [visible(piece.parts) if piece.kind == "strong" else piece.text for piece in pieces]
    )


def drawn_together(text: str) -> str:
    """The text without the spaces that stretch a short word over its line: 简　报 → 简报, 政 府 工 作 报 告 → 政府工作报告."""
    chunks = text.split()
    return "".join(chunks) if all(len(chunk) == 1 for chunk in chunks) else text


def text_of(pieces: tuple[Token, ...]) -> Text:
    """The pieces as one text, without white space at its ends."""
    pieces = trimmed(pieces)
    return (
        Text(Span(pieces[0].start, pieces[-1].end), visible(pieces))
        if pieces
        else Text(Span(0, 0), "")
    )


def trimmed(pieces: tuple[Token, ...]) -> tuple[Token, ...]:
    """The pieces without white space at their ends."""
    first, last = 0, len(pieces)
    while first < last and pieces[first].text.isspace():
        first += 1
    while first < last and pieces[last - 1].text.isspace():
        last -= 1
    pieces = pieces[first:last]
    if pieces and not pieces[0].parts and pieces[0].text[0].isspace():
        text = pieces[0].text.lstrip()
        pieces = (pieces[0]._replace(text=text, start=pieces[0].end - len(text)), *pieces[1:])
    if pieces and not pieces[-1].parts and pieces[-1].text[-1].isspace():
        text = pieces[-1].text.rstrip()
        pieces = (*pieces[:-1], pieces[-1]._replace(text=text, end=pieces[-1].start + len(text)))
    return pieces
