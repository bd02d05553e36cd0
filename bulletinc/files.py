"""Files: read in one go, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _

# Where tomllib says that it stopped.
_PLACE = re.compile(r"\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)\Z")
_QUOTED = re.compile(r"""\"[^"]*\"|'[^']*'|#.*""")
_FULL_WIDTH = frozenset("“”‘’＂＇＝，、。：；［］【】｛｝（）＃　")
_SHOWN = 60  # characters of a line


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
            _("See whether you may open it, and whether the disk or network drive is there."),
        ) from None


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a TOML file. Raises BulletinError where it cannot be read or is no TOML."""
    try:
        text = read(path).decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError:
        raise BulletinError(
            _("{path}: not UTF-8 text.").format(path=path), _("Save it as plain text in UTF-8.")
        ) from None
    except (ValueError, RecursionError) as error:  # not TOML, or numbers and nesting without end
        raise _no_toml(path, text, str(error)) from None


def _no_toml(path: Path, text: str, said: str) -> BulletinError:
    """The error for a text that is no TOML, by what tomllib said of it: the place, its line, and what usually is wrong there."""
    place = _PLACE.search(said)
    if not place:
        return BulletinError(_("{path}: not valid TOML.").format(path=path), _toml_remedy(said, ""))
    lines = text.split("\n")
    number = int(
        place["line"] or max((at for at, line in enumerate(lines, 1) if line.strip()), default=1)
    )
    line = lines[number - 1].strip()
    message = (
        _("{path}: not valid TOML, line {line}, column {column}: {text}")
        if place["line"]
        else _("{path}: not valid TOML, line {line}: {text}")
    )
    shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
    return BulletinError(
        message.format(path=path, line=number, column=place["column"], text=shown),
        _toml_remedy(said, line),
    )


def _toml_remedy(said: str, line: str) -> str:
    if signs := dict.fromkeys(sign for sign in _QUOTED.sub("", line) if sign in _FULL_WIDTH):
        return _(
            'This line has full-width signs ({signs}). Write half-width ones: straight quotation marks "…", an equals sign =, a comma ,.'
        ).format(signs=" ".join(signs))
    if any(word in said for word in ("twice", "overwrite", "Duplicate", "namespace")):
        return _("The same name stands in the file twice. Keep one of the two.")
    if any(word in said for word in ("Unescaped", "Escaped", "hex")):
        return _(
            "In quotation marks \\ is no sign like others. Write the folders of a path with /."
        )
    return _('A value is written key = "value", a text in straight quotes, a number without.')


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
            _("Close it where it is open, or choose another folder with -o."),
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
        _("{path}: nothing can be written into this folder ({reason}).").format(
            path=shown, reason=reason(OSError(number, ""))
        ),
        _("See whether you may write there, or choose another folder with -o."),
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
