"""The page as PDF: WeasyPrint lays out the HTML, whose stylesheet is all it needs; nothing is fetched but the theme's files.

Invariant: the same HTML, draft and fonts give the same bytes; neither the clock nor the folder is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from bulletinc.i18n import _, ngettext
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats.pdf import archive, engine, faces, foot, grid
from bulletinc.render.formats.pdf.breaks import breakable, unbroken
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

_STYLE = re.compile(r'<style>(.*?)</style>|<style class="browser">.*?</style>', re.DOTALL)
_CHARACTERS_NAMED = 8  # in a note; the others are counted
_AFTERMATH = re.compile(
    r"\.notdef glyph rendered|Too many glyphs missing"
)  # of missing characters, which faces tell better


def render(html: bytes, context: RenderContext) -> Rendered:
    """The PDF of a page. ``substitutes`` tell of characters set in another face than they should be, or in none.

    Raises :class:`BulletinError` where WeasyPrint cannot work (without Pango), and for a theme's font that is none.
    """
    source = context.source or Source("")
    with engine.listening() as messages:
        document = laid_out(html, context)
        data = archive.write(document, context.draft, source.data)
    found = faces.substitutes(document, context.theme, context.options.shipped_fonts)
    return Rendered(data, _notes(messages), tuple(_substitute_notes(found, context.source)))


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a page is set in: the faces of each class of element, what serves each face, and who stands in for it where."""

    elements: Mapping[str, tuple[str, ...]]
    served: tuple[faces.Served, ...]
    substitutes: tuple[str, ...]


def inspect(html: bytes, context: RenderContext) -> Inspection:
    """What a page would be set in, by context it."""
    document = laid_out(html, context)
    with engine.listening():
        archive.write(document, "", b"")
    found = faces.substitutes(document, context.theme, context.options.shipped_fonts)
    return Inspection(
        faces.elements(document, context.theme),
        faces.served(context.theme, context.options.shipped_fonts),
        tuple(_substitute_notes(found, context.source)),
    )


def laid_out(html: bytes, context: RenderContext) -> Any:
    """The pages as WeasyPrint's document, everything in its place, not yet written."""
    lines = context.theme.layout["grid"]["lines"]
    rest, styles = _without_styles(html.decode())
    page = engine.weasyprint().HTML(string=breakable(rest), url_fetcher=_fetcher(context.theme))
    document = _rendered(page, styles, context)
    if height := grid.missing_height(document, lines):
        document = _rendered(page, [*styles, f".name {{ min-height: {height} }}"], context)
    foot.settle(document, lines)
    for leaf in document.pages:
        leaf.bookmarks = [
            (level, unbroken(label), target, state)
            for level, label, target, state in leaf.bookmarks
        ]
    return document


def _rendered(page: Any, styles: Iterable[str], context: RenderContext) -> Any:
    return page.render(
        font_config=faces.configuration(context.theme, context.options.shipped_fonts),
        stylesheets=[
            _stylesheet(style, context.theme, context.options.shipped_fonts) for style in styles
        ],
        **archive.RENDER_OPTIONS,
    )


def _without_styles(html: str) -> tuple[str, list[str]]:
    """A page without its stylesheets, and those that are not for browsers: the same for every page of a theme, and parsed once."""
    head, mark, rest = html.partition("</head>")
    return _STYLE.sub("", head) + mark + rest, [style for style in _STYLE.findall(head) if style]


@lru_cache(maxsize=8)
def _stylesheet(css: str, theme: Theme, shipped_fonts: bool) -> Any:
    fonts = faces.configuration(theme, shipped_fonts)
    return engine.weasyprint().CSS(string=css, font_config=fonts, url_fetcher=_fetcher(theme))


@cache
def _fetcher(theme: Theme) -> Any:
    image = theme.image()
    return engine.fetcher(dict([image]) if image else {})


def _notes(messages: Sequence[str]) -> tuple[str, ...]:
    """What WeasyPrint logged, each message once."""
    return tuple(
        dict.fromkeys(
            f"WeasyPrint: {message}" for message in messages if not _AFTERMATH.match(message)
        )
    )


def _substitute_notes(found: Iterable[faces.Substitute], source: Source | None) -> Iterable[str]:
    """One note for the characters that no font has, and one for each face and the family that helped out."""
    groups: dict[tuple[str, str | None], list[faces.Substitute]] = {}
    for each in found:
        groups.setdefault(("" if each.by is None else each.face, each.by), []).append(each)
    for (face, family), group in groups.items():
        named = _(", ").join(_named(each, source) for each in group[:_CHARACTERS_NAMED])
        more = len(group) - _CHARACTERS_NAMED
        named += _(" and {count} more").format(count=more) if more > 0 else ""
        if family is None:
            yield ngettext(
                "No font has this character: the PDF shows an empty box instead, and is not PDF/A: {characters}",
                "No font has these characters: the PDF shows empty boxes instead, and is not PDF/A: {characters}",
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
