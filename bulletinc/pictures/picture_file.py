"""The file of a picture: which path a draft may name, and how it is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bulletinc.files import reason
from bulletinc.i18n import _
from bulletinc.text.patterns import pattern

_LARGEST_FILE = 50 * 2**20  # bytes
_ADDRESS = pattern(r"[A-Za-z][A-Za-z0-9+.\-]*:")  # https://…, file:…, C:\…
# A pipe without a writer would never be opened, and a link must not be put in the file's place.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


class PictureError(Exception):
    """Why a picture cannot be set, and what to do about it, each as a sentence."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class FileState:
    """By what a file is known again: SHA-256, size in bytes, time of change in ns, inode."""

    hash: str
    size: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The bytes of a picture as they lie in the folder, not yet looked at."""

    data: bytes = field(repr=False)
    state: FileState


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """Where the pictures of a draft come from.

    ``folder`` is the draft's own, ``None`` where it has none. Pictures that were ``sent`` with the
    draft, by their paths as typed, take the place of the folder.
    """

    folder: Path | None = None
    sent: Mapping[str, PictureFile | PictureError] | None = None

    def read(self, path: str) -> PictureFile:
        """Return the picture at a path as a draft names it. Raises PictureError."""
        if self.sent is None:
            return _read(self.folder, path)
        found = self.sent.get(path) or _missing()
        if isinstance(found, PictureError):
            raise found
        return found


def _read(folder: Path | None, path: str) -> PictureFile:
    if folder is None:
        raise PictureError(
            _("The draft lies in no folder in which its pictures could be."),
            _("Save the draft as a file next to its pictures."),
        )
    try:
        data, state = _read_regular_file(_resolved(folder, path))
    except FileNotFoundError:
        raise _missing() from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise PictureError(
            _("It cannot be read ({reason}).").format(reason=said),
            _("Check that the path is right and that you may open the file."),
        ) from None
    return PictureFile(
        data, FileState(sha256(data).hexdigest(), len(data), state.st_mtime_ns, state.st_ino)
    )


def _resolved(folder: Path, path: str) -> Path:
    """Return the file that a path means. Raises PictureError for one outside the folder."""
    relative = path.replace("\\", "/")  # as Windows writes it
    if _ADDRESS.match(relative) or relative.startswith("/"):
        raise PictureError(
            _("Only pictures in the draft's own folder are set, not addresses or absolute paths."),
            _("Put the picture into the draft's folder and write its path from there."),
        )
    top = folder.resolve()
    found = (top / relative).resolve(strict=True)
    if not found.is_relative_to(top):
        raise PictureError(
            _("It lies outside the draft's folder, directly or through a link."),
            _("Put a copy of the picture into the draft's folder."),
        )
    return found


def _read_regular_file(path: Path) -> tuple[bytes, os.stat_result]:
    if path.is_dir():  # which Windows does not open
        raise _not_a_file()
    descriptor = os.open(path, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise _not_a_file()
        data = b"" if before.st_size > _LARGEST_FILE else file.read(_LARGEST_FILE + 1)
        after = os.fstat(descriptor)
    if before.st_size > _LARGEST_FILE:
        raise PictureError(
            _("It is too large ({size} MB; at most {most} MB).").format(
                size=before.st_size // 2**20, most=_LARGEST_FILE // 2**20
            ),
            _("Save a smaller copy: more than 300 pixels an inch cannot be seen on paper."),
        )
    if (len(data), before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PictureError(
            _("It was changed while it was read."), _("Build again when it has been saved.")
        )
    return data, after


def _missing() -> PictureError:
    return PictureError(
        _("There is no such file."),
        _("Put the picture there, or correct the path: it is relative to the draft's folder."),
    )


def _not_a_file() -> PictureError:
    return PictureError(
        _("It is no file, but a folder or a device."), _("Name the picture itself.")
    )
