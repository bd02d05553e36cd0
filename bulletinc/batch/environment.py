"""What of this machine shows in pages, by content.

Machines that agree in all of it make the same bytes of a draft.

A cluster compares workers by it, and the build cache asks it whether anything has changed.
"""

from __future__ import annotations

import os
import platform
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import bulletinc
from bulletinc.batch.fingerprint import program_folders
from bulletinc.i18n import _
from bulletinc.kinds import load_kinds
from bulletinc.options import BuildOptions
from bulletinc.render import renderer
from bulletinc.render.sample import SAMPLE
from bulletinc.theme import Theme, load_theme

Environment = Mapping[str, str]


def of_format(name: str, options: BuildOptions) -> Environment:
    """What shows in one format.

    The program, libraries, and the fonts of the machine where they count.

    Raises BulletinError where the format cannot be made here.
    """
    made_by = renderer(name)
    found = {**_program(), **{library: _version(library) for library in made_by.LIBRARIES}}
    if made_by.USES_FONTS:
        from bulletinc.render.formats import pdf

        theme = load_theme() if options.theme is None else load_theme(options.theme)
        found |= pdf.libraries(options, theme)
        if not options.shipped_fonts:
            found |= pdf.engine(options, theme).installed_fonts()
    return found


@cache
def compared(options: BuildOptions) -> Environment:
    """All that machines are compared by: each format, what serves each face, and a sample page.

    Raises BulletinError for a theme that cannot be used, and for a format that cannot be made here.
    """
    found: dict[str, str] = {}
    for name in options.formats:
        found |= of_format(name, options)
    if not options.shipped_fonts and any(renderer(name).USES_FONTS for name in options.formats):
        themes = sorted({kind.theme for kind in load_kinds()})
        for theme in themes if options.theme is None else [options.theme]:
            found |= _served_fonts(options, load_theme(theme))
    return found | {"sample": _sample(replace(options, kind=None, theme=None, strict_fonts=False))}


def differences(ours: Environment, theirs: Environment) -> dict[str, str]:
    """What they have that is not as ours; an empty value for what they lack."""
    return {
        name: theirs.get(name, "")
        for name in sorted({*ours, *theirs})
        if ours.get(name, "") != theirs.get(name, "")
    }


def named(part: str) -> str:
    """What a part of an environment is called in a message: a product by its own name."""
    return {
        "engine": _("the page engine"),
        "fonts": _("the fallback fonts"),
        "fontconfig": _("the settings of fontconfig"),
        "sample": _("a sample page"),
        "xiaobiaosong": "小标宋",
        "fangsong": "仿宋",
        "heiti": "黑体",
        "kaiti": "楷体",
        "songti": "宋体",
    }.get(part, part)


def _served_fonts(options: BuildOptions, theme: Theme) -> Environment:
    """What serves each face of a theme here, by family and content; empty where nothing does."""
    from bulletinc.render.formats import pdf
    from bulletinc.render.formats.pdf.faces import short_hash

    served = pdf.served(options, theme)
    return {
        **dict.fromkeys(theme.layout["faces"], ""),
        **{each.face: f"{each.family} {short_hash(each.file)}" for each in served},
    }


@cache
def _sample(options: BuildOptions) -> str:
    """A hash of a short page of the official theme.

    Any other difference between machines would show there.
    """
    from bulletinc.compiler import BuildRequest, pages

    made = pages(BuildRequest("sample", SAMPLE.encode(), Path(), options)).outputs
    return sha256(b"".join(made[name] for name in options.formats)).hexdigest()[:8]


@cache
def _program() -> Environment:
    found = sha256()
    for number, (folder, suffix) in enumerate(program_folders()):
        for path in sorted(_files(folder, suffix)):
            name, content = path.relative_to(folder).as_posix(), sha256(path.read_bytes())
            found.update(f"{number} {name} {content.hexdigest()}\n".encode())
    python = ".".join(platform.python_version_tuple()[:2])
    tables = f"Unicode {unicodedata.unidata_version}, zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return {
        "Python": f"{python}, {tables}",
        "bulletinc": f"{bulletinc.__version__} ({found.hexdigest()[:8]})",
    }


def _files(top: Path, suffix: str) -> Iterator[Path]:
    for place, subfolders, names in os.walk(top):
        subfolders[:] = [name for name in subfolders if not name.startswith((".", "_"))]
        yield from (
            Path(place, name)
            for name in names
            if name.endswith(suffix) and not name.startswith(".")
        )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
