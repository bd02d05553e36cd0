"""The fonts that Typst finds: which serves each face of a theme, and all of the machine's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from bulletinc.render.formats.pdf.faces import ServedFace
from bulletinc.render.formats.pdf.typst import compiling
from bulletinc.theme import Theme


@cache
def _files(theme: Theme, shipped_fonts: bool) -> Mapping[str, Path]:
    """The files by the names of their families, in small letters."""
    found = {
        font.family.casefold(): Path(font.path)
        for font in compiling.fonts(theme, shipped_fonts).fonts()
        if font.path
    }
    return found | {family.casefold(): path for family, path in theme.fonts.items()}


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
                found.append(ServedFace(face, family, file, shipped, tuple(stack[:number])))
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
