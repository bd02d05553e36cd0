"""Writes the lines of a draft in canonical form, after its tree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletinc.fmt.tables import written_tables
from bulletinc.parser.lines import SourceLine, source_lines
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Chart,
    Colophon,
    Contents,
    Document,
    EditorNote,
    Figure,
    Indicator,
    Instruction,
    Item,
    List,
    Masthead,
    Node,
    Paragraph,
    Remark,
    Residue,
    Section,
    SignOff,
    Table,
    Text,
    walk,
)
from bulletinc.text.source import Source, Span
from bulletinc.text.typography import COLUMN_GAP, display, display_pieces
from bulletinc.text.waivers import is_waiver

_WIDE = "\u3000"
_INDENT = 3 * _WIDE  # of the further lines of an annex list
# Markdown's, which other programs leave; the parser reads past them.
_MARKS = re.compile(r"(?:#{1,6}\s+|(?:>\s*)+)(?=\S)")
_SAME_LINE = re.compile(r"[^\S\r\n]+")
_BLANKS = re.compile(r"(\*\*)?[^\S\r\n]*(\*\*)?")

# Steps from the boldest to none; the first whose result can be proved is taken.
_ALL = frozenset({"tables", "joins", "marks", "lines", "gaps", "blanks"})
STEPS = (
    _ALL,
    _ALL - {"marks"},
    _ALL - {"lines"},
    _ALL - {"joins"},
    _ALL - {"tables"},
    _ALL - {"tables", "joins"},
    frozenset({"lines", "gaps", "blanks"}),
    frozenset({"gaps", "blanks"}),
    frozenset({"gaps"}),
    frozenset({"blanks"}),
    frozenset[str](),
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """White space inside a line that is to be another: a gap, a line end, or as it is."""

    span: Span
    text: str


def written(source: Source, document: Document, steps: frozenset[str]) -> str:
    """The text with these steps taken."""
    nodes = tuple(walk(document))
    plan = _Plan(source, document, nodes, steps)
    out: list[str] = []
    before: tuple[SourceLine, object] | None = None
    for line in source_lines(source):
        start = line.span.start
        if plan.is_written(start):
            continue
        group = plan.group(start)
        if before is not None and plan.joins(start):
            out.append(_glue(out[-1], source.text[start : start + 1]))
        elif before is not None and is_waiver(source.text[slice(*before[0].span)]):
            out.append("\n")
        elif before is not None:
            together = group is not None and group == before[1]
            out.append("\n" if together and (isinstance(group, str) or not line.apart) else "\n\n")
        out.append(plan.line(line))
        before = (line, plan.group(line.span.end - 1))
    return "".join([*out, "\n"] if out else out)


def _glue(left: str, right: str) -> str:
    """Between two rows of one paragraph: nothing, but a space between two words of Latin
    letters.
    """
    both = left[-1:] + right
    return " " if len(both) == 2 and both.isascii() and both.isalpha() else ""


class _Plan:
    """What is to be done with each line.

    Places are found by bisection: a search for every line would take the square of the time.
    """

    def __init__(
        self, source: Source, document: Document, nodes: Sequence[Node], steps: frozenset[str]
    ) -> None:
        self._source = source
        self._steps = steps
        self._cuts = sorted(_cuts(source, nodes, steps), key=lambda cut: cut.span)
        self._cuts_at = [cut.span.start for cut in self._cuts]
        self._kept = sorted(
            (node.span for node in nodes if isinstance(node, Indicator | Residue)),
            key=lambda span: span.start,
        )
        self._kept_at = [span.start for span in self._kept]
        self._groups = sorted(_groups(document, nodes, steps), key=lambda group: group[1].start)
        self._groups_at = [span.start for _name, span in self._groups]
        self._tables = dict(written_tables(source, nodes)) if "tables" in steps else {}
        self._tables_at = sorted(self._tables)
        self._joined = _joined_spans(source, document, nodes) if "joins" in steps else []
        self._joined_at = [span.start for span in self._joined]
        self._indented = [
            entry.span.start
            for node in nodes
            if isinstance(node, AnnexList)
            for entry in node.entries
        ]

    def is_written(self, start: int) -> bool:
        """Whether the line was written already, with a table's first row."""
        at = bisect_right(self._tables_at, (start, len(self._source.text))) - 1
        return at >= 0 and self._tables_at[at].start < start < self._tables_at[at].end

    def group(self, start: int) -> object:
        """The group of lines that a line belongs to, if any."""
        last = bisect_right(self._groups_at, start) - 1
        inside = last >= 0 and start < self._groups[last][1].end
        return self._groups[last][0] if inside else None

    def joins(self, start: int) -> bool:
        """Whether the line goes on with the one above."""
        at = bisect_left(self._joined_at, start) - 1
        return at >= 0 and self._joined[at].start < start < self._joined[at].end

    def line(self, line: SourceLine) -> str:
        """The line as it is written."""
        start, end = line.span
        if is_waiver(self._source.text[start:end]):
            return self._source.text[start:end]
        at = bisect_left(self._tables_at, (start, 0))
        if at < len(self._tables_at) and self._tables_at[at].start == start:
            return self._tables[self._tables_at[at]]
        cuts = self._cuts[bisect_left(self._cuts_at, start) : bisect_left(self._cuts_at, end)]
        kept = self._kept[bisect_left(self._kept_at, start) : bisect_left(self._kept_at, end)]
        text = _line(self._source, line.span, cuts, kept, self._steps)
        at = bisect_left(self._indented, start)
        entry = at < len(self._indented) and self._indented[at] == start
        return _INDENT + text if entry and "blanks" in self._steps else text


def _joined_spans(source: Source, document: Document, nodes: Iterable[Node]) -> list[Span]:
    """Paragraphs and titles that were typed on several lines."""
    spans = [node.span for node in nodes if isinstance(node, Paragraph)]
    titles = [document.title, *(annex.title for annex in document.annexes)]
    spans += [title.span for title in titles if title]
    return sorted(span for span in spans if "\n" in source.text[slice(*span)])


def _line(
    source: Source, span: Span, cuts: Sequence[_Cut], kept: Sequence[Span], steps: frozenset[str]
) -> str:
    """One line: its white space in canonical form, its cuts made, and what is kept as it was
    typed.
    """
    start = span.start
    if "marks" in steps and (mark := _MARKS.match(source.text, start, span.end)):
        start = mark.end()
    if not cuts and not kept and "blanks" in steps:  # most lines
        text = source.text[start : span.end]
        return display(COLUMN_GAP.sub(_WIDE, text) if "gaps" in steps else text).strip()
    whole = {cut.span: cut.text for cut in cuts if cut.span.start >= start}
    whole |= {
        each: source.text[each.start : each.end]
        for each in kept
        if start <= each.start and each.end <= span.end
    }
    pieces, fixed = [], []
    for each in sorted(whole):
        if each.start < start:
            continue
        pieces.append(source.text[start : each.start])
        fixed.append(whole[each])
        start = each.end
    pieces.append(source.text[start : span.end])
    if "gaps" in steps:
        pieces = [COLUMN_GAP.sub(_WIDE, piece) for piece in pieces]
    if "blanks" in steps:
        pieces = list(display_pieces(tuple(pieces)))
    line = "".join(piece + text for piece, text in zip(pieces, [*fixed, ""], strict=True))
    return "\n".join(part.strip() for part in line.split("\n")).strip()


def _cuts(source: Source, nodes: Iterable[Node], steps: frozenset[str]) -> Iterator[_Cut]:
    for node in nodes:
        match node:
            case Item() if "gaps" in steps:
                yield from _item_gaps(source, node)
            case Section(marker="【】") if "blanks" in steps:
                yield from _without_blanks(source, node.heading.span)
            case Masthead():
                yield from _masthead(source, node, steps)
            case Remark(person=person, date_text=day) if "gaps" in steps:
                yield from _columns(source, (node.text, person, day))
            case Colophon() if "lines" in steps:
                yield from _colophon(source, node)
                if "gaps" in steps:
                    yield from _bare_labels(source, node)
                    yield from _printed_on(source, node)
            case SignOff(date_text=Text() as day) if "lines" in steps:
                yield from _apart(source, (*node.organs, day), "\n")


def _item_gaps(source: Source, item: Item) -> Iterator[_Cut]:
    """The gap behind a label and behind a headline, made one U+3000."""
    ends = []
    if item.label and item.label_form == "brackets":
        ends.append(item.label.span.end)
    if item.headline and item.headline_form == "gap":
        ends.append(item.headline.span.end)
    for end in ends:
        if end and (blank := _BLANKS.match(source.text, end)):
            yield _Cut(Span(*blank.span()), f"{blank[1] or ''}{_WIDE}{blank[2] or ''}")


def _masthead(source: Source, masthead: Masthead, steps: frozenset[str]) -> Iterator[_Cut]:
    if "blanks" in steps:
        for line in masthead.name_lines:
            words = source.text[line.span.start : line.span.end].split()
            if len(words) > 1 and all(len(word) == 1 for word in words):
                yield from _without_blanks(source, line.span)
            elif len(words) == 2:
                yield from (
                    _Cut(Span(*blank.span()), _WIDE)
                    for blank in _SAME_LINE.finditer(source.text, *line.span)
                )
    issuer_and_date = (masthead.issuer_text or masthead.issuer, masthead.date_text)
    if "gaps" in steps:
        marks = (masthead.serial_text, masthead.signer_text, masthead.secrecy, masthead.urgency)
        yield from _columns(
            source, (*masthead.name_lines, *masthead.issue, *issuer_and_date, *marks)
        )
    if "lines" in steps and masthead.name:  # which wins over a gap in the same place
        yield from _apart(source, [part for part in issuer_and_date if part], "\n\n")


def _colophon(source: Source, colophon: Colophon) -> Iterator[_Cut]:
    """Each field on a line of its own, those of another sort after a blank line."""
    marks = (colophon.copies_text, colophon.imprint, colophon.keywords)
    groups: list[Sequence[Node]] = [colophon.staff, colophon.contacts, colophon.distribution]
    groups += [(each,) for each in marks if each]
    sort = {each.span: number for number, group in enumerate(groups) for each in group}
    for first, second in pairwise(sorted(sort)):
        blank = _SAME_LINE.match(source.text, _visible_end(source, first))
        if blank and second.start <= blank.end() < second.end:
            yield _Cut(Span(*blank.span()), "\n" if sort[first] == sort[second] else "\n\n")


def _bare_labels(source: Source, colophon: Colophon) -> Iterator[_Cut]:
    """The gap between a label without colon and its value: 热线　0000-…."""
    for each in (*colophon.staff, *colophon.contacts):
        before = source.text[each.span.start : each.value.span.start]
        blank = before[len(before.rstrip()) :]
        if blank and before.rstrip()[-1:] not in "：:*":
            yield _Cut(Span(each.value.span.start - len(blank), each.value.span.start), _WIDE)


def _printed_on(source: Source, colophon: Colophon) -> Iterator[_Cut]:
    """The gap between who prints and when: 区委办公室　2026年3月5日印发."""
    end = colophon.printer.span.end if colophon.printer else 0
    if colophon.imprint and source.text[end : end + 1] == " ":
        yield _Cut(Span(end, end + 1), _WIDE)


def _apart(source: Source, nodes: Iterable[Node], end: str) -> Iterator[_Cut]:
    """Line ends between nodes that stand on one line with nothing but white space between them."""
    placed = sorted(nodes, key=lambda node: node.span)
    for first, second in pairwise(placed):
        # The white space may be the end of the first span or the beginning of the second.
        blank = _SAME_LINE.match(source.text, _visible_end(source, first.span))
        if blank and second.span.start <= blank.end() < second.span.end:
            yield _Cut(Span(*blank.span()), end)


def _visible_end(source: Source, span: Span) -> int:
    return span.start + len(source.text[slice(*span)].rstrip())


def _columns(source: Source, nodes: Iterable[Node | None]) -> Iterator[_Cut]:
    """A wide gap between nodes that a single space parts on one line: before a figure the page
    shows no space, and they would run together.
    """
    for cut in _apart(source, [node for node in nodes if node], _WIDE):
        if cut.span.end - cut.span.start == 1 and source.text[cut.span.start] in " \u00a0":
            yield cut


def _without_blanks(source: Source, span: Span) -> Iterator[_Cut]:
    return (
        _Cut(Span(*blank.span()), "") for blank in re.compile(r"\s+").finditer(source.text, *span)
    )


def _groups(
    document: Document, nodes: Iterable[Node], steps: frozenset[str]
) -> list[tuple[object, Span]]:
    """What stands on lines below each other without a blank line: always for a named group, as
    typed for a node.
    """
    found: list[tuple[object, Span]] = []
    for node in nodes:
        match node:
            case Contents() | List() | EditorNote() | Instruction():
                found.append((node.span, node.span))
            case Table() | Figure() | Chart() | SignOff() | AnnexList():
                found.append((f"{type(node).__name__} {node.span.start}", node.span))
            case Masthead():
                texts = (node.name, node.issuer_text)
                found += [(text.span, text.span) for text in texts if text]
            case Item() if node.headline:
                found.append((node.headline.span, node.headline.span))
            case Annex() if node.title:
                found.append((node.title.span, node.title.span))
            case Colophon():
                for name in ("staff", "contacts", "distribution"):
                    found += [(name, each.span) for each in getattr(node, name)]
            case Paragraph() if "joins" not in steps:
                found.append((node.span, node.span))
    found += [("metadata", each.span) for each in document.metadata]
    if isinstance(document.title, Text):
        found.append((document.title.span, document.title.span))
    return found
