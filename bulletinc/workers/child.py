"""A watched process: it carries out tasks one after another, within its bounds, and ends when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Protocol, TypeVar, cast

from bulletinc.i18n import language
from bulletinc.workers.bounds import Bounds, Lost, lost_by
from bulletinc.workers.messages import receive, send

if TYPE_CHECKING:
    from bulletinc.workers.forkserver import ForkServer

PROGRAM = "from bulletinc.workers.serve import main; main()"

_PREPARE = Bounds(timeout=60)  # for an interpreter to load what its tasks need

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Process(Protocol):
    """A process as a child needs it: two streams, and a way to end it."""

    to: IO[bytes]
    answers: IO[bytes]

    def has_ended(self) -> bool:
        """Whether it is known to have ended."""

    def end(self) -> int | None:
        """Kill it if it still lives, and return its exit status; ``None`` where nobody knows it any more."""


class Child:
    """A process that answers one task after another. Only one thread at a time may ask it.

    ``server`` forks it, which takes a few milliseconds; without one, an interpreter is started. ``idle_s``: the process
    ends by itself after so many seconds without a task.
    """

    def __init__(
        self,
        memory: int,
        server: ForkServer | None = None,
        prepare: Callable[[], object] | None = None,
        idle_s: float | None = None,
    ) -> None:
        self._process = _forked(server, prepare) or Spawned()
        with suppress(OSError):  # it ended already, which the first task will tell
            send(self._process.to, (memory, idle_s))
        if prepare and isinstance(self._process, Spawned):
            self.answer(_call, [prepare], _PREPARE)

    def answer(
        self,
        function: Callable[[_Task], _Result],
        tasks: Sequence[_Task],
        bounds: Bounds,
    ) -> list[_Result | Exception]:
        """Carry out tasks, and return a result or an error for each; :class:`Lost` for all if the process was lost."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.end()

        clock = threading.Timer(bounds.timeout * len(tasks), stop)
        clock.daemon = True
        clock.start()
        try:
            send(self._process.to, (function, tasks))
            return cast("list[_Result | Exception]", receive(self._process.answers))
        except (OSError, EOFError, ValueError):  # ValueError: it was ended, and its streams closed
            lost = lost_by(self.end())
            return [Lost("time") if late.is_set() else lost] * len(tasks)
        finally:
            clock.cancel()

    def end(self) -> int | None:
        """End the process, whatever it is busy with. Safe from any thread, and more than once."""
        return self._process.end()

    @property
    def ended(self) -> bool:
        """Whether the process is known to have ended."""
        return self._process.has_ended()


def _forked(server: ForkServer | None, prepare: Callable[[], object] | None) -> Process | None:
    try:
        return None if server is None else server.fork(prepare)
    except ConnectionError:  # the server died
        return None


def _call(prepare: Callable[[], object]) -> None:
    prepare()


class Spawned:
    """A process started by a fresh interpreter: slow to begin, possible everywhere and from any thread."""

    def __init__(self) -> None:
        path = os.pathsep.join(each or os.getcwd() for each in sys.path)
        environment = {**os.environ, "PYTHONPATH": path, "BULLETINC_LANG": language()}
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self.to = cast("IO[bytes]", self._process.stdin)
        self.answers = cast("IO[bytes]", self._process.stdout)

    def has_ended(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def end(self) -> int | None:
        """Kill it if it still lives, and return its exit status."""
        self._process.kill()
        status = self._process.wait()
        for stream in (self.to, self.answers):
            with suppress(OSError):  # what was not sent will not be
                stream.close()
        return status
