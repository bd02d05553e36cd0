"""The engine Typst: it sets the page from the tree, by the ``page.typ`` of the official theme.

Invariant: the same document, draft and fonts give the same bytes; neither the clock nor the folder
is in them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bulletinc.errors import BulletinError
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats.pdf.faces import Inspection, ServedFace
from bulletinc.render.formats.pdf.typst import compiling, fonts, marking
from bulletinc.render.formats.pdf.typst.page_data import page_data
from bulletinc.resources import template_folder
from bulletinc.syntax import Document
from bulletinc.text.source import Source
from bulletinc.theme import OFFICIAL, Theme

TITLE = "Typst"
RANK = 2

_PAGE = "page.typ"


def problem() -> BulletinError | None:
    """Why it cannot work here (not installed), if so."""
    try:
        compiling.typst()
    except BulletinError as error:
        return error
    return None


def render(document: Document, context: RenderContext) -> Rendered:
    """The PDF of a document. Raises :class:`BulletinError` where Typst is not installed."""
    inputs = _inputs(document, context)
    with TemporaryDirectory(prefix="bulletinc-") as name:
        folder = Path(name)
        inputs |= _pictures(context, folder)
        data = compiling.compile_page(
            _source(),
            inputs,
            context.theme,
            shipped_fonts=context.options.shipped_fonts,
            folder=folder,
        )
    return Rendered(marking.mark(data))


def _inputs(document: Document, context: RenderContext) -> dict[str, str]:
    stacks = fonts.stacks(context.theme, context.options.shipped_fonts)
    data = (context.source or Source("")).data
    try:
        content: str | list[int] = data.decode()
    except UnicodeDecodeError:
        content = list(data)
    draft = {"name": marking.base_name(context.draft), "content": content}
    return {
        "page": json.dumps(page_data(document, context), ensure_ascii=False),
        "faces": json.dumps(stacks, ensure_ascii=False),
        "draft": json.dumps(draft, ensure_ascii=False),
    }


def _pictures(context: RenderContext, folder: Path) -> dict[str, str]:
    """Put the pictures where Typst may read them, and tell their names."""
    found: dict[str, str] = {}
    for each in context.pictures.values():
        found[f"picture-{each.number}"] = name = f"/picture-{each.number}"
        (folder / name[1:]).write_bytes(each.data)
    if context.theme.picture:
        found["picture"] = "/picture"
        (folder / "picture").write_bytes(context.theme.picture)
    return found


@cache
def _source() -> str:
    official = (template_folder(OFFICIAL) / _PAGE).read_text(encoding="utf-8")
    return f"{official}\n#show: _ => page-of((:))\n"


def inspect(document: Document, context: RenderContext) -> Inspection:
    """What the PDF of a document would be set in."""
    del document
    return Inspection({}, served(context.theme, context.options.shipped_fonts), ())


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
