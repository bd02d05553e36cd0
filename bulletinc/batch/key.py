"""The key by which this user's build caches are sealed.

A small file in the folder for a user's state.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError

_LENGTH = 32


@cache
def own_key() -> bytes:
    """The key, made when it is first needed; empty where there is no place to keep it.

    Then nothing is believed.
    """
    with suppress(OSError, RuntimeError):  # RuntimeError: this user has no home
        path = state_folder() / "cache-key"
        key = _read(path)
        return key if len(key) == _LENGTH else _made(path)
    return b""


def _made(path: Path) -> bytes:
    """Another process may make it at the same moment: the one that is there in the end counts."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(_LENGTH))
    unfinished.replace(path)
    return _read(path)


def _read(path: Path) -> bytes:
    with suppress(BulletinError):
        return files.read(path, _LENGTH, through_link=False)
    return b""


def state_folder() -> Path:
    """The folder for what this user's programs keep. Raises RuntimeError where there is no home."""
    if state := os.environ.get("XDG_STATE_HOME"):
        return Path(state, "bulletinc")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local", "bulletinc")
    return Path.home() / ".local/state/bulletinc"
