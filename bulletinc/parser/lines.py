"""The lines of a source: which there are, and what form each has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bulletinc.parser.automaton import Token, read
from bulletinc.parser.wrapping import columns, is_continuation, wrapped_width
from bulletinc.syntax import Text
from bulletinc.text.characters import is_seen
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Source, Span
from bulletinc.text.waivers import is_waiver

_LINE = pattern(r"[^\r\n]+")  # U+2028 and the like stand inside a line
_LINE_ENDS = ("\n", "\r\n", "\r")
_PAGE_NUMBER = pattern(
    r"[-—–－·\s]*(?:第\s?)?\d{1,3}(?:\s?页)?(?:\s*[,，/／共]?\s*共\s?\d{1,3}\s?页)?[-—–－·\s]*"
)


class SourceLine(NamedTuple):
    """Where a line that is not blank stands, without the white space at its ends.

    ``apart``: a blank line, or nothing, stands before it. ``indent`` counts columns, a Han
    character two.
    """

    span: Span
    apart: bool
    indent: int = 0


class Line(NamedTuple):
    """A line of the draft with what the grammar found on it; several typed lines where a mail or
    PDF broke them.

    ``form`` is the rule of the grammar: section, brief, heading, paragraph …. ``opening`` is the
    terminal that opens the form (a section's name in its brackets, a heading's marker …),
    ``pieces`` is the rest. ``text`` is the line as a reader sees it, without the marks of bold,
    heading and quotation. ``hashes`` counts Markdown's ``#``; ``bold``: the whole line stands in
    ``**``. ``rows`` are the typed lines.
    """

    span: Span
    rows: tuple[SourceLine, ...]
    form: str
    opening: Token | None
    pieces: tuple[Token, ...]
    text: str
    hashes: int = 0
    bold: bool = False

    @property
    def apart(self) -> bool:
        """A blank line, or nothing, stands before it."""
        return self.rows[0].apart

    @property
    def indent(self) -> int:
        """Columns before its first character."""
        return self.rows[0].indent

    @property
    def whole(self) -> tuple[Token, ...]:
        """All pieces, for a line that turns out to be running text."""
        return (self.opening, *self.pieces) if self.opening else self.pieces


def source_lines(source: Source) -> list[SourceLine]:
    """The lines of the source that are not blank."""
    found: list[SourceLine] = []
    apart, last = True, 0
    for line in _LINE.finditer(source.text):
        typed, start = line[0], line.start()
        bare = typed.strip()
        apart = apart or not bare or source.text[last:start] not in _LINE_ENDS
        last = line.end()
        if not bare:
            continue
        indent = 0
        if typed[0].isspace():
            before = len(typed) - len(typed.lstrip())
            indent = columns(typed[:before])
            start += before
        found.append(SourceLine(Span(start, start + len(bare)), apart, indent))
        # What stands apart from a waiver stands apart from what is above it.
        apart = apart and is_waiver(bare)
    return found


def read_lines(source: Source) -> list[Line]:
    """The lines of the source, with those joined that a mail or PDF broke at one width."""
    typed = source_lines(source)
    numbers = {line.span for line in typed if _is_aside(source.text[slice(*line.span)])}
    text_lines = [line for line in typed if line.span not in numbers] if numbers else typed
    width = wrapped_width(source.text, text_lines)
    if not width:
        return [read_line(source, [line]) for line in typed]
    groups: list[list[SourceLine]] = []
    rows: list[SourceLine] = []
    for line in typed:
        if line.span in numbers:
            groups.append([line])
        elif rows and is_continuation(source.text, rows, line, width):
            rows.append(line)
        else:
            rows = [line]
            groups.append(rows)
    return [read_line(source, rows) for rows in groups]


def _is_aside(text: str) -> bool:
    """Whether a line is no text of the draft's: it is never joined with another."""
    return is_page_number(text) or is_waiver(text)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of a page: — 2 —, 第4页 共4页."""
    return (
        len(text) < 24
        and (text[0] in "-—–－·第" or "页" in text)
        and _PAGE_NUMBER.fullmatch(text) is not None
    )


def read_line(source: Source, rows: Sequence[SourceLine]) -> Line:
    """What form a line has. ``rows`` are the typed lines that make it."""
    first = rows[0]
    start, end = first.span
    text, start = _without_unseen_ends(source.text[start:end], start)
    inner = _inner(text) if len(rows) == 1 else ""
    if inner:
        start, text = start + text.index(inner), inner
    span = Span(first.span.start, rows[-1].span.end)
    if is_page_number(text):
        return Line(span, tuple(rows), "residue", None, (), text)
    if is_waiver(text):
        return Line(span, tuple(rows), "waiver", None, (), text)
    *marks, form = read(text, start, "line").parts
    hashes = sum(len(mark.text.strip()) for mark in marks if mark.kind == "HASHES") if marks else 0
    if form.kind in ("QUOTE_MARK", "HASHES"):  # "> " and no more: markup alone, like a rule
        return Line(span, tuple(rows), "rule", None, (), text)
    opening, pieces = _opened(form)
    for row in rows[1:]:
        turned = read(source.text[slice(*row.span)], row.span.start, "text")
        pieces = (*pieces, Token("BREAK", row.span.start, row.span.start, ""), *turned.parts)
    plain = not marks and len(rows) == 1 and "**" not in text
    seen = text if plain else _seen(opening, pieces)
    return Line(span, tuple(rows), form.kind, opening, pieces, seen, hashes, bool(inner))


def _without_unseen_ends(text: str, start: int) -> tuple[str, int]:
    """A line without signs at its ends that nobody sees (U+FEFF), and where it begins."""
    first, last = 0, len(text)
    while first < last and not is_seen(text[first]):
        first += 1
    while last > first and not is_seen(text[last - 1]):
        last -= 1
    return (text[first:last], start + first) if first < last else (text, start)


def _inner(text: str) -> str:
    """What stands in the ``**`` around a whole line; empty where it has none."""
    if not (text.startswith("**") and text.endswith("**")):
        return ""
    inner = text[2:-2].strip()
    return "" if "*" in inner else inner


def _seen(opening: Token | None, pieces: tuple[Token, ...]) -> str:
    return (opening.text.replace("**", "") if opening else "") + visible(pieces)


def _opened(form: Token) -> tuple[Token | None, tuple[Token, ...]]:
    """The terminal that opens the form, and the pieces after it."""
    last = form.parts[-1]
    pieces = last.parts if last.kind == "text" else ()
    signs = [part for part in form.parts if part.kind not in ("text", "BOLD")]
    if form.kind == "paragraph":
        return None, (*signs, *pieces)
    if form.parts[0].kind == "BOLD":
        pieces = _closed_bold(pieces)
    return signs[0], pieces


def _closed_bold(pieces: tuple[Token, ...]) -> tuple[Token, ...]:
    """The rest of a line that opened with bold (**（一）…。**…), without the mark that closes
    it.
    """
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
    """The text without the spaces that stretch a short word over its line: 简 报 → 简报, 政 府 工
    作 报 告 → 政府工作报告.
    """
    chunks = text.split()
    joined = "".join(chunks)
    return joined if len(joined) == len(chunks) else text


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
    if pieces and pieces[0].text[:1].strip() and pieces[-1].text[-1:].strip():
        return pieces
    first, last = 0, len(pieces)
    while first < last and not pieces[first].text.strip():
        first += 1
    while first < last and not pieces[last - 1].text.strip():
        last -= 1
    pieces = pieces[first:last]
    if pieces and not pieces[0].parts and pieces[0].text[0].isspace():
        text = pieces[0].text.lstrip()
        pieces = (pieces[0]._replace(text=text, start=pieces[0].end - len(text)), *pieces[1:])
    if pieces and not pieces[-1].parts and pieces[-1].text[-1].isspace():
        text = pieces[-1].text.rstrip()
        pieces = (*pieces[:-1], pieces[-1]._replace(text=text, end=pieces[-1].start + len(text)))
    return pieces


def parted(pieces: tuple[Token, ...], at: int) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The pieces before and from an offset of the source; a piece without parts is cut there."""
    for index, piece in enumerate(pieces):
        if piece.end <= at:
            continue
        if piece.start >= at or piece.parts:
            return pieces[:index], pieces[index:]
        cut = at - piece.start
        left = piece._replace(text=piece.text[:cut], end=at)
        right = piece._replace(text=piece.text[cut:], start=at)
        return (*pieces[:index], left), (right, *pieces[index + 1 :])
    return pieces, ()
