"""A process that forks others: on Linux the quick way to a child that has loaded all it needs.

It has one thread, so that no lock is held while it forks, whatever threads its supervisor has. It
is itself a fork of the supervisor, made while that still has one thread.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import IO, Any, NoReturn, cast

from bulletinc.workers.serve import serve

_REPLY_S = 60.0  # for it to load what a task needs, and to fork
_MESSAGE_BYTES = 1 << 16


class ForkServer:
    """The process that forks, as its supervisor sees it.

    Its methods may be called from any thread.
    """

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(_REPLY_S)
        self._lock = threading.Lock()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            self._pid = os.fork()
            if not self._pid:
                self._control.close()
                _run(theirs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def fork(self, prepare: Callable[[], object] | None = None) -> Forked:
        """Start a child. ``prepare`` loads what its tasks need, and is called in the server, once.

        Raises ConnectionError where the server is gone.
        """
        ours, theirs = socket.socketpair()
        with ours, theirs:
            pid = self._ask(("fork", prepare and pickle.dumps(prepare)), [theirs.fileno()])
            if pid is None:
                raise ConnectionError
            return Forked(self, pid, ours)

    def end(self, pid: int) -> int | None:
        """Kill a child if it still lives, and return its exit status.

        ``None`` where the server is gone.
        """
        with suppress(ConnectionError):
            return self._ask(("end", pid))
        return None

    def close(self) -> None:
        """End the server, and with it what it has forked."""
        self._control.close()
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)

    def _ask(self, request: tuple[str, object], descriptors: list[int] | None = None) -> int | None:
        try:
            with self._lock:
                message = [pickle.dumps(request)]
                socket.send_fds(self._control, message, descriptors or [], socket.MSG_NOSIGNAL)
                reply = self._control.recv(_MESSAGE_BYTES)
        except OSError:  # timed out, too
            raise ConnectionError from None
        if not reply:
            raise ConnectionError
        return cast("int | None", pickle.loads(reply))


class Forked:
    """A process that a server has forked."""

    def __init__(self, server: ForkServer, pid: int, channel: socket.socket) -> None:
        self._server, self._pid = server, pid
        self._ended = False
        self._status: int | None = None
        # The streams keep the channel open when it is closed.
        self.to: IO[bytes] = channel.makefile("wb")
        self.answers: IO[bytes] = channel.makefile("rb")

    def has_ended(self) -> bool:
        """Whether it was ended."""
        return self._ended

    def end(self) -> int | None:
        """Kill it if it still lives, and return its exit status."""
        self._ended = True
        status = self._server.end(self._pid)
        for stream in (self.to, self.answers):
            with suppress(OSError):  # what was not sent will not be
                stream.close()
        self._status = self._status if status is None else status
        return self._status


_lent: ContextVar[ForkServer | None] = ContextVar("_lent", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Keep one server for all that is done in the block.

    Start it before the first thread of another sort.
    """
    with lent() as server:
        before = _lent.set(server)
        try:
            yield
        finally:
            _lent.reset(before)


def is_kept() -> bool:
    """Whether a server is kept, so that what it has loaded serves later tasks, too."""
    return _lent.get() is not None


@contextmanager
def lent() -> Iterator[ForkServer | None]:
    """The server that is kept, or one for this block; ``None`` where a process must not fork."""
    if server := _lent.get():
        yield server
        return
    if not _may_fork():
        yield None
        return
    server = ForkServer()
    try:
        yield server
    finally:
        server.close()


def _may_fork() -> bool:
    """Whether this process has one thread.

    A fork would copy the locks of others as they are, and nobody to open them.
    """
    with suppress(OSError):
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    return False


# In the server


def _run(control: socket.socket) -> NoReturn:
    try:
        with suppress(Exception):
            _answer(control)
    finally:
        os._exit(1)


def _answer(control: socket.socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    control.settimeout(None)
    with suppress(OSError):
        os.dup2(2, 1)  # what a child prints is no product
    children: set[int] = set()
    prepared: set[bytes] = set()
    while True:
        message, descriptors, _flags, _address = socket.recv_fds(control, _MESSAGE_BYTES, 1)
        if not message:  # the supervisor is gone
            for pid in children:
                _end(pid)
            os._exit(0)
        request: tuple[str, Any] = pickle.loads(message)
        match request:
            case ("fork", prepare):
                if prepare is not None and prepare not in prepared:
                    prepared.add(prepare)
                    _prepare(prepare)
                    if not _may_fork():  # a library has started a thread
                        return
                pid = _fork(control, descriptors[0])
                children.add(pid)
                reply: int | None = pid
            case ("end", int(pid)) if pid in children:
                children.remove(pid)
                reply = _end(pid)
            case _other:
                reply = None
        control.send(pickle.dumps(reply))


def _prepare(packed: bytes) -> None:
    with suppress(Exception):  # the first task meets it again, and tells
        pickle.loads(packed)()
    gc.freeze()  # what is loaded is shared by all children, if nothing touches it


def _fork(control: socket.socket, descriptor: int) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        control.close()
        with socket.socket(fileno=descriptor) as channel, suppress(BaseException):
            serve(channel.makefile("rb"), channel.makefile("wb"))
    finally:
        os._exit(1)


def _end(pid: int) -> int:
    """Kill a child, unless it has ended, and return its exit status."""
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
