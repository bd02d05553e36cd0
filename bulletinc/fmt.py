"""The canonical form of a draft: one way to write what is on it, with every inference of the parser made explicit.

A line stays a line; what changes is the white space in it, between lines and, where a line holds several things (issuer
and date, two names of the staff), that each gets its own. Invariant, proved on every run before anything is given back:
the tree means the same as before, and a second run changes nothing. A step that cannot be proved is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bulletinc.parser import parse
from bulletinc.parser.lines import SourceLine, strips
from bulletinc.syntax import (
    Colophon,
    Document,
    Indicator,
    Item,
    Masthead,
    Node,
    Residue,
    Section,
    Text,
    field_names,
    walk,
)
from bulletinc.text.characters import DIRECTION, INVISIBLE
from bulletinc.text.source import Source, Span
from bulletinc.text.typography import display, display_pieces

_GAP = "\u3000"
_INVISIBLE = re.compile(f"[\\s{INVISIBLE}{DIRECTION}]+")
_MARKS = re.compile(
    r"(?:#{1,6}\s+|(?:>\s*)+)(?=\S)"
)  # Markdown's, which other programs leave; the parser reads past them
_SAME_LINE = re.compile(r"[^\S\r\n]+")
_BLANKS = re.compile(r"(\*\*)?[^\S\r\n]*(\*\*)?")

# Steps from the boldest to none; the first whose result can be proved is taken.
_STEPS = (
    frozenset({"marks", "lines", "gaps", "blanks"}),
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


def formatted(source: Source, kind: str | None = None) -> str:
    r"""The text in canonical form, with ``\\n`` as line end; the text itself where no step can be proved.

    ``kind`` overrides what the text is recognised as.
    """
    document = parse(source, kind)
    wanted = meaning(document)
    for steps in _STEPS:
        text = _written(source, document, steps)
        if text == source.text:  # nothing to prove
            return text
        again = parse(Source(text), kind)
        if meaning(again) == wanted and _written(Source(text), again, steps) == text:
            # A timid step may clear the way for a bolder one, never for itself: so this ends.
            return text if steps is _STEPS[0] else formatted(Source(text), kind)
    return source.text


def meaning(node: Any) -> Any:
    """What a tree says, without places and white space: two texts mean the same if this is equal."""
    if isinstance(node, str):
        return _INVISIBLE.sub("", node)
    if isinstance(node, tuple):
        return tuple([meaning(each) for each in node])
    if node is None or isinstance(node, int):
        return node
    return (type(node), *[meaning(getattr(node, name)) for name in field_names(type(node))])  # type: ignore[arg-type]  # as in walk()


def _written(source: Source, document: Document, steps: frozenset[str]) -> str:
    nodes = tuple(walk(document))
    cuts = sorted(_cuts(source, nodes, steps), key=lambda cut: cut.span)
    kept = sorted(
        (node.span for node in nodes if isinstance(node, Indicator | Residue)),
        key=lambda span: span.start,
    )
    groups = sorted(_groups(document, nodes), key=lambda group: group[1].start)
    # Where each begins, because a search from the first for every line would take the square of the time.
    cuts_at, kept_at, groups_at = (
        [cut.span.start for cut in cuts],
        [span.start for span in kept],
        [span.start for _name, span in groups],
    )
    out: list[str] = []
    before: tuple[SourceLine, object] | None = None
    for strip in strips(source):
        start, end = strip.span
        last = bisect_right(groups_at, start) - 1
        group = groups[last][0] if last >= 0 and start < groups[last][1].end else None
        if before is not None:
            together = group is not None and group == before[1]
            out.append("\n" if together and (isinstance(group, str) or not strip.apart) else "\n\n")
        own_cuts = cuts[bisect_left(cuts_at, start) : bisect_left(cuts_at, end)]
        own_kept = kept[bisect_left(kept_at, start) : bisect_left(kept_at, end)]
        out.append(_line(source, strip.span, own_cuts, own_kept, steps))
        before = (strip, group)
    return "".join([*out, "\n"] if out else out)


def _line(
    source: Source, span: Span, cuts: Sequence[_Cut], kept: Sequence[Span], steps: frozenset[str]
) -> str:
    """One line: its white space in canonical form, its cuts made, and what is kept as it was typed."""
    start = span.start
    if "marks" in steps and (mark := _MARKS.match(source.text, start, span.end)):
        start = mark.end()
    if not cuts and not kept and "blanks" in steps:  # most lines
        return display(source.text[start : span.end]).strip()
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
            case Colophon() if "lines" in steps:
                for group in (node.staff, node.contacts):
                    yield from _apart(source, group, "\n")


def _item_gaps(source: Source, item: Item) -> Iterator[_Cut]:
    """The gap behind a label and behind a headline, made one U+3000."""
    ends = []
    if item.label:
        ends.append(item.label.span.end)
    if item.headline and item.headline_form == "gap":
        ends.append(item.headline.span.end)
    for end in ends:
        if end and (blank := _BLANKS.match(source.text, end)):
            yield _Cut(Span(*blank.span()), f"{blank[1] or ''}{_GAP}{blank[2] or ''}")


def _masthead(source: Source, masthead: Masthead, steps: frozenset[str]) -> Iterator[_Cut]:
    if "blanks" in steps:
        for line in masthead.name_lines:
            words = source.text[line.span.start : line.span.end].split()
            if len(words) > 1 and all(len(word) == 1 for word in words):
                yield from _without_blanks(source, line.span)
            elif len(words) == 2:
                yield from (
                    _Cut(Span(*blank.span()), _GAP)
                    for blank in _SAME_LINE.finditer(source.text, *line.span)
                )
    if "lines" in steps:
        parts = (masthead.issuer_text or masthead.issuer, masthead.date_text)
        yield from _apart(source, [part for part in parts if part], "\n\n")


def _apart(source: Source, nodes: Iterable[Node], end: str) -> Iterator[_Cut]:
    """Line ends between nodes that stand on one line with nothing but white space between them."""
    placed = sorted(nodes, key=lambda node: node.span)
    for first, second in pairwise(placed):
        blank = _SAME_LINE.match(
            source.text, first.span.end
        )  # a node's span may begin with the white space before it
        if blank and second.span.start <= blank.end() < second.span.end:
            yield _Cut(Span(*blank.span()), end)


def _without_blanks(source: Source, span: Span) -> Iterator[_Cut]:
    return (
        _Cut(Span(*blank.span()), "") for blank in re.compile(r"\s+").finditer(source.text, *span)
    )


def _groups(document: Document, nodes: Iterable[Node]) -> list[tuple[object, Span]]:
    """What stands on lines below each other without a blank line: always for a named group, as typed for a node."""
    found: list[tuple[object, Span]] = []
    for node in nodes:
        if type(node).__name__ == "Contents":
            found.append((node.span, node.span))
        elif isinstance(node, Masthead) and node.name:
            found.append((node.name.span, node.name.span))
        elif isinstance(node, Colophon):
            for name in ("staff", "contacts", "distribution"):
                found += [(name, each.span) for each in getattr(node, name)]
    found += [("metadata", each.span) for each in document.metadata]
    if isinstance(document.title, Text):
        found.append((document.title.span, document.title.span))
    return found
