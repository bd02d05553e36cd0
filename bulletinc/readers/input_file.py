"""Files that come from elsewhere: regular ones only, of a size that a bulletin can have."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

LARGEST_FILE = 200 * 2**20  # bytes


def read_input(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises BulletinError where it cannot be read, is too large, or is a device or a pipe, which
    might never end.
    """
    try:
        state = os.stat(path)
    except OSError:
        return files.read(path)  # which says why
    if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
        raise BulletinError(
            _("{path}: this is no file, but a device or a pipe.").format(path=path),
            _("Name a file; what another program writes is read with - from standard input."),
        )
    if state.st_size > LARGEST_FILE:
        raise BulletinError(
            _("{path}: too large for a bulletin ({size} MB).").format(
                path=path, size=state.st_size // 2**20
            ),
            _("Check that it is the right file; if it is large because of pictures, remove them."),
        )
    return files.read(path, LARGEST_FILE)
