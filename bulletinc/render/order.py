"""What a page says: the parts of a bulletin in order, and the wording of those cut into pieces.

Every form of page is composed by these, so that all say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from bulletinc.syntax import (
    Chart,
    Colophon,
    Document,
    Field,
    Figure,
    Indicator,
    Inline,
    Masthead,
    Node,
    Section,
    Strong,
    Table,
    Text,
    walk,
)
from bulletinc.text.typography import display, display_pieces
from bulletinc.text.words import words

_MARKERS = ("【】", "一、", "（一）", "1.", "（1）", "①")
_FRONT = ("masthead", "title", "subtitle", "byline", "document_number", "salutation")
_BODY = ("body", "annex_list", "sign_off", "closing_notes", "glossary_heading", "glossary")
_MASTHEAD = (
    "secrecy",
    "serial_text",
    "urgency",
    "remarks",
    "name",
    "issue",
    "document_number",
    "signer_text",
    "unplaced",
)
_RECORD = ("distribution", "copies_text", "imprint")
# Names of <meta> elements by which a browser is told what to do; a draft does not tell it.
_FOR_BROWSERS = frozenset(("color-scheme", "referrer", "robots", "theme-color", "viewport"))


class Part(NamedTuple):
    """Values of one field of a node that were typed next to each other."""

    name: str
    nodes: tuple[Node, ...]


def parts(node: Node, *names: str) -> tuple[Part, ...]:
    """The named fields of a node in the order they were typed, neighbours of one field together.

    A page says what its source says in the same order, and a field that holds several nodes may
    have been typed around other fields.
    """
    placed = sorted(
        ((name, value) for name in names for value in _values(node, name)),
        key=lambda pair: pair[1].span.start,
    )
    return tuple(
        Part(name, tuple(value for _, value in pairs))
        for name, pairs in groupby(placed, key=lambda pair: pair[0])
    )


def document_parts(document: Document) -> tuple[Part, ...]:
    """The parts of an issue: annexes stand before the colophon, wherever they were typed."""
    return (
        *parts(document, *_FRONT, *_BODY),
        *parts(document, "annexes"),
        *parts(document, "colophon"),
    )


def masthead_parts(masthead: Masthead) -> tuple[Part, ...]:
    """The parts of a masthead in their official order, wherever they were typed."""
    issuer = "issuer_text" if masthead.issuer_text else "issuer"
    return tuple(
        part for name in (*_MASTHEAD, issuer, "date_text") for part in parts(masthead, name)
    )


def table_parts(table: Table) -> tuple[Part, ...]:
    """The lines around a table and, as one part called ``rows``, all its rows."""
    above = [
        name
        for name in ("caption", "unit")
        if (line := getattr(table, name)) and line.span.start <= _first_row(table)
    ]
    below = [name for name in ("caption", "unit") if name not in above]
    rows = (*table.head, *table.rows)
    return (
        *parts(table, *above),
        *((Part("rows", rows),) if rows else ()),
        *parts(table, *below, "notes"),
    )


def figure_parts(figure: Figure | Chart) -> tuple[Part, ...]:
    """Path and caption of a figure; where the draft only marks a place, its words for the path."""
    if isinstance(figure, Chart):
        first = figure.table or figure.form
        place = Text(first.span if first else figure.span, chart_line(figure))
        return parts(Figure(figure.span, place, None, figure.caption), "path", "caption")
    path = figure.path or figure.place or Text(figure.span, "（此处插图）")
    return parts(replace(figure, path=path), "path", "caption")


def chart_line(chart: Chart) -> str:
    """The line by which a draft asks for a chart."""
    said = [text.text for text in (chart.table, chart.form, *chart.columns) if text]
    return f"【图表：{' '.join(said)}】"


def _first_row(table: Table) -> int:
    return min((row.span.start for row in (*table.head, *table.rows)), default=table.span.end)


def _values(node: Node, name: str) -> tuple[Node, ...]:
    value = getattr(node, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def colophon_parts(colophon: Colophon) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The colophon's parts: those above its rules, and the record between the rules.

    The record says who gets the issue, how many copies are printed, by whom and when.
    """
    placed = parts(colophon, "staff", "contacts", "keywords", "unplaced", *_RECORD)
    start = next((index for index, part in enumerate(placed) if part.name in _RECORD), len(placed))
    return placed[:start], placed[start:]


def imprint(colophon: Colophon) -> tuple[str, str]:
    """The two ends of the printing line: the printer, if any, and the date with its words."""
    line = colophon.imprint.text if colophon.imprint else ""
    printer = colophon.printer.text if colophon.printer else ""
    return (printer, line.removeprefix(printer).strip()) if line.startswith(printer) else ("", line)


def name_rows(masthead: Masthead, form: str = "stacked") -> tuple[str, ...]:
    """The rows of a masthead's name: as typed, or, where one line has a gap, those beside the gap.

    清溪区　工作快报 is the organisation and the kind word. In the form ``single`` there is one row.
    """
    rows = [line.text for line in masthead.name_lines]
    if len(rows) < 2 and masthead.name:
        words = _without_spacing(masthead.name.text).split()
        rows = [" ".join(words[:-1]), words[-1]] if len(words) > 1 else words
    rows = [_without_spacing(row) for row in rows]
    return tuple(rows) if form == "stacked" else ("".join(rows),) * bool(rows)


def issuer_and_date(masthead: Masthead) -> str:
    """The line above the red rule: issuer, date and the indents on both sides."""
    typed = (masthead.issuer_text or masthead.issuer, masthead.date_text)
    return "　" + "".join(text.text for text in typed if text) + "　"


def signer(masthead: Masthead) -> tuple[str, str]:
    """The signer's line: what stands before the name (签发人：), and the name, in its own face."""
    line = masthead.signer_text.text if masthead.signer_text else ""
    name = masthead.signer.text if masthead.signer else ""
    return (line.removesuffix(name), name) if line.endswith(name) else (line, "")


def _without_spacing(row: str) -> str:
    """Letters that were typed apart (简   报) come together, because the layout spaces them."""
    words = row.split()
    return "".join(words) if all(len(word) == 1 for word in words) else row


def page_title(document: Document) -> str:
    """What a browser's tab and a PDF's title say: the title, or name and issue; may be empty."""
    if document.title:
        return document.title.text
    if not document.masthead:
        return ""
    return " ".join(
        (*name_rows(document.masthead), *(issue.text for issue in document.masthead.issue))
    )


def keywords(document: Document) -> str:
    """The indicators that the issue is tagged with, each once, as keywords of a PDF and a page."""
    found = (
        f"{node.level}-{node.number} {node.name}"
        for node in walk(document)
        if isinstance(node, Indicator) and node.number is not None
    )
    return ", ".join(dict.fromkeys(keyword.replace(",", "，") for keyword in found))


def page_metadata(document: Document) -> tuple[Field, ...]:
    """The fields above a report (索引号：QX0001) that a page of HTML carries."""
    return tuple(
        field
        for field in document.metadata
        if display(field.name).strip().lower() not in _FOR_BROWSERS
    )


def heading_form(section: Section) -> str:
    """The marker as whose headings this one is set: one with another sign (◆) by its level."""
    if section.marker in _MARKERS:
        return section.marker
    return _MARKERS[min(section.level, len(_MARKERS)) - 1]


def is_briefs(section: Section) -> bool:
    """Whether a section has short items only, by its name: 【简　讯】."""
    name = "".join(section.heading.text.split())
    return section.marker == "【】" and name in words("sections.briefs")


def line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's inlines as the page shows them, without blanks at either end.

    A blank where two inlines meet is judged by the characters on both sides.
    """
    shown = display_pieces(tuple(_letters(inlines)))
    first = next((index for index, piece in enumerate(shown) if piece.strip()), 0)
    last = next((index for index in reversed(range(len(shown))) if shown[index].strip()), -1)
    pieces = [piece.lstrip() if index <= first else piece for index, piece in enumerate(shown)]
    pieces = [piece.rstrip() if index >= last else piece for index, piece in enumerate(pieces)]
    return _with_letters(inlines, iter(pieces))


def _letters(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Strong):
            yield from _letters(inline.inlines)
        else:
            yield inline.text


def _with_letters(inlines: tuple[Inline, ...], pieces: Iterator[str]) -> tuple[Inline, ...]:
    return tuple(
        replace(inline, inlines=_with_letters(inline.inlines, pieces))
        if isinstance(inline, Strong)
        else replace(inline, text=next(pieces))
        for inline in inlines
    )
