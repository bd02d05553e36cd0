"""What an output depends on beside its draft: the program, the theme, the options, and the fonts of the machine.

All of it is told by looking, nothing is loaded: names, sizes and times of files.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

import bulletinc
from bulletinc.batch.cache import fingerprint
from bulletinc.options import BuildOptions
from bulletinc.project import Project
from bulletinc.resources import kinds_folder, template_folder
from bulletinc.theme import theme_files

_SET_IN_FONTS = {
    "pdf"
}  # formats whose bytes depend on the fonts of the machine; the others name families alone
_OF_A_THEME = (".j2", ".toml", ".ttf", ".otf", ".ttc", ".png", ".jpg", ".jpeg")
_FONT_FOLDER = re.compile(r'<dir(?:\s+prefix="(\w+)")?[^>]*>([^<]+)</dir>')
_FORM = 3  # of what is built here; another number has all drafts built again


def theme_for(project: Project, chosen: str | os.PathLike[str] | None) -> str | None:
    """The name or folder of the theme that drafts of a project are set by, if one is chosen or the project has one."""
    if chosen is not None:
        return os.fspath(chosen)
    if not project.theme or project.folder is None:
        return None
    return (
        project.theme if project.theme in _shipped_themes() else str(project.folder / project.theme)
    )


def of_outputs(options: BuildOptions) -> Mapping[str, str]:
    """For each format asked for, a fingerprint of all that it depends on besides the draft."""
    theme: object = options.theme
    if options.theme is not None and options.theme not in _shipped_themes():
        files = theme_files(Path(os.path.abspath(options.theme)))
        theme = [_look(file) for file in files if file.suffix.lower() in _OF_A_THEME]
    asked = {**asdict(options), "formats": None, "theme": theme}
    always = (_FORM, bulletinc.__version__, _program(), asked)
    fonts = None if options.shipped_fonts else _machine_fonts()
    return {
        name: fingerprint(*always, fonts if name in _SET_IN_FONTS else None)
        for name in options.formats
    }


def of_checks(project: Project, kind: str | None) -> str:
    """A fingerprint of all that the findings in a draft depend on, besides the draft."""
    return fingerprint(_FORM, bulletinc.__version__, _program(), kind, repr(project))


@cache
def _shipped_themes() -> frozenset[str]:
    return frozenset(entry.name for entry in template_folder("official").parent.iterdir())


@cache
def _program() -> list[object]:
    """What comes with the program and may be edited in a checkout, and which WeasyPrint there is."""
    from importlib.util import find_spec

    weasyprint = find_spec("weasyprint")
    origin = weasyprint.origin if weasyprint else None
    shipped = (template_folder("official").parent, kinds_folder().parent)
    return [origin and _look(origin), *(_files(str(folder)) for folder in shipped)]


@cache
def _machine_fonts() -> list[object]:
    """The state of the folders that hold fonts, and of what tells fontconfig of them. A folder changes with the names in it."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    named = os.environ.get("FONTCONFIG_FILE")
    places = Path(os.environ.get("FONTCONFIG_PATH") or "/etc/fonts")
    told = (
        [Path(named)]
        if named
        else [places / "fonts.conf", places / "local.conf", config / "fontconfig/fonts.conf"]
    )
    folders = {
        "darwin": [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"],
        "win32": [
            Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ],
    }.get(sys.platform, [])
    for file in told:
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        for prefix, name in _FONT_FOLDER.findall(text):
            folders.append(
                {"xdg": data, "relative": file.parent}.get(prefix, Path())
                / Path(name.strip()).expanduser()
            )
    trees = [sorted(_folders(os.path.abspath(folder))) for folder in folders]
    return [
        *map(_look, told),
        *([] if named else [_files(str(places / "conf.d")), _files(str(config / "fontconfig"))]),
        *trees,
    ]


def _folders(top: str) -> Iterator[tuple[object, ...]]:
    """A folder and those below it, each with the time when a name in it last changed."""
    for place, _subfolders, _names in os.walk(top):
        yield _look(place)


def _files(top: str, suffixes: tuple[str, ...] = ("",)) -> list[tuple[object, ...]]:
    found = []
    for place, subfolders, names in os.walk(top):
        subfolders[:] = [name for name in subfolders if not name.startswith((".", "__"))]
        found += [
            _look(os.path.join(place, name)) for name in names if name.lower().endswith(suffixes)
        ]
    return sorted(found, key=str)


def _look(path: str | Path) -> tuple[object, ...]:
    """A file by its name, size in bytes and time of change in ns; by its name alone where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return (str(path),)
    return (str(path), status.st_size, status.st_mtime_ns)
