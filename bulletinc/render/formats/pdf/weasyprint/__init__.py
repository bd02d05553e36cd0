"""The engine WeasyPrint: it sets the page of HTML; nothing is fetched but the theme's files.

Invariant: the same page, draft and fonts give the same bytes; neither the clock nor the folder is
in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import Page, RenderContext, Rendered, make
from bulletinc.render.formats.pdf.faces import Inspection, ServedFace, substitute_notes
from bulletinc.render.formats.pdf.weasyprint import archive, faces, foot, grid, library, machine
from bulletinc.render.formats.pdf.weasyprint.breaks import add_break_places, remove_break_places
from bulletinc.syntax import Document
from bulletinc.text.source import Source
from bulletinc.theme import Theme

TITLE = "WeasyPrint"
RANK = 1  # the page that all others are measured by

_MOST_PASSES = 3  # until all tables have found their margins: one may move another to a new page
# What WeasyPrint logs of missing characters, which our own notes say better.
_SAID_BETTER = re.compile(r"\.notdef glyph rendered|Too many glyphs missing")


def problem() -> BulletinError | None:
    """Why it cannot work here (without Pango), if so."""
    try:
        library.weasyprint()
    except BulletinError as error:
        return error
    return None


def render(document: Document, context: RenderContext) -> Rendered:
    """The PDF of a document.

    Raises :class:`BulletinError` where WeasyPrint cannot work (without Pango), and for a theme's
    font that is none.
    """
    return set_page(make("html", document, context), context)


def load(document: Document, context: RenderContext) -> None:
    """Load what setting such a document needs."""
    render(document, context)


def set_page(made: Rendered, context: RenderContext) -> Rendered:
    """The PDF of a page of HTML."""
    source = context.source or Source("")
    with library.collect_messages() as messages:
        try:
            layout = lay_out(made, context)
            data = archive.write(layout, context.draft, source.data)
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            if len(context.theme.folders) > 1:
                raise _unusable_styles(context, error) from error
            raise
    found = faces.substitutes(layout, context.theme, context.options.shipped_fonts)
    return Rendered(data, _notes(messages), tuple(substitute_notes(found, context.source)))


def _unusable_styles(context: RenderContext, error: Exception) -> BulletinError:
    """The engine fails on a theme's own styles: a page of no size, a length beyond all bounds."""
    return BulletinError(
        _("The PDF cannot be set with the styles of the theme “{theme}” ({error}).").format(
            theme=context.theme.folders[0], error=type(error).__name__
        ),
        _("Look in its stylesheets for a size that no page can have; the official theme works."),
    )


def inspect(document: Document, context: RenderContext) -> Inspection:
    """What the PDF of a document would be set in."""
    layout = lay_out(make("html", document, context), context)
    with library.collect_messages():
        archive.write(layout, "", b"")
    found = faces.substitutes(layout, context.theme, context.options.shipped_fonts)
    return Inspection(
        faces.faces_by_class(layout, context.theme),
        served(context.theme, context.options.shipped_fonts),
        tuple(substitute_notes(found, context.source)),
    )


def served(theme: Theme, shipped_fonts: bool) -> tuple[ServedFace, ...]:
    """For each face of the theme, what serves it here. A face that nothing serves is left out."""
    return faces.served(theme, shipped_fonts)


def libraries() -> Mapping[str, str]:
    """The version of each library under it. Raises :class:`BulletinError` where it cannot work."""
    return machine.libraries()


def installed_fonts() -> Mapping[str, str]:
    """All fonts of the machine that it may use, and the settings that choose among them."""
    return machine.installed()


def font_places() -> tuple[str, ...]:
    """The files and folders whose state changes whenever a font of the machine does."""
    return machine.font_places()


def lay_out(made: Rendered, context: RenderContext) -> Any:
    """The pages as WeasyPrint lays them out, everything in its place, not yet written."""
    page = made.page or Page(made.data.decode())
    lines = context.theme.layout["grid"]["lines"]
    html = library.weasyprint().HTML(
        string=add_break_places(page.markup), url_fetcher=_fetcher(context.theme, page.pictures)
    )
    styles = page.styles
    layout = _lay_out(html, styles, context)
    if height := grid.find_missing_height(layout, lines):
        styles = (*styles, f".name {{ min-height: {height} }}")
        layout = _lay_out(html, styles, context)
    for _pass in range(_MOST_PASSES):
        if not grid.fill_up_tables(layout, lines):
            break
        layout = _lay_out(html, styles, context)
    if context.theme.layout["colophon"]["page"] == "even" and len(layout.pages) % 2:
        layout = _lay_out(html, (*styles, ".colophon { break-before: left }"), context)
    foot.move_colophon_down(layout, lines)
    for sheet in layout.pages:
        sheet.bookmarks = [
            (level, remove_break_places(label), target, state)
            for level, label, target, state in sheet.bookmarks
        ]
    return layout


def _lay_out(html: Any, styles: Iterable[str], context: RenderContext) -> Any:
    return html.render(
        font_config=faces.configuration(context.theme, context.options.shipped_fonts),
        stylesheets=[
            _stylesheet(style, context.theme, context.options.shipped_fonts) for style in styles
        ],
        **archive.RENDER_OPTIONS,
    )


@lru_cache(maxsize=8)
def _stylesheet(css: str, theme: Theme, shipped_fonts: bool) -> Any:
    """A stylesheet, parsed: it is the same for every page of a theme."""
    fonts = faces.configuration(theme, shipped_fonts)
    return library.weasyprint().CSS(string=css, font_config=fonts, url_fetcher=_fetcher(theme))


def _fetcher(theme: Theme, pictures: Mapping[str, bytes] | None = None) -> Any:
    image = theme.image()
    return library.make_fetcher({**(dict([image]) if image else {}), **(pictures or {})})


def _notes(messages: Sequence[str]) -> tuple[str, ...]:
    """What WeasyPrint logged, each message once."""
    return tuple(
        dict.fromkeys(
            f"WeasyPrint: {message}" for message in messages if not _SAID_BETTER.match(message)
        )
    )
