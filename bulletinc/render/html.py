"""The tree as one self-contained HTML page, through the Jinja2 templates of a theme.

What the templates are given beside the nodes: ``layout`` (the theme's ``layout.toml``), ``parts`` (fields of a node in
the order they were typed), ``show`` (a node through the template of its class). Every text that a template puts out
passes :func:`bulletinc.typography.display`, then the escaping.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.phrases import title_rows
from bulletinc.render import Rendered, Setting
from bulletinc.syntax import Colophon, Document, Indicator, Inline, Masthead, Node, Paragraph, Strong, walk
from bulletinc.theme import OFFICIAL, Theme
from bulletinc.typography import display, display_pieces, ems

INPUT: str | None = None
SUFFIX = ".html"

_RECORD = ("distribution", "copies_text", "imprint")
_MEASURE = re.compile(r"[\d.#-]")  # what a length or a colour begins with; font files and variants are called by words
_DEEPEST_HEADING = 6  # HTML has h1 to h6


class Part(NamedTuple):
    """Values of one field of a node that were typed next to each other."""

    name: str
    nodes: tuple[Node, ...]


def render(document: Document, setting: Setting | None = None) -> Rendered:
    """The page as UTF-8 bytes. The same document and theme give the same bytes.

    Raises :class:`BulletinError` for a mistake in a template of the user's own theme.
    """
    theme = (setting or Setting()).theme
    try:
        return Rendered(_environment(theme).get_template("page.html.j2").render(document=document).encode())
    except Exception as error:
        if len(theme.folders) == 1:
            raise  # in the official templates the fault is ours
        raise BulletinError(
            _("{path}: this template cannot be used: {reason}").format(path=_place(error, theme), reason=_reason(error)),
            _("Mend it, or remove it from the theme: the official one then takes its place."),
        ) from error


def _place(error: Exception, theme: Theme) -> str:
    """The template and line that an error arose in."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(theme.folders[0])


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return _("there is no template “{name}”").format(name=error.name)
    if isinstance(error, RecursionError):
        return _("it includes itself; its official namesake is called “official/…”")
    return str(error) or type(error).__name__


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


def name_rows(masthead: Masthead, form: str = "stacked") -> tuple[str, ...]:
    """The lines of a masthead's name: as typed, or, where one line has a gap, the organisation and the kind word.

    In the form ``single`` they stand on one line.
    """
    rows = [line.text for line in masthead.name_lines]
    if len(rows) < 2 and masthead.name:
        words = _without_spacing(masthead.name.text).split()
        rows = [" ".join(words[:-1]), words[-1]] if len(words) > 1 else words
    rows = [_without_spacing(row) for row in rows]
    return tuple(rows) if form == "stacked" else ("".join(rows),) * bool(rows)


def measures(layout: Mapping[str, Any]) -> Iterator[tuple[str, str | float]]:
    """The numbers, lengths and colours of a layout by the name of their CSS variable: table-key."""
    for table, values in layout.items():
        for key, value in values.items() if isinstance(values, Mapping) else ():
            if isinstance(value, int | float) or (isinstance(value, str) and table != "fonts" and _MEASURE.match(value)):
                yield f"{table}-{key}", value


def issuer_and_date(masthead: Masthead) -> str:
    """The line above the red rule as wide as it is: issuer, date and the indents on both sides."""
    typed = (masthead.issuer_text or masthead.issuer, masthead.date_text)
    return "　" + "".join(text.text for text in typed if text) + "　"


def signer(masthead: Masthead) -> tuple[str, str]:
    """The signer's line: what stands before the name (签发人：), and the name, which has a face of its own."""
    line = masthead.signer_text.text if masthead.signer_text else ""
    name = masthead.signer.text if masthead.signer else ""
    return (line.removesuffix(name), name) if line.endswith(name) else (line, "")


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


def keywords(document: Document) -> str:
    """The indicators that the issue is tagged with, each once, as a PDF and a page keep keywords."""
    found = (
        f"{node.level}-{node.number} {node.name}" for node in walk(document) if isinstance(node, Indicator) and node.number is not None
    )
    return ", ".join(dict.fromkeys(keyword.replace(",", "，") for keyword in found))


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


class _Folders(FileSystemLoader):
    """Templates of folders. A link that leads out of them is none of them: a theme may come with the drafts."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = super().get_source(environment, template)
        if not any(Path(found[1]).resolve().is_relative_to(folder) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return found


@cache
def _environment(theme: Theme) -> Environment:
    """A theme's templates, compiled when first used, then kept. A theme may come with the drafts, so they run in a sandbox.

    A template of a user's theme takes the place of its official namesake, and may include that as ``official/…``.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(
            [
                _Folders(theme.folders, encoding="utf-8-sig"),
                PrefixLoader({OFFICIAL: _Folders(theme.folders[-1], encoding="utf-8-sig")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    image = theme.image()
    environment.filters |= {"ems": ems, "line": line}
    environment.tests["paragraph"] = lambda node: isinstance(node, Paragraph)
    environment.globals |= {
        "layout": _as_written(theme.layout),
        "image": image and _as_written(image[0]),
        "show": _show(environment),
        "parts": parts,
        "colophon_parts": colophon_parts,
        "ems": ems,
        "imprint": imprint,
        "issuer_and_date": issuer_and_date,
        "keywords": keywords,
        "measures": measures,
        "name_rows": name_rows,
        "page_title": page_title,
        "signer": signer,
        "title_rows": title_rows,
    }
    return environment


def _as_written(value: Any) -> Any:
    """Values of the theme, which are CSS and no user's text: neither typeset nor escaped."""
    match value:
        case Mapping():
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
