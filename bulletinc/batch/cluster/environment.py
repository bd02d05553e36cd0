"""What makes the pages of a machine what they are, beside the draft: where two machines agree in it, they make the same bytes of it."""

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
from bulletinc.compiler import BuildRequest, pages
from bulletinc.i18n import _
from bulletinc.kinds import load_kinds
from bulletinc.options import BuildOptions
from bulletinc.render.sample import SAMPLE
from bulletinc.resources import kinds_folder, template_folder
from bulletinc.theme import load_theme

Environment = Mapping[str, str]

_OF_EACH = ("jinja2", "lark", "markupsafe", "rjieba")  # libraries that show in a page of any format
_OF_PDF = (
    "cssselect2",
    "fonttools",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)


@cache
def of(options: BuildOptions) -> Environment:
    """The traits of this machine that show in what is made by these options.

    Raises BulletinError for a theme that cannot be used, and where PDF is asked for and cannot be made here.
    """
    found = {**_program(), **_libraries(_OF_EACH)}
    if "pdf" in options.formats:
        from bulletinc.render.formats.pdf import machine

        found |= {**_libraries(_OF_PDF), **machine.libraries()}
        if not options.shipped_fonts:
            themes = sorted({kind.theme for kind in load_kinds()})
            for theme in themes if options.theme is None else [options.theme]:
                found |= machine.fonts(load_theme(theme))
    return found | {"sample": _sample(replace(options, kind=None, theme=None, strict_fonts=False))}


def differences(ours: Environment, theirs: Environment) -> dict[str, str]:
    """Their traits that are not as ours; an empty one for what they have not."""
    return {
        name: theirs.get(name, "")
        for name in sorted({*ours, *theirs})
        if ours.get(name, "") != theirs.get(name, "")
    }


def named(trait: str) -> str:
    """What a trait is called in a message: a product by its own name."""
    return {
        "fonts": _("the fallback fonts"),
        "fontconfig": _("the settings of fontconfig"),
        "sample": _("a sample page"),
        "xiaobiaosong": "小标宋",
        "fangsong": "仿宋",
        "heiti": "黑体",
        "kaiti": "楷体",
        "songti": "宋体",
    }.get(trait, trait)


@cache
def _sample(options: BuildOptions) -> str:
    """A hash of a short page of the official theme: any other difference between machines would show there."""
    made = pages(BuildRequest("sample", SAMPLE.encode(), Path(), options)).outputs
    return sha256(b"".join(made[name] for name in options.formats)).hexdigest()[:8]


@cache
def _program() -> Environment:
    found = sha256()
    parts = (
        (Path(bulletinc.__file__).parent, ".py"),
        (kinds_folder().parent, ""),
        (template_folder("official").parent, ""),
    )
    for number, (folder, suffix) in enumerate(parts):
        for path in sorted(_files(folder, suffix)):
            found.update(
                f"{number} {path.relative_to(folder).as_posix()} {sha256(path.read_bytes()).hexdigest()}\n".encode()
            )
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "Python": f"{python}, Unicode {unicodedata.unidata_version}, zlib {zlib.ZLIB_RUNTIME_VERSION}",
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


@cache
def _libraries(names: tuple[str, ...]) -> Environment:
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
