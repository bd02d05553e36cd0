"""The page as PDF, set by WeasyPrint; nothing is fetched but the theme's files.

Invariant: the same page, draft and fonts give the same bytes; neither the clock nor the folder is
in them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bulletinc.i18n import _, ngettext
from bulletinc.render import Page, RenderContext, Rendered
from bulletinc.render.formats.pdf import archive, engine, faces, foot, grid
from bulletinc.render.formats.pdf.breaks import add_break_places, remove_break_places
from bulletinc.text.source import Source
from bulletinc.theme import Theme

INPUT = "html"
SUFFIX = ".pdf"
USES_FONTS = True
LIBRARIES = (
    "cssselect2",
    "fonttools",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)

_METADATA = re.compile(rb"/Subtype /XML/Filter /FlateDecode/Length \d+>>\nstream\n")
_METADATA_BYTES = 16384  # compressed; ours has under 1000
_MADE_BY = b"<xmp:CreatorTool>bulletinc</xmp:CreatorTool>"

_MOST_PASSES = 3  # until all tables have found their margins: one may move another to a new page
_CHARACTERS_NAMED = 8  # in a note; the others are counted
# What WeasyPrint logs of missing characters, which our own notes say better.
_SAID_BETTER = re.compile(r"\.notdef glyph rendered|Too many glyphs missing")


def render(made: Rendered, context: RenderContext) -> Rendered:
    """The PDF of a page.

    ``substitutes`` are about characters set in another face than they should be, or in none.
    Raises :class:`BulletinError` where WeasyPrint cannot work (without Pango), and for a theme's
    font that is none.
    """
    source = context.source or Source("")
    with engine.collect_messages() as messages:
        layout = lay_out(made, context)
        data = archive.write(layout, context.draft, source.data)
    found = faces.substitutes(layout, context.theme, context.options.shipped_fonts)
    return Rendered(data, _notes(messages), tuple(_substitute_notes(found, context.source)))


def is_own(data: bytes) -> bool:
    """Whether it is a PDF of ours, by the program that its metadata name."""
    return any(_MADE_BY in _unpack(data, found.end()) for found in _METADATA.finditer(data))


def _unpack(data: bytes, start: int) -> bytes:
    """The beginning of a compressed stream; nothing where it is damaged."""
    try:
        return zlib.decompressobj().decompress(data[start : start + _METADATA_BYTES])
    except zlib.error:
        return b""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a page is set in.

    ``elements`` has the faces of each class of element, ``served`` what serves each face, and
    ``substitutes`` says who stands in for it where.
    """

    elements: Mapping[str, tuple[str, ...]]
    served: tuple[faces.ServedFace, ...]
    substitutes: tuple[str, ...]


def inspect(made: Rendered, context: RenderContext) -> Inspection:
    """What the PDF of a page would be set in."""
    layout = lay_out(made, context)
    with engine.collect_messages():
        archive.write(layout, "", b"")
    found = faces.substitutes(layout, context.theme, context.options.shipped_fonts)
    return Inspection(
        faces.faces_by_class(layout, context.theme),
        faces.served(context.theme, context.options.shipped_fonts),
        tuple(_substitute_notes(found, context.source)),
    )


def lay_out(made: Rendered, context: RenderContext) -> Any:
    """The pages as WeasyPrint lays them out, everything in its place, not yet written."""
    page = made.page or Page(made.data.decode())
    lines = context.theme.layout["grid"]["lines"]
    html = engine.weasyprint().HTML(
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
    return engine.weasyprint().CSS(string=css, font_config=fonts, url_fetcher=_fetcher(theme))


def _fetcher(theme: Theme, pictures: Mapping[str, bytes] | None = None) -> Any:
    image = theme.image()
    return engine.make_fetcher({**(dict([image]) if image else {}), **(pictures or {})})


def _notes(messages: Sequence[str]) -> tuple[str, ...]:
    """What WeasyPrint logged, each message once."""
    return tuple(
        dict.fromkeys(
            f"WeasyPrint: {message}" for message in messages if not _SAID_BETTER.match(message)
        )
    )


def _substitute_notes(found: Iterable[faces.Substitute], source: Source | None) -> Iterable[str]:
    """One note for the characters that no font has, one for each face and who stands in for it."""
    groups: dict[tuple[str, str | None], list[faces.Substitute]] = {}
    for each in found:
        groups.setdefault(("" if each.by is None else each.face, each.by), []).append(each)
    for (face, family), group in groups.items():
        named = _(", ").join(_named(each, source) for each in group[:_CHARACTERS_NAMED])
        more = len(group) - _CHARACTERS_NAMED
        named += _(" and {count} more").format(count=more) if more > 0 else ""
        if family is None:
            yield ngettext(
                (
                    "No font has this character: the PDF shows an empty box instead, "
                    "and is not PDF/A: {characters}"
                ),
                (
                    "No font has these characters: the PDF shows empty boxes instead, "
                    "and is not PDF/A: {characters}"
                ),
                len(group),
            ).format(characters=named)
        else:
            yield ngettext(
                "{face} does not have this character, {family} sets it: {characters}",
                "{face} does not have these characters, {family} sets them: {characters}",
                len(group),
            ).format(face=faces.FACES[face], family=family, characters=named)


def _named(each: faces.Substitute, source: Source | None) -> str:
    place = each.place(source)
    if source is None or place is None:
        return f"{each.character} (U+{ord(each.character):04X})"
    return _("{character} (U+{code:04X}, line {line})").format(
        character=each.character, code=ord(each.character), line=source.position(place).line
    )
