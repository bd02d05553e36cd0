"""The page as PDF, set by one of the engines in this room."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

from bulletinc.options import BuildOptions
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats.pdf.faces import Inspection, ServedFace
from bulletinc.render.formats.pdf.page_engine import PageEngine, engine_for
from bulletinc.syntax import Document
from bulletinc.theme import Theme

SUFFIX = ".pdf"
USES_FONTS = True
LIBRARIES = (
    "cssselect2",
    "fonttools",
    "jinja2",
    "markupsafe",
    "pillow",
    "pydyf",
    "pyphen",
    "rjieba",
    "tinycss2",
    "tinyhtml5",
    "typst",
    "weasyprint",
)

_METADATA = re.compile(rb"/Subtype ?/XML(?P<packed>/Filter /FlateDecode/Length \d+)?>>\nstream\n")
_METADATA_BYTES = 16384  # compressed; ours has under 1000
_MADE_BY = b"<xmp:CreatorTool>bulletinc</xmp:CreatorTool>"


def render(document: Document, context: RenderContext) -> Rendered:
    """The PDF of a document.

    ``substitutes`` are about characters set in another face than they should be, or in none.
    Raises :class:`BulletinError` where no engine can work, and for a theme's font that is none.
    """
    engine, remark = engine_for(context.options, context.theme)
    made = engine.render(document, context)
    return replace(made, remarks=(*made.remarks, remark)) if remark else made


def load(document: Document, context: RenderContext) -> None:
    """Load what setting such a document needs, so that a copy of this process can begin at once."""
    engine(context.options, context.theme).load(document, context)


def is_own(data: bytes) -> bool:
    """Whether it is a PDF of ours, by the program that its metadata name."""
    return any(
        _MADE_BY in _metadata(data, found.end(), packed=bool(found["packed"]))
        for found in _METADATA.finditer(data)
    )


def _metadata(data: bytes, start: int, *, packed: bool) -> bytes:
    """The beginning of a stream; nothing where it is damaged."""
    beginning = data[start : start + _METADATA_BYTES]
    try:
        return zlib.decompressobj().decompress(beginning) if packed else beginning
    except zlib.error:
        return b""


def inspect(document: Document, context: RenderContext) -> Inspection:
    """What the PDF of a document would be set in."""
    return engine_for(context.options, context.theme).engine.inspect(document, context)


def served(options: BuildOptions, theme: Theme) -> tuple[ServedFace, ...]:
    """For each face of the theme, what serves it here. A face that nothing serves is left out."""
    return engine(options, theme).served(theme, options.shipped_fonts)


def engine(options: BuildOptions, theme: Theme) -> PageEngine:
    """The engine that sets the pages of these options and this theme."""
    return engine_for(options, theme).engine


def libraries(options: BuildOptions, theme: Theme) -> Mapping[str, str]:
    """What shows in the bytes besides the format's distributions: the engine, what is under it."""
    chosen = engine(options, theme)
    return {"engine": chosen.TITLE, **chosen.libraries()}
