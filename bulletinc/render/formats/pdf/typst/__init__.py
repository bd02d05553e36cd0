"""The engine Typst: it sets the page from the tree, by the ``page.typ`` of the official theme.

Invariant: the same document, draft and fonts give the same bytes; neither the clock nor the folder
is in them.
"""

from __future__ import annotations

from collections.abc import Mapping

from bulletinc.errors import BulletinError
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats.pdf.faces import Inspection, ServedFace, substitute_notes
from bulletinc.render.formats.pdf.typst import compiling, fonts
from bulletinc.render.formats.pdf.typst.page import TypstPage
from bulletinc.syntax import Document
from bulletinc.theme import Theme

TITLE = "Typst"
RANK = 2


def problem() -> BulletinError | None:
    """Why it cannot work here (not installed), if so."""
    try:
        compiling.typst()
    except BulletinError as error:
        return error
    return None


def render(document: Document, context: RenderContext) -> Rendered:
    """The PDF of a document. Raises :class:`BulletinError` where Typst is not installed."""
    page = TypstPage(document, context)
    stacks = page.find_stacks()
    notes = substitute_notes(stacks.substitutes, context.source)
    return Rendered(page.compile(stacks), substitutes=tuple(notes))


def load(document: Document, context: RenderContext) -> None:
    """Load library, fonts and page; nothing is set, because Typst begins threads for that."""
    compiling.typst()
    TypstPage(document, context).find_stacks()


def inspect(document: Document, context: RenderContext) -> Inspection:
    """What the PDF of a document would be set in."""
    page = TypstPage(document, context)
    found: dict[str, dict[str, None]] = {}
    for part, face in page.ask({"inspect": ""}):
        found.setdefault(part, {})[face] = None
    substitutes = page.find_stacks().substitutes
    return Inspection(
        {part: tuple(faces) for part, faces in found.items()},
        served(context.theme, context.options.shipped_fonts),
        tuple(substitute_notes(substitutes, context.source)),
    )


def served(theme: Theme, shipped_fonts: bool) -> tuple[ServedFace, ...]:
    """For each face of the theme, what serves it here. A face that nothing serves is left out."""
    return fonts.served(theme, shipped_fonts)


def libraries() -> Mapping[str, str]:
    """Nothing: all that it needs is in its distribution."""
    return {}


def installed_fonts() -> Mapping[str, str]:
    """All fonts of the machine that it may use, by content."""
    return fonts.installed()


def font_places() -> tuple[str, ...]:
    """The folders whose state changes whenever a font of the machine does."""
    return fonts.places()
