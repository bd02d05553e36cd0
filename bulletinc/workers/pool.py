"""Work shared out among watched processes.

A task that hangs, crashes or uses up the memory costs only itself.

Invariants: every task is answered exactly once; a task whose process was lost is tried once more in
a process of its own; no process outlives the caller, not even one that was killed.
"""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from bulletinc.errors import Defect
from bulletinc.workers.bounds import Bounds, Lost
from bulletinc.workers.child import Child
from bulletinc.workers.forkserver import ForkServer, is_kept, lent

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
_Answered = Generator[tuple[_Task, _Result | Exception], None, None]

_PER_WORKER = 2  # parts of the work handed out or waiting, so that nobody has to wait for the next
_POLL_S = 0.5  # between two looks for Ctrl-C, which on Windows interrupts no waiting
_JOIN_S = 5.0  # for threads whose processes have been ended


def run(
    function: Callable[[_Task], _Result],
    tasks: Iterable[_Task],
    workers: int,
    bounds: Bounds | None = None,
    *,
    chunk: int = 1,
    prepare: Callable[[], object] | None = None,
) -> _Answered[_Task, _Result]:
    """Yield each task with what the function returns for it, as they come, in no order.

    Or with the error.

    The error is a BulletinError that the function raised, a Defect for any other, or :class:`Lost`
    where there was no answer. ``tasks`` are taken as they are needed, in this thread; ``chunk`` of
    them go to a process at once, for quick ones. ``prepare`` loads what all of them need, once.
    There are never more processes than tasks.
    """
    waiting = iter(tasks)
    first = list(islice(waiting, 2))
    lasting = len(first) > 1 or is_kept()  # what is loaded once is used again
    work = _Work(function, bounds or Bounds(), prepare if lasting else None)
    again: dict[bool, list[_Task]] = {True: [], False: []}  # by whether the time was over
    with lent() as work.server:
        for task, answer in _through(work, _parts(chain(first, waiting), chunk), workers):
            if isinstance(answer, Lost) and len(first) > 1:
                again[answer.reason == "time"].append(task)
            else:
                yield task, answer
        work.fresh = True
        yield from _through(work, _parts(again[True], 1), workers)
        # One at a time: together they may have been too much.
        yield from _through(work, _parts(again[False], 1), 1)


@dataclass
class _Work(Generic[_Task, _Result]):
    """What is done to each task, and how. ``fresh``: each in a process that did nothing before."""

    function: Callable[[_Task], _Result]
    bounds: Bounds
    prepare: Callable[[], object] | None
    server: ForkServer | None = None
    fresh: bool = False


def _parts(tasks: Iterable[_Task], size: int) -> Iterator[list[_Task]]:
    waiting = iter(tasks)
    while part := list(islice(waiting, size)):
        yield part


def _through(
    work: _Work[_Task, _Result], parts: Iterator[list[_Task]], workers: int
) -> _Answered[_Task, _Result]:
    under_way = 0
    with closing(_Team(work, workers)) as team:
        while True:
            while under_way < _PER_WORKER * workers and (part := next(parts, None)):
                team.give(part)
                under_way += 1
            if not under_way:
                return
            part, answers = team.take()
            under_way -= 1
            yield from zip(part, answers, strict=True)


class _Team(Generic[_Task, _Result]):
    """Threads that each own a process, which carries out one part of the work after another."""

    def __init__(self, work: _Work[_Task, _Result], size: int) -> None:
        self._work, self._size = work, size
        self._given: queue.SimpleQueue[list[_Task] | None] = queue.SimpleQueue()
        self._taken: queue.SimpleQueue[tuple[list[_Task], list[Any]]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._children: set[Child[_Task, _Result]] = set()
        self._closed = False

    def give(self, part: list[_Task]) -> None:
        """Hand out a part of the work, to another thread if there are not enough of them yet."""
        if len(self._threads) < self._size:
            thread = threading.Thread(target=self._carry_out, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._given.put(part)

    def take(self) -> tuple[list[_Task], list[_Result | Exception]]:
        """Wait for a part that is done, and return it with its answers."""
        while True:
            with suppress(queue.Empty):
                return self._taken.get(timeout=_POLL_S)

    def close(self) -> None:
        """End all processes and threads."""
        self._closed = True
        for _thread in self._threads:
            self._given.put(None)
        for child in tuple(self._children):
            child.end()
        for thread in self._threads:
            thread.join(_JOIN_S)

    def _carry_out(self) -> None:
        # SIGPIPE would end us where a process dies that is being written to; the others are for the
        # main thread.
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        child: Child[_Task, _Result] | None = None
        while (part := self._given.get()) is not None:
            answers: list[Any]
            try:
                child = self._child(child)
                answers = child.answer(part)
            except Exception as error:  # a task that cannot be sent, no more processes
                answers = [Defect.of(error)] * len(part)
            self._taken.put((part, answers))
        if child:
            self._end(child)

    def _child(self, child: Child[_Task, _Result] | None) -> Child[_Task, _Result]:
        """The same process, or another one where that has ended or is not to be used twice."""
        if child and not child.ended and not self._work.fresh:
            return child
        if child:
            self._end(child)
        work = self._work
        child = Child(work.function, work.bounds, work.server, work.prepare)
        self._children.add(child)
        if self._closed:
            child.end()
        return child

    def _end(self, child: Child[_Task, _Result]) -> None:
        child.end()
        self._children.discard(child)
