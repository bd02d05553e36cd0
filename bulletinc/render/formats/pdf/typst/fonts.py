"""The fonts that Typst finds: which serves each face of a theme, and all of the machine's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bulletinc.render.formats.pdf.faces import ServedFace
from bulletinc.render.formats.pdf.typst import compiling
from bulletinc.render.formats.pdf.typst.font_characters import characters
from bulletinc.theme import Theme

_REGULAR = 400  # weight


class _File(NamedTuple):
    """A file, and the number of the font in it."""

    path: Path
    index: int


@cache
def _files(theme: Theme, shipped_fonts: bool) -> Mapping[str, _File]:
    """The files by the names of their families, in small letters: of each its plainest font."""
    found = sorted(
        (font for font in compiling.fonts(theme, shipped_fonts).fonts() if font.path),
        key=lambda font: (font.style != "normal", abs(font.weight - _REGULAR)),
        reverse=True,
    )
    return {font.family.casefold(): _File(Path(font.path), font.index) for font in found} | {
        family.casefold(): _File(path, 0) for family, path in theme.fonts.items()
    }


def characters_of(family: str, theme: Theme, shipped_fonts: bool) -> frozenset[str]:
    """The characters that a family has; none for one that is not at hand."""
    file = _files(theme, shipped_fonts).get(family.casefold())
    return characters(file.path, file.index) if file else frozenset()


@cache
def families(theme: Theme, shipped_fonts: bool) -> tuple[str, ...]:
    """All families at hand, the theme's own first."""
    others = (font.family for font in compiling.fonts(theme, shipped_fonts).fonts())
    return tuple(dict.fromkeys((*theme.fonts, *sorted(others))))


@cache
def stacks(theme: Theme, shipped_fonts: bool) -> Mapping[str, list[str]]:
    """The families of each face that are at hand; all of the theme's where none is."""
    files = _files(theme, shipped_fonts)
    return {
        face: [family for family in stack if family.casefold() in files] or list(stack)
        for face, stack in theme.layout["faces"].items()
    }


@cache
def served(theme: Theme, shipped_fonts: bool) -> tuple[ServedFace, ...]:
    """For each face of the theme, what serves it. A face that nothing serves is left out."""
    files = _files(theme, shipped_fonts)
    found = []
    for face, stack in theme.layout["faces"].items():
        for number, family in enumerate(stack):
            if file := files.get(family.casefold()):
                shipped = family in theme.fonts
                found.append(ServedFace(face, family, file.path, shipped, tuple(stack[:number])))
                break
    return tuple(found)


@cache
def installed() -> Mapping[str, str]:
    """All fonts of the machine, by name and size."""
    known = compiling.typst().Fonts(include_system_fonts=True, include_embedded_fonts=False)
    lines = sorted(
        f"{font.family} {font.style} {font.weight} {Path(font.path).stat().st_size}"
        for font in known.fonts()
        if font.path
    )
    return {"fonts": f"{len(lines)} ({sha256(chr(10).join(lines).encode()).hexdigest()[:8]})"}


@cache
def places() -> tuple[str, ...]:
    """The folders that the fonts of the machine lie in."""
    known = compiling.typst().Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return tuple(sorted({str(Path(font.path).parent) for font in known.fonts() if font.path}))
