"""Which file each setting in force comes from."""

from __future__ import annotations

from pathlib import Path

from bulletinc import project
from bulletinc.project.ownership import is_isolated
from bulletinc.toml import lies_in, read_toml


def origins(folder: Path) -> dict[Path, tuple[str, ...]]:
    """The files that settle something for the drafts of a folder, the nearest first, each with the
    settings in force that it gives; none in isolation.

    Raises BulletinError as :func:`bulletinc.project.find_project` does.
    """
    project.find_project(folder)  # all that is wrong is told by it
    found: dict[Path, tuple[str, ...]] = {}
    settled: set[str] = set()
    file = None if is_isolated() else project.find_settings(folder)
    home = file.parent if file else folder
    while file is not None:
        settings = dict(read_toml(file, quotable=lies_in(file, home)))
        extended = settings.pop("extend", None)
        names = [key for key, _value in project.dotted(settings, file)]
        found[file] = tuple(name for name in names if name not in settled)
        settled.update(names)
        file = None if extended is None else file.parent / str(extended)
    return found
