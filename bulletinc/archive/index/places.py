"""Where the index of a folder may stand, and whether what stands there is to be believed.

The folder may come from somebody else. So an index there is believed only where it is a file of
this user's, made by this program, in this very place: it is sealed with the user's key.
"""

from __future__ import annotations

import hmac
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bulletinc.batch.key import own_key
from bulletinc.batch.records import hash_of

NAME = ".bulletinc-index"
JOURNAL = "-journal"  # what SQLite puts behind the name, while it writes


def places(folder: Path) -> Iterator[Path]:
    """The files that may hold the index of a folder: in it, or in this user's cache."""
    if own_key():
        yield folder / NAME
        with suppress(OSError, RuntimeError):  # RuntimeError: this user has no home
            cache = cache_folder()
            cache.mkdir(parents=True, exist_ok=True, mode=0o700)
            yield cache / f"{hash_of(os.fsencode(os.path.realpath(folder)))[:32]}.index"


def may_hold(place: Path) -> bool:
    """Whether this user's index may stand there: nothing is there, or ordinary files of his own."""
    return all(
        _is_free_or_own(file) for file in (place, place.with_name(place.name + JOURNAL))
    ) and os.access(place.parent, os.W_OK)


def seal(place: Path, words: str) -> str:
    """What only this user can write of an index that stands in this place."""
    status = place.stat()
    told = f"{words} {status.st_dev} {status.st_ino}"
    return hmac.digest(own_key(), told.encode(), "sha256").hex()


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Let nobody else replace an index in this folder meanwhile, where the system can see to it."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(place.parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network drive without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def remove(place: Path) -> None:
    """Remove an index and what SQLite left beside it. Raises OSError."""
    for file in (place, place.with_name(place.name + JOURNAL)):
        with suppress(FileNotFoundError):
            file.unlink()


def _is_free_or_own(file: Path) -> bool:
    try:
        status = os.lstat(file)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    is_own = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and is_own


def cache_folder() -> Path:
    """The folder for this user's caches. Raises RuntimeError where there is no home."""
    if cache := os.environ.get("XDG_CACHE_HOME"):
        return Path(cache, "bulletinc")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local", "bulletinc")
    return Path.home() / ".cache/bulletinc"
