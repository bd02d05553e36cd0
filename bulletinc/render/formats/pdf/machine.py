"""What of a machine shows in a PDF: the libraries under WeasyPrint, and the fonts that fontconfig has to serve.

Two machines whose answers here are the same set the same page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bulletinc.render.formats.pdf import engine, faces
from bulletinc.theme import Theme


@cache
def libraries() -> Mapping[str, str]:
    """The version of each library. Raises :class:`BulletinError` where WeasyPrint cannot work (without Pango)."""
    engine.weasyprint()
    from weasyprint.text.ffi import harfbuzz, pango

    major, rest = divmod(pango.pango_version(), 10_000)
    return {
        "Pango": f"{major}.{rest // 100}.{rest % 100}",
        "HarfBuzz": _version(harfbuzz.hb_version_atleast),
    }


def _version(at_least: Callable[..., int]) -> str:
    """The version of a library that only tells whether it is as new as another."""
    found = [0, 0, 0]
    for place in range(3):
        while at_least(*found[:place], found[place] + 1, *[0] * (2 - place)):
            found[place] += 1
    return ".".join(map(str, found))


def fonts(theme: Theme) -> Mapping[str, str]:
    """What serves each face of a theme here, by family and content; and all fonts that may help out, with the settings that choose.

    Raises :class:`BulletinError` for a font of the theme that cannot be used.
    """
    served = {
        each.face: f"{each.family} {_content(each.file)}"
        for each in faces.served(theme, shipped_fonts=False)
    }
    return {
        **dict.fromkeys(theme.layout["faces"], ""),
        **served,
        **_others(faces.configuration(theme, shipped_fonts=False)),
    }


@cache
def _others(configuration: Any) -> Mapping[str, str]:
    from weasyprint.text.ffi import ffi, fontconfig

    config = configuration._config
    text = ffi.new("FcChar8 **")

    def value(pattern: Any, name: bytes) -> str:
        return (
            os.fsdecode(ffi.string(text[0]))
            if fontconfig.FcPatternGetString(pattern, name, 0, text) == 0
            else ""
        )

    def known() -> Iterator[str]:
        found = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
        for pattern in found.fonts[0 : found.nfont] if found != ffi.NULL else ():
            yield f"{value(pattern, b'family')} {value(pattern, b'style')} {_size(value(pattern, b'file'))}"

    def told() -> Iterator[str]:
        paths = fontconfig.FcConfigGetConfigFiles(config)
        while (path := fontconfig.FcStrListNext(paths)) != ffi.NULL:
            name = os.fsdecode(ffi.string(path))
            yield f"{Path(name).name} {_content(Path(name))}"

    return {"fonts": _digest(known()), "fontconfig": _digest(told())}


@cache
def _content(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()[:8]
    except OSError:
        return ""


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _digest(lines: Iterator[str]) -> str:
    """How many lines there are, and a hash of them, whatever their order."""
    found = sorted(lines)
    return f"{len(found)} ({sha256(os.fsencode(chr(10).join(found))).hexdigest()[:8]})"
