"""A watched process that serves the desk: one task after another, quick because it is warm."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from bulletinc.server.refusals import UNAVAILABLE, Refusal
from bulletinc.workers.bounds import Bounds, Lost
from bulletinc.workers.child import Child
from bulletinc.workers.forkserver import ForkServer
from bulletinc.workers.losses import loss_error

_MOST_LINES = 256  # of which the newest version is known

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class BenchTask:
    """A function of a module, and what it is called with."""

    function: Callable[[Any], Any]
    argument: Any


def carry_out(task: BenchTask) -> Any:
    """Do a task, in the watched process."""
    return task.function(task.argument)


class Superseded(Exception):
    """A task that nobody waits for any more: one of a newer version came."""


class Bench:
    """One watched process and the thread that hands it tasks.

    A process that was lost costs the task that it was busy with; the next has a new one.
    """

    def __init__(self, bounds: Bounds, server: ForkServer | None = None) -> None:
        self._bounds = bounds
        self._server = server
        self._thread = ThreadPoolExecutor(1)
        self._child: Child[BenchTask, Any] | None = None
        self._newest: OrderedDict[str, int] = OrderedDict()
        self._closed = False

    async def run(
        self, function: Callable[[_Argument], _Result], argument: _Argument, name: str
    ) -> _Result:
        """Call a function in the process. ``name`` is what messages call the draft.

        Raises BulletinError where the function does, and where its process was lost.
        """
        task = BenchTask(function, argument)
        answer = await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, task)
        return cast("_Result", self._judged(answer, name))

    def turn(self, line: str, version: int) -> BenchTurn:
        """The turn of one version of what somebody types; ``line`` tells who that is."""
        self._newest[line] = max(version, self._newest.pop(line, version))
        if len(self._newest) > _MOST_LINES:
            self._newest.popitem(last=False)
        return BenchTurn(self, line, version)

    async def run_newest(self, task: BenchTask, name: str, line: str, version: int) -> Any:
        """As :meth:`run`. Raises :class:`Superseded` where a newer version has its turn by then."""

        def ask() -> Any:
            return Superseded() if self._newest.get(line, 0) > version else self._ask(task)

        answer = await asyncio.get_running_loop().run_in_executor(self._thread, ask)
        return self._judged(answer, name)

    def warm_up(self, function: Callable[[_Argument], object], argument: _Argument) -> None:
        """Have the process load what its tasks need, while nobody waits."""
        self._thread.submit(self._ask, BenchTask(function, argument))

    def close(self) -> None:
        """End the process, whatever it is busy with."""
        self._closed = True
        if child := self._child:
            child.end()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _ask(self, task: BenchTask) -> Any:
        """The answer to a task; from a second process where the first one was killed."""
        answer = self._ask_once(task)
        if isinstance(answer, Lost) and answer.reason == "killed" and not self._closed:
            return self._ask_once(task)
        return answer

    def _ask_once(self, task: BenchTask) -> Any:
        if self._child is None or self._child.ended:
            self._child = Child(carry_out, self._bounds, self._server)
            if self._closed:
                self._child.end()
        (answer,) = self._child.answer([task])
        return answer

    def _judged(self, answer: Any, name: str) -> Any:
        if isinstance(answer, Lost):
            error = loss_error(name, answer, self._bounds)
            raise Refusal(UNAVAILABLE, error.message, error.remedy)
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass(frozen=True, slots=True)
class BenchTurn:
    """What is done for one version of a text, in steps: between them a newer one may come."""

    bench: Bench
    line: str
    version: int

    async def run(
        self, function: Callable[[_Argument], _Result], argument: _Argument, name: str
    ) -> _Result:
        """Do a step. Raises :class:`Superseded` where a newer version came, else as the bench."""
        task = BenchTask(function, argument)
        answer = await self.bench.run_newest(task, name, self.line, self.version)
        return cast("_Result", answer)
