"""The command line: language, streams and errors; commands are in :mod:`bulletinc.cli.commands`.

Nothing that :func:`run` needs is imported before the language is known, because help texts are
translated when their module is loaded.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence

from bulletinc.cli import streams
from bulletinc.cli.language import choose_language

_FAILED = 2
_OBJECTS = 50_000  # new ones, between two looks for what nothing refers to
_STOPPED = 130  # what a shell reports for a program ended by Ctrl-C


def main() -> int:
    """Run the program ``bulletinc``. Return its exit status: 0 done, 2 misuse or failure."""
    # A start makes a hundred thousand objects and drops few: Python looks for those less often.
    gc.set_threshold(_OBJECTS)
    streams.prepare()
    try:
        return run(sys.argv[1:])
    finally:
        gc.freeze()  # or Python, about to end, would look through all of them once more


def run(arguments: Sequence[str]) -> int:
    """Run one command line, given without the program's name. Return the exit status.

    A user's mistake is reported, never raised.
    """
    chosen = choose_language(arguments)
    from bulletinc.cli.errors import report_error

    try:
        _check_folder()
        _check_options(arguments)
        return _invoke(chosen)
    except Exception as error:
        report_error(error)
        return _FAILED


def _check_folder() -> None:
    """Raise BulletinError where the current folder was deleted: names would mean nothing."""
    from bulletinc.errors import BulletinError
    from bulletinc.i18n import _

    try:
        os.getcwd()
    except OSError:
        raise BulletinError(
            _("The current folder no longer exists."), _("Change to another one: cd FOLDER")
        ) from None


def _check_options(arguments: Sequence[str]) -> None:
    """Raise BulletinError for an option that is also the name of a file in the current folder.

    A pattern (``check *``) or a hook may have put the file's name there.
    """
    from bulletinc.errors import BulletinError
    from bulletinc.i18n import _

    names = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for name in names:
        if name.startswith("-") and name != "-" and os.path.lexists(name):
            raise BulletinError(
                _("“{name}” could be an option, or the file of this name.").format(name=name),
                _("For the file, write ./ before its name. For the option, rename the file."),
            )


def _invoke(arguments: Sequence[str]) -> int:
    import click

    from bulletinc.cli.errors import report_misuse
    from bulletinc.cli.group import group
    from bulletinc.i18n import _

    try:
        status = group.main(arguments, prog_name="bulletinc", standalone_mode=False)
    except click.ClickException as error:
        report_misuse(error)
        return _FAILED
    except click.Abort:
        streams.write_message(_("Stopped."))
        return _STOPPED
    except OSError as error:  # Click writes help by itself
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        raise streams.unwritable(error) from None
    return status if isinstance(status, int) else 0
