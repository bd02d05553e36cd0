"""Files: read in one go, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _


def read(path: Path) -> bytes:
    """The bytes of a file. Raises BulletinError where there is none, or it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise missing(path) from None
    except IsADirectoryError:
        raise BulletinError(
            _("{path}: this is a folder, not a file.").format(path=path),
            _("Name one of the files in it."),
        ) from None
    except OSError as error:
        raise BulletinError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=reason(error)),
            _("Check that you may open it, and that the disk or network drive is connected."),
        ) from None


def write(path: Path, data: bytes) -> None:
    """Write a file whole: into a temporary file in the same folder, which then takes its name.

    Folders that are missing are made. Whatever goes wrong, the old file stays as it was and nothing partial is left.
    Raises BulletinError.
    """
    try:
        target = _target(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise BulletinError(
            _("{path}: cannot be written ({reason}).").format(path=path, reason=reason(error)),
            _("If another program has it open, close it there; or choose another folder with -o."),
        ) from None


def check_folder_of(path: Path) -> None:
    """Raise BulletinError if the folder of a file to be written may not be written into, nor made. Tries nothing: ``write`` tells more."""
    there = folder = _target(path).parent
    while not os.path.exists(there) and there != there.parent:
        there = there.parent
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return
    number = errno.EACCES if there.is_dir() else errno.ENOTDIR
    shown = folder if os.path.islink(path) else path.parent
    raise BulletinError(
        _("{path}: this folder cannot be written to ({reason}).").format(
            path=shown, reason=reason(OSError(number, ""))
        ),
        _("Check that you may write there, or choose another folder with -o."),
    )


def _target(path: Path) -> Path:
    """What is written: a link stays a link, and what it points to is meant."""
    return Path(os.path.realpath(path))


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int | None:
    """The rights of the file that is there already. One that may not be written must not be replaced either."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def missing(name: str | Path) -> BulletinError:
    """The error for a name that nothing bears."""
    return BulletinError(
        _("{path}: there is no such file.").format(path=str(name) or '""'),
        _("Check the name, its ending (such as .txt) and the current folder."),
    )


def reason(error: OSError) -> str:
    """What the system says went wrong, in the user's language where it is one of the usual things."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return _("no permission")
        case errno.ENOENT:
            return _("no such file or folder")
        case errno.ENOTDIR | errno.EEXIST:
            return _("a file is where a folder should be")
        case errno.EISDIR:
            return _("there is a folder of this name")
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full")
        case errno.EROFS:
            return _("the disk is read-only")
        case errno.ENAMETOOLONG:
            return _("the name is too long")
        case _other:
            return error.strerror or str(error)
