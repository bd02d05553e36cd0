"""Standard input, output and error: the product goes to stdout, talk to stderr."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from bulletinc.errors import BulletinError
from bulletinc.files import reason
from bulletinc.i18n import _


def prepare() -> None:
    """Make the process behave as a command line program does.

    For the program only, never for a caller of the Python interface.
    """
    # A reader that has seen enough (``| head``) ends us silently, as it ends any other program.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # A file name may hold bytes that are not text, and a terminal may lack Chinese: neither raises.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="surrogateescape"
            if sys.stdout.encoding.lower() == "utf-8"
            else "backslashreplace"
        )


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
    """Read all of standard input. On a terminal, say how to end the text."""
    if sys.stdin.isatty():
        write_message(
            _(
                "Type or paste the text, then press Ctrl-D on an empty line (on Windows: "
                "Ctrl-Z and Enter)."
            )
        )
    return sys.stdin.buffer.read()


def write_output(product: str | bytes) -> None:
    """Write to standard output. Raises BulletinError where that fails (a full disk)."""
    try:
        click.echo(product, nl=isinstance(product, str))
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _give_up_stdout()
        raise BulletinError(
            _("The output cannot be written ({reason}).").format(reason=reason(error)),
            _("Check where the output of this command goes."),
        ) from None


def _give_up_stdout() -> None:
    """Discard what is still buffered, or Python writes it at exit and fails with its own text."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def write_message(line: str) -> None:
    """Write a line to standard error."""
    click.echo(line, err=True)


def is_interactive() -> bool:
    """Whether standard error is a terminal, which a person reads as it comes."""
    return sys.stderr.isatty()
