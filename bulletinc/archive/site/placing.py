"""The files of a site: written where they have changed, and taken away where they are of no use.

A file that this program did not make is never replaced and never removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_MARK = b"bulletinc site"
_BEGINNING = 1024  # bytes, in which each of our files says whose it is
_FOLDERS = ("", "years", "sections", "units", "indicators", "search")


@dataclass(slots=True)
class Placing:
    """The folder of a site while it is written, and what became of its files."""

    folder: Path
    kept: set[str] = field(default_factory=set)
    written: int = 0
    unchanged: int = 0
    errors: list[Exception] = field(default_factory=list)

    def put(self, path: str, data: bytes) -> None:
        """Write a file, unless it is there already. What is in the way is one of the errors."""
        self.kept.add(path)
        target = self.folder / path
        try:
            before = files.read(target, through_link=False) if os.path.lexists(target) else None
            if before == data:
                self.unchanged += 1
                return
            if before is not None and not _is_own(before):
                raise _foreign(target)
            files.write(target, data, top=self.folder)
            self.written += 1
        except BulletinError as error:
            self.errors.append(error)

    def tidy(self) -> int:
        """Remove pages of ours that the site no longer has, and say how many."""
        gone = [
            path
            for folder in _FOLDERS
            for path in _names(self.folder, folder)
            if path not in self.kept and _is_own_file(self.folder / path)
        ]
        for path in gone:
            (self.folder / path).unlink(missing_ok=True)
        return len(gone)


def _names(top: Path, folder: str) -> Iterable[str]:
    try:
        entries = list(os.scandir(top / folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            yield f"{folder}/{entry.name}" if folder else entry.name


def _is_own_file(path: Path) -> bool:
    try:
        return path.suffix in {".html", ".js", ".css"} and _is_own(
            files.read(path, through_link=False)
        )
    except BulletinError:
        return False


def _is_own(data: bytes) -> bool:
    return _MARK in data[:_BEGINNING]


def _foreign(path: Path) -> BulletinError:
    return BulletinError(
        _("{path}: bulletinc did not make this file. It was left as it is.").format(path=path),
        _("Choose another folder with -o, or move that file away."),
    )
