"""Which font serves each face, and what a page was really set in.

A face (仿宋, 黑体 …) is a stack of families in the theme's layout. The first one that is at hand
serves it; those after it set what it has no glyph for. Letters, digits and signs may come from any
family of the stack, because faces are drawn that way; a Han character from another family than the
serving one is a substitute.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render.css import escape_string
from bulletinc.render.formats.pdf.faces import ServedFace, Substitute
from bulletinc.render.formats.pdf.weasyprint import library
from bulletinc.text.characters import HAN
from bulletinc.theme import Theme

_HAN = re.compile(f"[{HAN}]")
_UNSET = re.compile(r"\s|[\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NO_SYSTEM_FONTS = Path(__file__).with_name("fonts.conf")
_environment = threading.Lock()


@cache
def configuration(theme: Theme, shipped_fonts: bool) -> Any:
    """WeasyPrint's font configuration with the theme's fonts in it, made once.

    With ``shipped_fonts`` the machine's fonts are not in it. Raises :class:`BulletinError` for a
    font file of the theme that cannot be used.
    """
    weasyprint = library.weasyprint()
    with _environment:
        before = os.environ.get("FONTCONFIG_FILE")
        if shipped_fonts:
            os.environ["FONTCONFIG_FILE"] = str(_NO_SYSTEM_FONTS)
        try:
            made = weasyprint.text.fonts.FontConfiguration()
        finally:
            if shipped_fonts:
                del os.environ["FONTCONFIG_FILE"]
                if before is not None:
                    os.environ["FONTCONFIG_FILE"] = before
    addresses = {f"theme:{number}": path for number, path in enumerate(theme.fonts.values())}
    rules = "".join(
        f'@font-face {{ font-family: "{escape_string(family)}"; src: url("{address}") }}'
        for family, address in zip(theme.fonts, addresses, strict=True)
    )
    with library.collect_messages() as messages:
        weasyprint.CSS(
            string=rules,
            font_config=made,
            url_fetcher=library.make_fetcher(
                {address: files.read(path) for address, path in addresses.items()}
            ),
        )
    for family, path in theme.fonts.items():
        if any(repr(family) in message for message in messages):
            raise BulletinError(
                _("{path}: this font file cannot be used.").format(path=path),
                _("Use an intact TTF or OTF file."),
            )
    return made


@cache
def served(theme: Theme, shipped_fonts: bool) -> tuple[ServedFace, ...]:
    """For each face of the theme, what serves it here. A face that nothing serves is left out."""
    made = configuration(theme, shipped_fonts)
    return tuple(
        filter(
            None,
            (
                _served(made, theme, face, tuple(stack))
                for face, stack in theme.layout["faces"].items()
            ),
        )
    )


def _served(made: Any, theme: Theme, face: str, stack: tuple[str, ...]) -> ServedFace | None:
    for number, family in enumerate(stack):
        if file := _file_of(made, family):
            own = theme.fonts.get(family)
            return ServedFace(face, family, own or file, own is not None, stack[:number])
    return None


def _file_of(made: Any, family: str) -> Path | None:
    """The file of an installed family, or ``None``."""
    from weasyprint.text.ffi import ffi, fontconfig

    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    fontconfig.FcConfigSubstitute(made._config, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    found = fontconfig.FcFontMatch(made._config, pattern, ffi.new("FcResult *"))
    if found == ffi.NULL:
        return None
    match = ffi.gc(found, fontconfig.FcPatternDestroy)
    text = ffi.new("FcChar8 **")
    number = 0
    while fontconfig.FcPatternGetString(match, b"family", number, text) == 0:
        if ffi.string(text[0]).decode().casefold() == family.casefold():
            fontconfig.FcPatternGetString(match, b"file", 0, text)
            return Path(os.fsdecode(ffi.string(text[0])))
        number += 1
    return None


def substitutes(layout: Any, theme: Theme, shipped_fonts: bool) -> tuple[Substitute, ...]:
    """The characters that are not set in the face they should be, each once a face.

    ``layout`` has to be written before: only then is known which font drew what.
    """
    drawn: dict[str, set[str]] = {}
    for font in layout.fonts.values():
        drawn.setdefault(font.family, set()).update(
            "".join(text for glyph, text in font.to_unicode.items() if glyph < font.glyph_count)
        )
    found: dict[tuple[str, str], Substitute] = {}
    serving = {
        tuple(theme.layout["faces"][server.face]): server for server in served(theme, shipped_fonts)
    }
    for box, _class in _texts(layout):
        text, stack = box.text, tuple(box.style["font_family"])
        server = serving.get(stack)
        if server is None:
            continue
        strange = set(text) - drawn.get(server.family, set())
        for character in sorted(strange, key=text.index):
            if _UNSET.match(character) or (server.face, character) in found:
                continue
            by = next(
                (family for family in (*stack, *drawn) if character in drawn.get(family, ())), None
            )
            if by is None or _HAN.match(character) or by not in stack:
                found[server.face, character] = Substitute(
                    character, server.face, by, text, text.index(character)
                )
    return tuple(found.values())


def faces_by_class(layout: Any, theme: Theme) -> dict[str, tuple[str, ...]]:
    """The faces that each class of element is set in, by the nearest class around a text.

    The class "" is outside the page's text: the page number.
    """
    faces = {tuple(stack): face for face, stack in theme.layout["faces"].items()}
    found: dict[str, dict[str, None]] = {}
    for box, around in _texts(layout):
        if box.text.strip() and (face := faces.get(tuple(box.style["font_family"]))):
            found.setdefault(around, {})[face] = None
    return {name: tuple(used) for name, used in found.items()}


def _texts(layout: Any) -> Iterator[tuple[Any, str]]:
    """Every text box of the pages, in order, with the nearest class around it."""
    for page in layout.pages:
        waiting = [(page._page_box, "")]
        while waiting:
            box, around = waiting.pop()
            if box.element is not None:
                around = (box.element.get("class") or around).partition(" ")[0]
            if hasattr(box, "pango_layout"):
                yield box, around
            waiting.extend((child, around) for child in reversed(getattr(box, "children", ())))
