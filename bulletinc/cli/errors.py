"""Show errors: in one form everywhere, without a traceback."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress

import click

from bulletinc.cli.streams import write_message
from bulletinc.errors import BulletinError, Defect, nearest
from bulletinc.i18n import _, show_controls


def report_error(error: Exception, write: Callable[[str], None] = write_message) -> None:
    """Report an error. One that is not a user's is a defect: say so, and what to send us."""
    if isinstance(error, BulletinError):
        message = _("Error: {message}").format(message=error.message)
        write(message if error.remedy is None else f"{message}\n{error.remedy}")
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


def report_misuse(error: click.ClickException) -> None:
    """Report a command line that Click cannot take, as Click does: usage, hint, message."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    with suppress(OSError):  # standard error may be full or gone
        click.UsageError(_misuse(error), context).show()


def _misuse(error: click.ClickException) -> str:
    """Say what is wrong, with quotation marks of our own: Click writes '--fmt'."""
    if isinstance(error, click.NoSuchOption):
        message = _("There is no option “{name}”.").format(name=error.option_name)
        near = nearest(error.option_name, error.possibilities or ())
        return message + (f"\n{_('Did you mean “{name}”?').format(name=near)}" if near else "")
    text = show_controls(error.format_message())
    return re.sub(r"'([^']*)'", r"“\1”", text).replace("”, “", _("”, “"))
