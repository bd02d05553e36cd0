"""A desk run until it is told to end. The only place that knows uvicorn."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from bulletinc.batch.key import own_key
from bulletinc.errors import BulletinError
from bulletinc.files import reason
from bulletinc.i18n import _
from bulletinc.server import journal
from bulletinc.workers import forkserver

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from bulletinc.server.desk import DeskState

DEFAULT_PORT = 8470
_HOST = "127.0.0.1"
_PORTS = 10  # that are tried where the usual one is taken
_PATIENCE_S = 3  # for answers that are under way when the desk ends
_IDLE_S = 120  # for a browser to use a connection again
_KEY_BYTES = 32


def serve(
    folder: Path, port: int | None, opened: Callable[[str], None], tell: Callable[[str], None]
) -> None:
    """Serve a folder until Ctrl-C. ``port`` is the one to take; without it the usual one.

    ``opened`` is called with the address once it can be opened, ``tell`` with another one where
    that was used. Raises BulletinError where the desk cannot be opened.
    """
    check_installed()
    folder = _checked(folder)
    listener = _listener(port)
    with listener, forkserver.kept(), forkserver.lent() as server, journal.kept():
        from bulletinc.server.app import make_app
        from bulletinc.server.desk import DeskState
        from bulletinc.server.guard import DeskEntry

        number = listener.getsockname()[1]
        entry = DeskEntry(number, _key(folder), tell)
        desk = DeskState(folder, server)
        running = _Running(desk, make_app(desk, entry), lambda: opened(entry.address))
        desk.stop = running.stop
        journal.note(f"begins: {folder}, port {number}")
        try:
            with suppress(KeyboardInterrupt):
                running.run(listener)
        except BaseException as error:  # whatever ends it, even what calls itself an exit
            journal.note("ends by a failure", error)
            raise
        journal.note("ends in good order")


def check_installed() -> None:
    """Raise BulletinError where the libraries of the desk are missing."""
    try:
        import starlette
        import uvicorn
    except ImportError:
        raise BulletinError(
            _("The desk needs the packages starlette and uvicorn, which are not installed."),
            _('Install them with: pip install "bulletinc[desk]"'),
        ) from None
    del starlette, uvicorn


def _checked(folder: Path) -> Path:
    if not folder.is_dir():
        raise BulletinError(
            _("{path}: there is no such folder.").format(path=folder),
            _("Name the folder of your bulletins, or make it first."),
        )
    return Path(os.path.abspath(folder))


def _listener(port: int | None) -> socket.socket:
    """A socket of this machine alone. Raises BulletinError where there is none to have."""
    tried = range(DEFAULT_PORT, DEFAULT_PORT + _PORTS) if port is None else [port]
    for number in tried:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if os.name == "posix":  # a desk that has just ended holds its port for a while
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((_HOST, number))
            listener.listen()
        except OSError as error:
            listener.close()
            failure = error
        else:
            return listener
    if port is None:
        raise BulletinError(
            _("The ports {first} to {last} are all taken.").format(first=tried[0], last=tried[-1]),
            _("Close another desk, or choose a port: bulletinc serve --port 9000"),
        )
    raise BulletinError(
        _("Port {port} cannot be used ({reason}).").format(port=port, reason=reason(failure)),
        _("Another program may have it, perhaps another desk. Choose another one with --port."),
    )


def _key(folder: Path) -> bytes:
    """What seals the cookie: another folder has another one, a restart the same."""
    import hmac

    own = own_key() or os.urandom(_KEY_BYTES)
    return hmac.digest(own, os.fsencode(folder), "sha256")


class _Running:
    """The server of a desk."""

    def __init__(self, desk: DeskState, app: ASGIApp, opened: Callable[[], None]) -> None:
        import uvicorn

        class Server(uvicorn.Server):
            """Ends the events before it waits for answers that are under way."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                opened()

            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                journal.note(f"is told to end: {signal.Signals(sig).name}")
                desk.hub.close()
                if sig == signal.SIGINT:
                    super().handle_exit(sig, frame)
                else:
                    self.should_exit = True

        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=_PATIENCE_S,
            timeout_keep_alive=_IDLE_S,
        )
        self._desk = desk
        self._server = Server(config)

    def run(self, listener: socket.socket) -> None:
        """Serve until the end, which a window that is closed is, too."""
        hang_up = getattr(signal, "SIGHUP", None)
        if hang_up and signal.getsignal(hang_up) is signal.SIG_DFL:
            signal.signal(hang_up, self._server.handle_exit)
        self._server.run([listener])

    def stop(self) -> None:
        """End, in good order."""
        journal.note("is told to end by its page")
        self._desk.hub.close()
        self._server.should_exit = True
