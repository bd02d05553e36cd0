"""Files: read in one go, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _


def read(path: Path) -> bytes:
    """The bytes of a file. Raises BulletinError where there is none, or it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise missing(path) from None
    except IsADirectoryError:
        raise BulletinError(_("{path}: this is a folder, not a file.").format(path=path), _("Name one of the files in it.")) from None
    except OSError as error:
        raise BulletinError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=reason(error)),
            _("See whether you may open it, and whether the disk or network drive is there."),
        ) from None


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a TOML file. Raises BulletinError where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(read(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BulletinError(_("{path}: not UTF-8 text.").format(path=path), _("Save it as plain text in UTF-8.")) from None
    except (ValueError, RecursionError) as error:  # not TOML, or numbers and nesting without end
        raise BulletinError(
            _("{path}: not valid TOML: {reason}").format(path=path, reason=error),
            _('A value is written key = "value", a text in straight quotes, a number without.'),
        ) from None


def write(path: Path, data: bytes) -> None:
    """Write a file whole: into a temporary file in the same folder, which then takes its name.

    Folders that are missing are made. Whatever goes wrong, the old file stays as it was and nothing partial is left.
    Raises BulletinError.
    """
    try:
        # A link stays a link: what it points to is written.
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise BulletinError(
            _("{path}: cannot be written ({reason}).").format(path=path, reason=reason(error)),
            _("Close it where it is open, or choose another folder with -o."),
        ) from None


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
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
        _("Check the name, its ending (such as .txt) and the folder you are in."),
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
