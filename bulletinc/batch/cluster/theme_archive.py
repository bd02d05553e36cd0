"""A theme folder of a user's own on its way to the workers, who need not see his disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bulletinc import files
from bulletinc.resources import template_folder
from bulletinc.theme import LAYOUT, OFFICIAL, PAGE_PIECES, layout, load_theme


@dataclass(frozen=True, slots=True)
class ThemeArchive:
    """The files of a theme by their names in its folder; and that folder, which messages name."""

    folder: str
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """A name by the content."""
        found = sha256(os.fsencode(self.folder))
        for name, data in sorted(self.files.items()):
            found.update(f"\0{name}\0{sha256(data).hexdigest()}".encode(errors="surrogateescape"))
        return found.hexdigest()


def of_theme(theme: str | os.PathLike[str] | None) -> ThemeArchive | None:
    """What workers need of a theme; ``None`` for one that they have.

    Raises BulletinError for one that cannot be used.
    """
    if theme is None:
        return None
    loaded = load_theme(theme)
    folder = loaded.folders[0]
    if folder.parent == template_folder(OFFICIAL).parent:
        return None
    image = loaded.layout["masthead"][layout.IMAGE.rpartition(".")[2]]
    named = [
        folder / LAYOUT,
        *folder.rglob("*.j2"),
        *(folder / piece for piece in PAGE_PIECES),
        *loaded.fonts.values(),
        *([folder / image] if image else []),
    ]
    own = (path for path in named if path.is_file() and path.resolve().is_relative_to(folder))
    return ThemeArchive(
        str(folder),
        {Path(os.path.relpath(path, folder)).as_posix(): files.read(path) for path in own},
    )


def unpack(archive: ThemeArchive, below: Path) -> Path:
    """The folder with the files of an archive, written whole unless it is there already.

    Raises ValueError for a name that leads out of it, OSError where it cannot be written.
    """
    place = below / archive.name
    if place.exists():
        return place
    unfinished = below / f"{archive.name}.{os.urandom(8).hex()}"
    unfinished.mkdir(parents=True)
    for name, data in archive.files.items():
        path = unfinished.joinpath(*_parts(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with suppress(OSError):  # another thread was quicker
        unfinished.rename(place)
    return place


def _parts(name: str) -> tuple[str, ...]:
    parts = PurePosixPath(name).parts
    if not parts or any(part in {"/", "//", ".."} or set(part) & set("\\:\0") for part in parts):
        raise ValueError(f"not a name in a theme's folder: {name!r}")
    return parts
