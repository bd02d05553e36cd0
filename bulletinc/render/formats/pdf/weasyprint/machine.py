"""What of a machine shows in a PDF.

The libraries under WeasyPrint, and the fonts that fontconfig has to serve.

Two machines whose answers here are the same set the same page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bulletinc.render.formats.pdf.faces import short_hash
from bulletinc.render.formats.pdf.weasyprint import library

_FONT_FOLDERS = (
    "FcStrList * FcConfigGetFontDirs (FcConfig *config);"  # WeasyPrint does not declare it
)


@cache
def libraries() -> Mapping[str, str]:
    """The version of each library.

    Raises :class:`BulletinError` where WeasyPrint cannot work (without Pango).
    """
    library.weasyprint()
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


@cache
def installed() -> Mapping[str, str]:
    """All fonts that fontconfig knows, and its settings that choose among them."""
    ffi, fontconfig, made = _fontconfig()
    text = ffi.new("FcChar8 **")

    def value(pattern: Any, name: bytes) -> str:
        found = fontconfig.FcPatternGetString(pattern, name, 0, text) == 0
        return os.fsdecode(ffi.string(text[0])) if found else ""

    def known() -> Iterator[str]:
        found = fontconfig.FcConfigGetFonts(made._config, fontconfig.FcSetSystem)
        for pattern in found.fonts[0 : found.nfont] if found != ffi.NULL else ():
            family, style = value(pattern, b"family"), value(pattern, b"style")
            yield f"{family} {style} {_size(value(pattern, b'file'))}"

    settings = (f"{Path(name).name} {short_hash(Path(name))}" for name in _setting_files())
    return {"fonts": _digest(known()), "fontconfig": _digest(settings)}


@cache
def font_places() -> tuple[str, ...]:
    """The files with the settings of fontconfig and the folders with its fonts, whether they exist
    or not.

    One of them changes its state whenever a font is added or removed.
    """
    _ffi, fontconfig, made = _fontconfig()
    return (*_setting_files(), *_names(fontconfig.FcConfigGetFontDirs(made._config)))


def _setting_files() -> list[str]:
    _ffi, fontconfig, made = _fontconfig()
    return _names(fontconfig.FcConfigGetConfigFiles(made._config))


def _names(found: Any) -> list[str]:
    """The names in a list of fontconfig's, which is used up by that."""
    ffi, fontconfig, _made = _fontconfig()
    names = []
    while (path := fontconfig.FcStrListNext(found)) != ffi.NULL:
        names.append(os.fsdecode(ffi.string(path)))
    return names


@cache
def _fontconfig() -> tuple[Any, Any, Any]:
    """The foreign function interface, fontconfig, and WeasyPrint's object with its configuration.

    Raises :class:`BulletinError` where WeasyPrint cannot work.
    """
    made = library.weasyprint().text.fonts.FontConfiguration()
    from weasyprint.text.ffi import ffi, fontconfig

    ffi.cdef(_FONT_FOLDERS, override=True)
    return ffi, fontconfig, made


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _digest(lines: Iterator[str]) -> str:
    """How many lines there are, and a hash of them, whatever their order."""
    found = sorted(lines)
    return f"{len(found)} ({sha256(os.fsencode(chr(10).join(found))).hexdigest()[:8]})"
