"""The tree as one self-contained HTML page, through the Jinja2 templates of a theme.

What the templates are given beside the nodes: ``layout`` (the theme's ``layout.toml``), ``parts`` (fields of a node in
the order they were typed), ``show`` (a node through the template of its class). Every text that a template puts out
passes :func:`bulletinc.typography.display`, then the escaping.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bulletinc.render import Rendered
from bulletinc.resources import template_folder
from bulletinc.syntax import Colophon, Document, Inline, Masthead, Node, Paragraph, Strong
from bulletinc.typography import display, display_pieces, ems

INPUT: str | None = None
SUFFIX = ".html"

_RECORD = ("distribution", "copies_text", "imprint")
_DEEPEST_HEADING = 6  # HTML has h1 to h6


class Part(NamedTuple):
    """Values of one field of a node that were typed next to each other."""

    name: str
    nodes: tuple[Node, ...]


def render(document: Document, theme: str = "official") -> Rendered:
    """The page as UTF-8 bytes. The same document gives the same bytes."""
    return Rendered(_environment(theme).get_template("page.html.j2").render(document=document).encode())


def parts(node: Node, *names: str) -> tuple[Part, ...]:
    """The named fields of a node in the order they were typed, neighbours of one field together.

    A page says what its source says in the same order, and a field that holds several nodes may have been typed around
    other fields.
    """
    placed = sorted(((name, value) for name in names for value in _values(node, name)), key=lambda pair: pair[1].span.start)
    return tuple(Part(name, tuple(value for _, value in pairs)) for name, pairs in groupby(placed, key=lambda pair: pair[0]))


def _values(node: Node, name: str) -> tuple[Node, ...]:
    value = getattr(node, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def colophon_parts(colophon: Colophon) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The colophon's parts: those above its rules, and the record between the rules (who gets the issue, how many copies)."""
    placed = parts(colophon, "staff", "contacts", "unplaced", *_RECORD)
    start = next((index for index, part in enumerate(placed) if part.name in _RECORD), len(placed))
    return placed[:start], placed[start:]


def imprint(colophon: Colophon) -> tuple[str, str]:
    """The two ends of the printing line: the printer (may be empty), and the date with the words around it."""
    line = colophon.imprint.text if colophon.imprint else ""
    printer = colophon.printer.text if colophon.printer else ""
    return (printer, line.removeprefix(printer).strip()) if line.startswith(printer) else ("", line)


def name_rows(masthead: Masthead) -> tuple[str, ...]:
    """The lines of a masthead's name: as typed, or, where one line has a gap, the organisation and the kind word."""
    rows = [line.text for line in masthead.name_lines]
    if len(rows) < 2 and masthead.name:
        words = _without_spacing(masthead.name.text).split()
        rows = [" ".join(words[:-1]), words[-1]] if len(words) > 1 else words
    return tuple(_without_spacing(row) for row in rows)


def _without_spacing(row: str) -> str:
    """Letters that were typed apart (简   报) come together, because the layout spaces them."""
    words = row.split()
    return "".join(words) if all(len(word) == 1 for word in words) else row


def page_title(document: Document) -> str:
    """What a browser's tab and a PDF's title say: the title, or the masthead's name and issue; may be empty."""
    if document.title:
        return document.title.text
    if not document.masthead:
        return ""
    return " ".join((*name_rows(document.masthead), *(issue.text for issue in document.masthead.issue)))


def balanced(text: str, longest: int) -> int:
    """How many characters a line of a heading should hold, so that its lines are about equally long; ``longest`` fit."""
    width = ems(text)
    rows = math.ceil(width / longest)
    return longest if rows < 2 else math.ceil(width / rows) + 1  # one more: a line cannot be broken everywhere


def line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's inlines as the page shows them: also the spaces where two inlines meet, and none at either end."""
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
        replace(inline, inlines=_with_letters(inline.inlines, pieces)) if isinstance(inline, Strong) else replace(inline, text=next(pieces))
        for inline in inlines
    )


@cache
def _environment(theme: str) -> Environment:
    """A theme's templates, compiled when first used, then kept."""
    folder = template_folder(theme)
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["line"] = line
    environment.tests["paragraph"] = lambda node: isinstance(node, Paragraph)
    environment.globals |= {
        "layout": _as_written(tomllib.loads((folder / "layout.toml").read_text(encoding="utf-8"))),
        "show": _show(environment),
        "parts": parts,
        "balanced": balanced,
        "colophon_parts": colophon_parts,
        "ems": ems,
        "imprint": imprint,
        "name_rows": name_rows,
        "page_title": page_title,
    }
    return environment


def _as_written(value: Any) -> Any:
    """Values of the theme, which are CSS and no user's text: neither typeset nor escaped."""
    match value:
        case dict():
            return {key: _as_written(inner) for key, inner in value.items()}
        case list():
            return [_as_written(inner) for inner in value]
        case str():
            return Markup(value)  # noqa: S704 - of the theme
        case _:
            return value


def _finalize(value: object) -> object:
    return display(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _show(environment: Environment) -> Callable[[Node, int], Markup]:
    def show(node: Node, depth: int = 0) -> Markup:
        """A node through the template of its class; ``depth`` is the level of a heading that it would have."""
        template = environment.get_template(f"nodes/{type(node).__name__}.html.j2")
        return Markup(template.render(node=node, depth=min(depth, _DEEPEST_HEADING)))  # noqa: S704 - escaped inside

    return show
