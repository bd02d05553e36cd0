"""Files: read within bounds, and written whole or not at all, by one rule for every command.

What is read is a regular file of a bounded size. What is written is never reached through a link
that may have come with a folder, replaces only regular files, and has the rights of a file of this
user: never a set-uid bit, nor more than the file before it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _

LARGEST_BYTES = 64 * 2**20
_RIGHTS = 0o777  # of a file: without set-uid, set-gid and sticky bit
# Opening waits for nobody (a pipe), follows no link where that is asked for, and translates
# nothing.
_OPEN = os.O_NONBLOCK | os.O_NOCTTY if hasattr(os, "O_NONBLOCK") else getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_SYSTEM = ("/dev/", "/proc/")  # where files are devices, or the streams of this process


class UnwrittenError(BulletinError):
    """A file that could not be written, and is as it was before. ``full``: the disk is."""

    def __init__(self, message: str, remedy: str | None = None, *, full: bool = False) -> None:
        super().__init__(message, remedy)
        self.full = full


def read(path: Path, most: int = LARGEST_BYTES, *, through_link: bool = True) -> bytes:
    """Read a regular file of at most ``most`` bytes.

    Raises BulletinError where there is none, it cannot be read, or it is something else.
    """
    try:
        status = os.stat(path, follow_symlinks=through_link)
        _check_kind(path, status)
        descriptor = os.open(path, os.O_RDONLY | _OPEN | (0 if through_link else _NO_LINK))
        with os.fdopen(descriptor, "rb") as file:
            _check_kind(path, os.fstat(descriptor))
            data = file.read(most + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the name
        raise missing(path) from None
    except OSError as error:
        raise BulletinError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=reason(error)),
            _("Check that you may open it, and that the disk or network drive is connected."),
        ) from None
    if len(data) > most:
        raise too_large(path, most)
    return data


def too_large(name: str | Path, most: int) -> BulletinError:
    """The error for what has more than ``most`` bytes."""
    return BulletinError(
        _("{path}: larger than {size} MB.").format(path=name, size=max(most // 2**20, 1)),
        _("Check that it is the right file."),
    )


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise BulletinError(
            _("{path}: this is a folder, not a file.").format(path=path),
            _("Name one of the files in it."),
        )
    if not stat.S_ISREG(status.st_mode):
        raise BulletinError(
            _("{path}: this is not an ordinary file.").format(path=path),
            _("Name a file on a disk; what comes through a pipe is read with - instead of a name."),
        )


def write(
    path: Path, data: bytes, *, top: Path | None = None, replacing: bytes | None = None
) -> tuple[str, ...]:
    """Write a file whole: into a temporary file in the same folder, which then takes its name.

    Folders that are missing are made. Below ``top``, the folder that the user named, no folder may
    be a link. ``replacing`` is what the file has to hold still: another program may have saved it.
    Returns messages about what the file was before. Raises BulletinError; then the old file is as
    it was, and nothing partial is left.
    """
    try:
        _check_links(path, top)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _status(path)
        _replace(path, data, before, replacing)
    except OSError as error:
        raise UnwrittenError(
            _("{path}: cannot be written ({reason}).").format(path=path, reason=reason(error)),
            _("If another program has it open, close it there; or choose another folder with -o."),
            full=error.errno in {errno.ENOSPC, errno.EDQUOT},
        ) from None
    return tuple(_notes(path, before)) if before else ()


def append(path: Path, data: bytes) -> None:
    """Add to a file of this program's own, or make it. Raises OSError where it is not such a file.

    That is a regular file, under one name, which belongs to this user.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _OPEN | _NO_LINK
    descriptor = os.open(path, flags, 0o666)
    with os.fdopen(descriptor, "ab", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or _is_foreign(status):
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        file.write(data)


def write_stream(path: Path, data: bytes) -> tuple[str, ...]:
    """Write where a user said: into a device or pipe as it is, else as :func:`write` does."""
    if not _is_stream(path):
        return write(path, data)
    try:
        with os.fdopen(_open_stream(path), "wb") as file:
            file.write(data)
    except OSError as error:
        raise BulletinError(
            _("{path}: cannot be written ({reason}).").format(path=path, reason=reason(error)),
            _("Check where the output of this command goes."),
        ) from None
    return ()


def _open_stream(path: Path) -> int:
    """A descriptor of a device, pipe or stream; of this process's own output the very same one.

    Opened anew, a file behind standard output would be written over by whoever writes next.
    """
    status = os.stat(path)
    for number in (1, 2):
        with suppress(OSError):
            if os.path.samestat(os.fstat(number), status):
                return os.dup(number)
    return os.open(path, os.O_WRONLY | os.O_APPEND)


def _is_stream(path: Path) -> bool:
    """Whether a path is a device, a pipe, or a stream of this process (/dev/stdout)."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISREG(mode):
        return os.path.abspath(path).startswith(_SYSTEM)
    return not stat.S_ISDIR(mode)


def check_folder_of(path: Path, top: Path | None = None) -> None:
    """Raise BulletinError if a file's folder cannot be written to, or lies behind a link.

    Nothing is tried: what else there may be, ``write`` says.
    """
    _check_links(path, top)
    there = Path(os.path.abspath(path)).parent
    while not os.path.exists(there) and there != there.parent:
        there = there.parent
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return
    number = errno.EACCES if there.is_dir() else errno.ENOTDIR
    raise BulletinError(
        _("{path}: this folder cannot be written to ({reason}).").format(
            path=path.parent, reason=reason(OSError(number, ""))
        ),
        _("Check that you may write there, or choose another folder with -o."),
    )


def _check_links(path: Path, top: Path | None) -> None:
    below: list[Path] = []
    if top is not None and path.is_relative_to(top):
        depth = len(top.parts)
        below = [each for each in path.parents if len(each.parts) > depth]
    for place in (path, *below):
        if os.path.islink(place):
            raise BulletinError(
                _("{path}: this is a link. Nothing is written through a link.").format(path=place),
                _("Name what it points to, delete the link, or choose another folder with -o."),
            )


def _status(path: Path) -> os.stat_result | None:
    """The file that is to be replaced. One that may not be written must not be replaced either."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    _check_kind(path, status)
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return status


def _replace(
    path: Path, data: bytes, before: os.stat_result | None, replacing: bytes | None
) -> None:
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if before is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, _rights(before, os.fstat(descriptor)))
        if replacing is not None:
            _check_unchanged(path, replacing)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _check_unchanged(path: Path, replacing: bytes) -> None:
    if read(path, through_link=False) != replacing:
        message = _("{path}: another program has changed it meanwhile. It was left as it is.")
        raise BulletinError(message.format(path=path), _("Run the command again."))


def _rights(before: os.stat_result, new: os.stat_result) -> int:
    """Those of the file before; of another user's file, no more than a new file has."""
    rights = stat.S_IMODE(before.st_mode) & _RIGHTS
    return rights & new.st_mode if _is_foreign(before) else rights


def _is_foreign(status: os.stat_result) -> bool:
    return hasattr(os, "geteuid") and status.st_uid != os.geteuid()


def _notes(path: Path, before: os.stat_result) -> Iterator[str]:
    if before.st_nlink > 1:
        yield _(
            "{path}: this file had {count} names (hard links). "
            "The others still have the old content."
        ).format(path=path, count=before.st_nlink)
    if _is_foreign(before):
        yield _("{path}: this file belonged to another user, and is yours now.").format(path=path)


def missing(name: str | Path) -> BulletinError:
    """The error for a file that does not exist."""
    return BulletinError(
        _("{path}: there is no such file.").format(path=str(name) or '""'),
        _("Check the name, its ending (such as .txt) and the current folder."),
    )


def reason(error: OSError) -> str:
    """What the system says went wrong, in the user's language for the usual causes."""
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
        case errno.EFBIG:
            return _("larger than the system allows a file to be")
        case errno.EROFS:
            return _("the disk is read-only")
        case errno.ENAMETOOLONG:
            return _("the name is too long")
        case errno.ELOOP:
            return _("a link that leads to itself, or to nothing that may be opened")
        case _other:
            return error.strerror or str(error)
