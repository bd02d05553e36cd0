"""Standard input, output and error: the product goes to stdout, messages to stderr.

Text is shown with its control characters visible; bytes pass unchanged, for programs.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

from bulletinc.errors import BulletinError
from bulletinc.files import LARGEST_BYTES, reason, too_large
from bulletinc.i18n import _, show_controls, without_commands

_LAYOUT = "\n\t"


def prepare() -> None:
    """Make the process behave as a command line program does.

    For the program only, never for a caller of the Python interface.
    """
    # A reader that has seen enough (``| head``) ends us silently, as it ends any other program.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _open_closed_streams()
    # A file name may hold bytes that are not text, and a terminal may lack Chinese: neither raises.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="surrogateescape"
            if sys.stdout.encoding.lower() == "utf-8"
            else "backslashreplace"
        )


def _open_closed_streams() -> None:
    """Give closed streams (``2>&-``) a place, or the next file opened would take theirs.

    Standard output stays ``None``: what should go there is an error. Errors go nowhere.
    """
    closed = [sys.stdin is None, sys.stdout is None, sys.stderr is None]
    for number, is_closed in enumerate(closed):
        if is_closed:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
    if closed[2]:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into KeyboardInterrupt while other processes work for this one.

    So a request to end stops them in good order, as Ctrl-C does. A child that dies while it is
    written to does not end this process.
    """
    handlers: dict[str, Any] = {
        "SIGTERM": signal.default_int_handler,
        "SIGHUP": signal.default_int_handler,
        "SIGPIPE": signal.SIG_IGN,
    }
    if threading.current_thread() is not threading.main_thread():
        handlers = {}
    before = {
        number: signal.signal(number, handler)
        for name, handler in handlers.items()
        if (number := getattr(signal, name, None))
    }
    broken = None
    try:
        yield
    except BrokenPipeError as error:
        # Standard output was closed: end by SIGPIPE as prepare() wants, but after the children.
        broken = error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if broken:
        if hasattr(signal, "SIGPIPE"):
            signal.raise_signal(signal.SIGPIPE)
        raise broken


def read_stdin() -> bytes:
    """Read all of standard input, as much as a file may hold. On a terminal, say how to end it.

    Raises BulletinError where it is closed, cannot be read, or does not end in time.
    """
    if sys.stdin is None:
        raise _no_input(_("it is closed"))
    if sys.stdin.isatty():
        write_message(
            _(
                "Type or paste the text, then press Ctrl-D on an empty line (on Windows: "
                "Ctrl-Z and Enter)."
            )
        )
    try:
        data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _no_input(reason(error)) from None
    if len(data) > LARGEST_BYTES:
        raise too_large(_("(standard input)"), LARGEST_BYTES)
    return data


def _no_input(why: str) -> BulletinError:
    return BulletinError(
        _("Standard input cannot be read ({reason}).").format(reason=why),
        _("Name a file instead of -, or give the text through a pipe."),
    )


def write_output(product: str | bytes, *, styled: bool = False, commands: bool = False) -> None:
    """Write to standard output. ``styled`` text has been made visible, and then coloured.

    ``commands`` of GitHub pass only where they are our own.
    Raises BulletinError where that fails (a full disk, a closed stream).
    """
    if sys.stdout is None:
        raise _no_output(_("it is closed"))
    if isinstance(product, str) and not styled:
        product = show_controls(product, _LAYOUT)
    if isinstance(product, str) and not commands:
        product = without_commands(product)
    try:
        click.echo(product, nl=isinstance(product, str))
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise unwritable(error) from None


def unwritable(error: OSError) -> BulletinError:
    """The error for a standard output that took no more. What is left of it is discarded."""
    _give_up_stdout()
    return _no_output(reason(error))


def _no_output(why: str) -> BulletinError:
    return BulletinError(
        _("The output cannot be written ({reason}).").format(reason=why),
        _("Check where the output of this command goes."),
    )


def _give_up_stdout() -> None:
    """Discard what is still buffered, or Python writes it at exit and fails with its own text."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def write_name(path: object) -> None:
    """Write the name of a file to standard output, on a line of its own whatever it contains."""
    write_output(show_controls(str(path)))


def write_message(line: str, *, styled: bool = False, commands: bool = False) -> None:
    """Write a line to standard error. One that cannot be written (a full disk) is dropped."""
    with suppress(OSError):
        shown = line if styled else show_controls(line, _LAYOUT)
        click.echo(shown if commands else without_commands(shown), err=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a standard stream is open, and a person reads it as it comes."""
    return stream is not None and stream.isatty()


def is_interactive() -> bool:
    """Whether standard error is a terminal."""
    return is_terminal(sys.stderr)


def coloured() -> bool:
    """Whether standard output is coloured: where that is asked for, else where a person looks.

    By https://no-color.org and https://bixense.com/clicolors.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if any(
        os.environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
