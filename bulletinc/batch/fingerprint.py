"""Of what an output depends besides its draft.

The options, the theme, the program, and the fonts of the machine.

To find this out by content takes a second where PDF is made. So the state of the files that it was
found by is kept with it: as long as that is the same, nothing is asked again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import bulletinc
from bulletinc.batch.records import Fingerprints, hash_of, hash_of_values
from bulletinc.options import BuildOptions
from bulletinc.project import Project
from bulletinc.resources import kinds_folder, template_folder

_OF_A_THEME = (".j2", ".typ", ".toml", ".ttf", ".otf", ".ttc", ".png", ".jpg", ".jpeg")
_VARIABLES = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")
_FORM = 4  # of what is hashed here; another number has all drafts built again
_THEME_FILES = 10_000  # that are looked at; a theme has a few dozen


def options_for(project: Project, options: BuildOptions) -> BuildOptions:
    """The options for drafts of a project: with its theme and its engine, where none is asked for.

    A theme is named or given by its folder; ``None`` is that of a draft's kind.
    """
    return replace(
        options,
        theme=_theme_for(project, options.theme),
        engine=options.engine or project.engine,
    )


def _theme_for(project: Project, chosen: str | os.PathLike[str] | None) -> str | None:
    if chosen is not None:
        return os.fspath(chosen)
    if not project.theme or project.folder is None:
        return None
    return (
        project.theme if project.theme in _shipped_themes() else str(project.folder / project.theme)
    )


def of_outputs(options: BuildOptions, known: Mapping[str, Fingerprints]) -> Fingerprints:
    """For each format asked for, a fingerprint of all that it depends on besides the draft.

    ``known`` are fingerprints that were found before, by their ``asked``.
    """
    folder = _theme_folder(options)
    asked = hash_of_values(asdict(options), folder)
    found = known.get(asked)
    if found and found.stamp == _stamp(folder, found.places):
        return found
    outputs = {name: _of_output(name, options, folder) for name in options.formats}
    places = _font_places(options)
    return Fingerprints(asked, outputs, places, _stamp(folder, places))


def of_checks(project: Project, kind: str | None) -> str:
    """A fingerprint of all that the findings in a draft depend on, besides the draft."""
    return hash_of_values(_FORM, _state_of_program(), kind, repr(project))


def program_folders() -> tuple[tuple[Path, str], ...]:
    """The folders of the program whose files show in pages, and the endings of those files."""
    return (
        (Path(bulletinc.__file__).parent, ".py"),
        (kinds_folder().parent, ""),
        (template_folder("official").parent, ""),
    )


def _of_output(name: str, options: BuildOptions, folder: str | None) -> str:
    from bulletinc.batch.environment import of_format

    theme = options.theme if folder is None else _each_file(folder, _content)
    asked = {**asdict(options), "formats": None, "theme": theme}
    try:
        environment = of_format(name, options)
    except Exception:  # the build says better why the format cannot be made
        environment = {}
    return hash_of_values(_FORM, asked, environment)


def _theme_folder(options: BuildOptions) -> str | None:
    """The folder of a theme of the user's own."""
    theme = options.theme
    return None if theme is None or theme in _shipped_themes() else os.path.abspath(theme)


@cache
def _shipped_themes() -> frozenset[str]:
    return frozenset(entry.name for entry in template_folder("official").parent.iterdir())


def _font_places(options: BuildOptions) -> tuple[str, ...]:
    """The files and folders that fontconfig looks at, if fonts of the machine are used."""
    from bulletinc.render import renderer

    if options.shipped_fonts or not any(renderer(name).USES_FONTS for name in options.formats):
        return ()
    from bulletinc.render.formats import pdf
    from bulletinc.theme import load_theme

    try:
        theme = load_theme() if options.theme is None else load_theme(options.theme)
        return pdf.engine(options, theme).font_places()
    except Exception:  # as above
        return ()


def _stamp(folder: str | None, places: Iterable[str]) -> str:
    """The state of all files that fingerprints are found by.

    Looks at names, sizes and times alone.
    """
    theme = None if folder is None else _each_file(folder, _state)
    variables = [os.environ.get(name) for name in _VARIABLES]
    return hash_of_values(_FORM, _state_of_program(), theme, variables, *map(_state, places))


@cache
def _state_of_program() -> str:
    """A hash of what may be edited in a checkout, and of the folder of the program's libraries.

    The names in that folder change whenever a library is installed or removed.
    """
    libraries = find_spec("jinja2")
    origin = libraries.origin if libraries else None
    return hash_of_values(
        bulletinc.__version__,
        origin and _state(os.path.dirname(os.path.dirname(origin))),
        *(_each_file(str(folder), _state, (suffix,)) for folder, suffix in program_folders()),
    )


def _each_file(
    top: str, told: Callable[[str], object], suffixes: tuple[str, ...] = _OF_A_THEME
) -> list[tuple[str, object]]:
    """What is told of each file below a folder, by its name there."""
    found: list[tuple[str, object]] = []
    for path in _files(top, suffixes):
        found.append((os.path.relpath(path, top), told(path)))
        if len(found) == _THEME_FILES:
            break
    return sorted(found, key=str)


def _files(top: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for place, subfolders, names in os.walk(top):
        subfolders[:] = [name for name in subfolders if not name.startswith((".", "__"))]
        yield from (os.path.join(place, name) for name in names if name.lower().endswith(suffixes))


def _content(path: str) -> str | None:
    """A hash of a regular file, ``None`` of anything else."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        return hash_of(Path(path).read_bytes())
    except OSError:
        return None


def _state(path: str) -> tuple[object, ...]:
    """A file by its name, size in bytes and time of change in ns.

    By its name alone where there is none.
    """
    try:
        status = os.stat(path)
    except OSError:
        return (path,)
    return (path, status.st_size, status.st_mtime_ns)
