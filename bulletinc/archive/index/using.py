"""An index opened, trusted or made again, refreshed, and used; in another place where need be."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from bulletinc import files
from bulletinc.archive.index.places import alone, may_hold, places, remove, seal
from bulletinc.archive.index.refreshing import (
    Reader,
    Refreshing,
    Watch,
    read_here,
    unwatched,
)
from bulletinc.archive.index.tables import Index
from bulletinc.batch import fingerprint
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.project import Project

_Result = TypeVar("_Result")
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(slots=True)
class Used(Generic[_Result]):
    """What an index was used for, the drafts that could not be read, and what else to tell."""

    result: _Result
    errors: tuple[Exception, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Use(Generic[_Result]):
    folder: Path
    work: Callable[[Index], _Result]
    read: Reader
    watch: Watch
    fresh: bool
    notes: list[str] = field(default_factory=list)

    def at(self, place: Path | None) -> Used[_Result]:
        """The work done by the index in this place. Raises sqlite3.Error, OSError."""
        with closing(_opened(place, self.notes)) as index:
            refreshing = Refreshing(index, self.folder)
            if self.fresh:
                refreshing.run(self.read, self.watch)
            result = self.work(index)
            known = (self._error(*each) for each in index.errors())
            return Used(result, (*refreshing.errors, *known), tuple(self.notes))

    def _error(self, path: str, message: str, remedy: str | None) -> BulletinError:
        """The error of a draft, which is named as the folder was."""
        if message.startswith(path) and os.fspath(self.folder) != os.curdir:
            message = os.path.join(self.folder, message)
        return BulletinError(message, remedy)


def use(
    folder: Path,
    work: Callable[[Index], _Result],
    *,
    watch: Watch = unwatched,
    read: Reader = read_here,
    fresh: bool = True,
) -> Used[_Result]:
    """Do some work by the index of a folder, which is brought up to date before (``fresh``).

    The work may be done more than once, and its result must not lean on the open index. Raises
    BulletinError where there is no such folder, or no disk has room for an index.
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    used = _Use(folder, work, read, watch, fresh)
    for place in places(folder):
        if not may_hold(place):
            used.notes.append(
                _("{path}: the index cannot stand there; another one is used.").format(path=place)
            )
            continue
        try:
            return used.at(place)
        except (sqlite3.Error, OSError) as error:
            if not _is_broken(error):
                used.notes.append(_unusable(place, error))
                continue
        used.notes.append(_("{path}: the index is broken; it was made again.").format(path=place))
        try:
            _remove(place)
            return used.at(place)
        except (sqlite3.Error, OSError) as error:
            used.notes.append(_unusable(place, error))
    try:
        return used.at(None)
    except sqlite3.Error as error:
        raise BulletinError(
            _("{path}: no index can be made ({reason}).").format(
                path=folder, reason=_reason(error)
            ),
            _("Make room on the disk with the temporary files, and run the command again."),
        ) from None


def _opened(place: Path | None, notes: list[str]) -> Index:
    """The index in a place, made where there is none, or none that can be believed."""
    program = fingerprint.of_checks(Project(), None)
    index = Index(place)
    try:
        about = index.about()
        if not (about is None or place is None or _is_own(place, about)):
            index.close()
            notes.append(
                _("{path}: this index is of another place or version; it was made again.").format(
                    path=place
                )
            )
            _remove(place)
            index = Index(place)
            about = index.about()
        if about is None:
            words = secrets.token_hex(16)
            sealed = "" if place is None else seal(place, words)
            index.make({"words": words, "seal": sealed, "program": program})
        elif about.get("program") != program:
            index.empty(program)
    except BaseException:
        index.close()
        raise
    return index


def _is_own(place: Path, about: Mapping[str, str]) -> bool:
    return "seal" in about and about["seal"] == seal(place, about.get("words", ""))


def _remove(place: Path) -> None:
    """Remove an index that is of no use, unless another process has just replaced it."""
    with alone(place):
        if not _is_whole(place):
            remove(place)


def _is_whole(place: Path) -> bool:
    try:
        with closing(Index(place)) as index:
            about = index.about()
            if about is None or not _is_own(place, about):
                return False
            ((found,),) = index.connection.execute("PRAGMA quick_check(1)")
            return bool(found == "ok")
    except sqlite3.DatabaseError as error:
        if _is_broken(error):
            return False
        raise


def _is_broken(error: Exception) -> bool:
    """Whether an error tells of the content of the file, not of its lock, rights or room."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _BROKEN or str(error).startswith("no such")


def _unusable(place: Path, error: Exception) -> str:
    why = files.reason(error) if isinstance(error, OSError) else _reason(error)
    return _("{path}: the index cannot be used ({reason}); another one is used.").format(
        path=place, reason=why
    )


def _reason(error: Exception) -> str:
    """What SQLite says went wrong, in the user's language for the usual causes."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _("another program holds it")
        case sqlite3.SQLITE_FULL:
            return _("the disk is full")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return _("no permission")
    return str(error)


def _no_folder(folder: Path) -> BulletinError:
    if os.path.lexists(folder):
        return BulletinError(
            _("{path}: this is a file, not a folder.").format(path=folder),
            _("Name the folder that it lies in."),
        )
    return BulletinError(
        _("{path}: there is no such folder.").format(path=folder),
        _("Check the name; several words to look for go into one pair of quotation marks."),
    )
