"""Where LibreOffice is on this machine."""

from __future__ import annotations

import os
import shutil

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)


def program() -> str | None:
    """The program, by its name on the path or its usual places; ``None`` where it is missing."""
    found = (path for name in _NAMES if (path := shutil.which(name)))
    return next(found, None) or next(
        (place for place in _PLACES if os.access(place, os.X_OK)), None
    )
