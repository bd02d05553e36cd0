"""Show errors: in one form everywhere, without a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable

from bulletinc.cli.streams import write_message
from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _


def report_error(error: Exception, write: Callable[[str], None] = write_message) -> None:
    """Report an error. One that is not a user's is a defect: say so, and what to send us."""
    if isinstance(error, BulletinError):
        write(_("Error: {message}").format(message=error))
        return
    defect = Defect.of(error)
    if os.environ.get("BULLETINC_DEBUG"):
        write(defect.trace)
    write(
        _(
            "Error: bulletinc itself has failed ({what}). This is a defect of the program, "
            "not of your text: please send us this line, the command and, if you may, the "
            "text. BULLETINC_DEBUG=1 before the command shows more."
        ).format(what=defect.what)
    )
