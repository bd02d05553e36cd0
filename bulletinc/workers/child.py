"""A watched process.

It carries out tasks one after another, within its bounds, and ends when it is told to.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from bulletinc.i18n import language
from bulletinc.workers.bounds import Bounds, Lost, lost_by
from bulletinc.workers.messages import receive, send

if TYPE_CHECKING:
    from bulletinc.workers.forkserver import ForkServer

PROGRAM = "from bulletinc.workers.serve import main; main()"

_START_S = 60.0  # for an interpreter to load what its tasks need

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Process(Protocol):
    """A process as a child needs it: two streams, and a way to end it."""

    to: IO[bytes]
    answers: IO[bytes]

    def has_ended(self) -> bool:
        """Whether it is known to have ended."""

    def end(self) -> int | None:
        """Kill it if it still lives, and return its exit status.

        ``None`` where nobody knows it any more.
        """


class Child(Generic[_Task, _Result]):
    """A process that carries out one task after another by one function.

    Only one thread at a time may ask it.

    ``server`` forks it, which takes a few milliseconds; without one, an interpreter is started.
    ``prepare`` loads what the tasks need. ``idle_s``: the process ends by itself after so many
    seconds without a task.
    """

    def __init__(
        self,
        function: Callable[[_Task], _Result],
        bounds: Bounds,
        server: ForkServer | None = None,
        prepare: Callable[[], object] | None = None,
        idle_s: float | None = None,
    ) -> None:
        self._bounds = bounds
        self._process = _forked(server, prepare) or Spawned()
        start = (bounds.memory, idle_s, pickle.dumps(function), prepare and pickle.dumps(prepare))
        self._exchange(start, _START_S)  # which an ended process leaves to the first task to tell

    def answer(
        self, tasks: Sequence[_Task], timeout_s: float | None = None
    ) -> list[_Result | Exception]:
        """Carry out tasks, and return a result or an error for each.

        :class:`Lost` from where the process was lost.

        ``timeout_s`` is for each task, and stands in place of its bound.
        """
        # All in one pickle: they may share much, such as the rules that drafts are held to.
        message: tuple[int, bytes] | None = (len(tasks), pickle.dumps(tasks))
        answers: list[Any] = []
        while len(answers) < len(tasks):
            answer = self._exchange(message, timeout_s or self._bounds.timeout)
            message = None
            answers += [answer] * (len(tasks) - len(answers) if isinstance(answer, Lost) else 1)
        return answers

    def _exchange(self, message: object, timeout_s: float) -> Any:
        """Send a message, if there is one, and wait for a reply.

        Ends the process where that takes too long.
        """
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.end()

        clock = threading.Timer(timeout_s, stop)
        clock.daemon = True
        clock.start()
        try:
            if message is not None:
                send(self._process.to, message)
            return receive(self._process.answers)
        except (OSError, EOFError, ValueError):  # ValueError: it was ended, and its streams closed
            lost = lost_by(self.end())
            return Lost("time") if late.is_set() else lost
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


class Spawned:
    """A process started by a fresh interpreter.

    Slow to begin, possible everywhere and from any thread.
    """

    def __init__(self) -> None:
        path = os.pathsep.join(each or os.getcwd() for each in sys.path)
        environment = {**os.environ, "PYTHONPATH": path, "BULLETINC_LANG": language()}
        self._process = subprocess.Popen(
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
