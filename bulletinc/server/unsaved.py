"""Text that was typed and not saved, kept for this user so that no crash loses it."""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.batch.key import state_folder
from bulletinc.errors import BulletinError
from bulletinc.server.refusals import INTERNAL, Refusal
from bulletinc.server.tasks.json_text import to_json

_NAME = 32  # characters of a hash
_MS = 1000
_RIGHTS = 0o700  # nobody else reads it


class UnsavedTexts:
    """The unsaved texts of one folder: a file each, in the user's state folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: str, text: str, stamp: str) -> None:
        """Keep a text. Raises :class:`Refusal` where there is no place for it."""
        saved_at = int(time.time() * _MS)
        value = {"path": path, "text": text, "stamp": stamp, "saved_at": saved_at}
        try:
            place = self._place()
            place.mkdir(mode=_RIGHTS, parents=True, exist_ok=True)
            files.write(self._file(path), to_json(value))
        except BulletinError as error:
            raise Refusal(INTERNAL, error.message) from None
        except (OSError, RuntimeError) as error:
            raise Refusal(INTERNAL, str(error)) from None

    def remove(self, path: str) -> None:
        """Forget a text."""
        with suppress(OSError, RuntimeError):
            self._file(path).unlink(missing_ok=True)

    def get(self, path: str) -> dict[str, Any] | None:
        """The text kept for a draft; ``None`` for none that can be read."""
        with suppress(RuntimeError):
            return _read(self._file(path))
        return None

    def all(self) -> list[dict[str, Any]]:
        """All texts that are kept, the newest first."""
        found: list[dict[str, Any]] = []
        with suppress(OSError, RuntimeError):
            found = [each for file in self._place().glob("*.json") if (each := _read(file))]
        return sorted(found, key=lambda each: -int(each["saved_at"]))

    def _place(self) -> Path:
        name = hashlib.sha256(os.path.realpath(self._folder).encode("utf-8", "surrogateescape"))
        return state_folder() / "desk" / name.hexdigest()[:_NAME]

    def _file(self, path: str) -> Path:
        name = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
        return self._place() / f"{name[:_NAME]}.json"


def _read(file: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(files.read(file, through_link=False))
    except (BulletinError, ValueError):
        return None
    keys = {"path": str, "text": str, "stamp": str, "saved_at": int}
    if not isinstance(value, dict) or not all(
        isinstance(value.get(key), form) for key, form in keys.items()
    ):
        return None
    return value
