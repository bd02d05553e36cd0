"""How an error is shown: in one way everywhere, without a traceback."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from bulletinc.cli.streams import tell
from bulletinc.errors import BulletinError
from bulletinc.i18n import _


def complain(error: Exception) -> None:
    """Tell of an error. One that is not a user's is our fault: say so, and what to send us."""
    if isinstance(error, BulletinError):
        tell(_("Error: {message}").format(message=error))
        return
    if os.environ.get("BULLETINC_DEBUG"):
        tell("".join(traceback.format_exception(error)).rstrip())
    tell(
        _(
            "Error: bulletinc itself has failed ({what}). The fault is in the program, not in your text: please send its makers this line,"
            " the command and, if you may, the text. BULLETINC_DEBUG=1 before the command shows more."
        ).format(what=_what(error))
    )


def _what(error: Exception) -> str:
    """The error and where it arose, on one line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}{': ' * bool(text)}{text}{place}"
