"""How an error is shown: in one way everywhere, without a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable

from bulletinc.cli.streams import tell
from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _


def complain(error: Exception, tell: Callable[[str], None] = tell) -> None:
    """Tell of an error. One that is not a user's is our fault: say so, and what to send us."""
    if isinstance(error, BulletinError):
        tell(_("Error: {message}").format(message=error))
        return
    defect = Defect.of(error)
    if os.environ.get("BULLETINC_DEBUG"):
        tell(defect.trace)
    tell(
        _(
            "Error: bulletinc itself has failed ({what}). The fault is in the program, not in your text: please send its makers this line,"
            " the command and, if you may, the text. BULLETINC_DEBUG=1 before the command shows more."
        ).format(what=defect.what)
    )
