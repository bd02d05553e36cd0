"""The fonts that Typst finds: which serves each face of a theme, and all of the machine's.

Typst knows a font by the name inside its file; a theme may call it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render.formats.pdf.faces import ServedFace
from bulletinc.render.formats.pdf.typst import compiling
from bulletinc.render.formats.pdf.typst.font_characters import characters
from bulletinc.theme import Theme

_REGULAR = 400  # weight


class Font(NamedTuple):
    """A font by the name inside its file; ``number`` is its place in a collection."""

    family: str
    path: Path
    number: int


@cache
def _fonts(theme: Theme, shipped_fonts: bool) -> Mapping[str, Font]:
    """The fonts by family, in small letters: of each the plainest one, the theme's before others.

    A font of the theme is there by the theme's name for it, too. Raises :class:`BulletinError` for
    one that cannot be used.
    """
    found = [font for font in compiling.fonts(theme, shipped_fonts).fonts() if font.path]
    found.sort(key=lambda font: (font.style != "normal", abs(font.weight - _REGULAR)), reverse=True)
    known = [Font(font.family, Path(font.path), font.index) for font in found]
    by_path = {font.path: font for font in known}
    for path in theme.fonts.values():
        if path not in by_path:
            raise BulletinError(
                _("{path}: this font file cannot be used.").format(path=path),
                _("Use an intact TTF or OTF file."),
            )
    own = {name: by_path[path] for name, path in theme.fonts.items()}
    named = [*((font.family, font) for font in (*known, *own.values())), *own.items()]
    return {family.casefold(): font for family, font in named}


def font_of(family: str, theme: Theme, shipped_fonts: bool) -> Font | None:
    """The font of a family, by the name inside it or the theme's."""
    return _fonts(theme, shipped_fonts).get(family.casefold())


def characters_of(family: str, theme: Theme, shipped_fonts: bool) -> frozenset[int]:
    """The code points that a family has; none for one that is not at hand."""
    font = font_of(family, theme, shipped_fonts)
    return characters(font.path, font.number) if font else frozenset()


@cache
def families(theme: Theme, shipped_fonts: bool) -> tuple[str, ...]:
    """All families at hand, the theme's own first."""
    known = _fonts(theme, shipped_fonts)
    own = [known[family.casefold()] for family in theme.fonts if family.casefold() in known]
    return tuple(dict.fromkeys(font.family for font in (*own, *sorted(known.values()))))


@cache
def stacks(theme: Theme, shipped_fonts: bool) -> Mapping[str, list[str]]:
    """The families of each face that are at hand; all of the theme's where none is."""
    found = {}
    for face, stack in theme.layout["faces"].items():
        known = [font_of(family, theme, shipped_fonts) for family in stack]
        found[face] = [font.family for font in known if font] or list(stack)
    return found


@cache
def served(theme: Theme, shipped_fonts: bool) -> tuple[ServedFace, ...]:
    """For each face of the theme, what serves it. A face that nothing serves is left out."""
    found = []
    for face, stack in theme.layout["faces"].items():
        for number, family in enumerate(stack):
            if font := font_of(family, theme, shipped_fonts):
                shipped = family in theme.fonts
                found.append(ServedFace(face, family, font.path, shipped, tuple(stack[:number])))
                break
    return tuple(found)


@cache
def installed() -> Mapping[str, str]:
    """All fonts of the machine, by name and size."""
    lines = sorted(
        f"{font.family} {font.style} {font.weight} {Path(font.path).stat().st_size}"
        for font in compiling.installed_fonts()
        if font.path
    )
    return {"fonts": f"{len(lines)} ({sha256(chr(10).join(lines).encode()).hexdigest()[:8]})"}


@cache
def places() -> tuple[str, ...]:
    """The folders that the fonts of the machine lie in."""
    paths = (font.path for font in compiling.installed_fonts() if font.path)
    return tuple(sorted({str(Path(path).parent) for path in paths}))
