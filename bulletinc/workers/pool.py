"""Work shared out among processes that are watched over: a task that hangs, crashes or eats the memory costs itself alone.

The only place that knows Pebble. Invariants: every task is answered exactly once; a task whose process was lost is tried once
more in a process of its own; no process outlives the caller, not even one that was killed.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from bulletinc.errors import BulletinError, Defect

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

    from pebble import ProcessPool

Task = TypeVar("Task")
Result = TypeVar("Result")
Reason = Literal["time", "memory", "killed", "crashed"]

_OUT_OF_MEMORY = 77  # the exit status of a process that met its bound
_QUIET_AFTER_DEATH = 10.0  # seconds without an answer: the one that died may have left the pool's pipe locked or half written
_QUIET = 60.0  # the same where none has died, beyond the tasks' own time
_FAREWELL = 5.0  # seconds for the pool's own threads to end; one that waits for a process which is no more may be left
_BREATH = 0.5  # seconds between two looks at the clock
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may use: ``timeout`` in seconds, ``memory`` in megabytes, where the system can hold a process to it."""

    timeout: float = 120
    memory: int = 2048


class Lost(Exception):  # noqa: N818
    """A task that got no answer: it ran over its time, or its process met the bound on memory, was killed, or crashed."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def processors() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    bounds: Bounds | None = None,
    chunk: int = 1,
) -> Generator[tuple[Task, Result | Exception], None, None]:
    """Each task with what the function gives for it, as they come, in no order; or with the error: :class:`BulletinError`,
    :class:`Defect` for any other that the function raised, :class:`Lost` where there was no answer.

    ``tasks`` are taken as they are needed, in this thread. ``chunk`` tasks go to a process at once, for those that are quick.
    """
    bounds = bounds or Bounds()
    waiting = iter(tasks)
    first = list(islice(waiting, 2))
    if len(first) == 1:  # without a pool, which takes longer to start
        yield first[0], _alone(function, first[0], bounds)
        return
    stuck: list[Task] = []
    dead: list[Task] = []
    for task, answer in _shared(function, chain(first, waiting), workers, bounds, chunk):
        if isinstance(answer, Lost):
            (stuck if answer.reason == "time" else dead).append(task)
        else:
            yield task, answer
    yield from _shared(function, stuck, workers, bounds, fresh=True)
    yield from _shared(
        function, dead, 1, bounds, fresh=True
    )  # one at a time: together they may have been too much


def _alone(function: Callable[[Task], Result], task: Task, bounds: Bounds) -> Result | Exception:
    """A task in a process of its own, a child of this one, which nothing but its answer and its time can end."""
    context = _context()
    answers, answering = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(answering, function, task, bounds.memory))
    with _deaf():
        process.start()
    answering.close()
    try:
        if not answers.poll(bounds.timeout):
            return Lost("time")
        answer: Result | Exception = answers.recv()
    except EOFError:
        process.join()
        return lost(process.exitcode)
    else:
        return answer
    finally:
        process.kill()
        process.join()
        answers.close()


def _answer(
    answering: Connection, function: Callable[[Task], Result], task: Task, memory: int
) -> None:
    begin(memory)
    answering.send(guarded(function, task))


def _shared(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    workers: int,
    bounds: Bounds,
    chunk: int = 1,
    *,
    fresh: bool = False,
) -> Iterator[tuple[Task, Result | Exception]]:
    """Tasks through one pool, or through another after it where that broke. ``fresh``: each in a process that did nothing before."""
    waiting = iter(tasks)
    again: deque[list[Task]] = deque()

    def parts() -> Iterator[list[Task]]:
        while again:
            yield again.popleft()
        while part := list(islice(waiting, chunk)):
            yield part

    while first := next(parts(), None):
        again.appendleft(first)
        unanswered: list[list[Task]] = []
        answered = False
        with _pool(workers, bounds, fresh=fresh) as pool:
            for part, answers in _answers(pool, function, parts(), 2 * workers, bounds, unanswered):
                answered = True
                yield from zip(part, answers, strict=True)
        if answered:
            again.extendleft(reversed(unanswered))
        else:  # whoever broke it is among these
            yield from ((task, Lost("crashed")) for part in unanswered for task in part)


@contextmanager
def _pool(workers: int, bounds: Bounds, *, fresh: bool) -> Iterator[ProcessPool]:
    """A pool of Pebble's, which is stopped at once when it is left."""
    from multiprocessing import active_children

    from pebble import ProcessPool

    others = set(active_children())
    pool = ProcessPool(workers, int(fresh), begin, (bounds.memory,), _context())
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]  # Pebble's types have a gap here
        for process in set(active_children()) - others:
            process.kill()  # they hold nothing that would have to be put in order; one that has just begun would complain
        farewell = threading.Thread(target=_join, args=(pool,), daemon=True)
        farewell.start()
        farewell.join(_FAREWELL)


def _join(pool: ProcessPool) -> None:
    with suppress(Exception):  # it may find its pipes cut
        pool.join()


def _answers(
    pool: ProcessPool,
    function: Callable[[Task], Result],
    parts: Iterator[list[Task]],
    window: int,
    bounds: Bounds,
    unanswered: list[list[Task]],
) -> Iterator[tuple[list[Task], list[Result | Exception]]]:
    """The answers to parts of the work, as they come; ``window`` parts are handed over at once.

    Ends early where the pool is broken, and leaves in ``unanswered`` what was handed over.
    """
    from pebble import ProcessExpired

    done: queue.SimpleQueue[Future[list[Result | Exception]]] = queue.SimpleQueue()
    handed: dict[Future[list[Result | Exception]], list[Task]] = {}
    heard, died = time.monotonic(), False
    while True:
        with suppress(RuntimeError):  # it is broken: what was handed over tells
            while len(handed) < window and (part := next(parts, None)):
                unanswered.append(part)
                with _undisturbed():  # the first call starts the processes
                    future = pool.schedule(
                        _each, (function, part), timeout=bounds.timeout * len(part)
                    )
                handed[future] = part
                future.add_done_callback(done.put)
        if not handed:
            return
        try:
            finished = done.get(timeout=_BREATH)
        except queue.Empty:
            if time.monotonic() - heard > (
                _QUIET_AFTER_DEATH if died else _QUIET + bounds.timeout * max(map(len, unanswered))
            ):
                return
            continue
        part, heard = handed.pop(finished), time.monotonic()
        match finished.exception():
            case None:
                died, answers = False, finished.result()
            case TimeoutError():
                answers = [Lost("time")] * len(part)
            case ProcessExpired() as expired:
                died, answers = True, [lost(expired.exitcode)] * len(part)
            case _broken:
                return
        unanswered.remove(part)
        yield part, answers


def _context() -> Any:
    """How processes are started: on Linux as copies of this one, which begin at once; elsewhere its libraries may not survive that.

    The first ones are copied before the pool has threads. One that takes a lost one's place is copied while they run: should it
    inherit a lock that one of them held, it is a process that hangs, and is dealt with as such.
    """
    import multiprocessing

    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile does not hear Ctrl-C: it ends when this process says so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C and the like wait until this is over: a process half started could not be told to end."""
    came: list[int] = []
    numbers = (
        (signal.SIGINT, signal.SIGTERM)
        if threading.current_thread() is threading.main_thread()
        else ()
    )
    before = {
        number: signal.signal(number, lambda number, _frame: came.append(number))
        for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for first in came[:1]:
        signal.raise_signal(first)


# In the other process


def begin(memory: int) -> None:
    """Bind this process to its bound on memory and to the life of its parent, and let it end at once when it is told to."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with_parent()
    with suppress(
        ImportError, OSError, ValueError
    ):  # Windows has no such bounds, macOS not this one
        import resource

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        hard = resource.getrlimit(kind)[1]
        bound = memory * _MEGABYTE
        resource.setrlimit(
            kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard)
        )


def _die_with_parent() -> None:
    from multiprocessing import parent_process

    if (
        sys.platform == "linux"
    ):  # whatever this process is busy with, even where it would let no other thread run
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if parent := parent_process():
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _each(function: Callable[[Task], Result], tasks: list[Task]) -> list[Result | Exception]:
    return [guarded(function, task) for task in tasks]


def guarded(function: Callable[[Task], Result], task: Task) -> Result | Exception:
    """The result, or the error in a form that can be sent."""
    try:
        return function(task)
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, MemoryError):
                os._exit(_OUT_OF_MEMORY)  # what this process still knows may be half made
            cause = cause.__cause__
        return error if isinstance(error, BulletinError) else Defect.of(error)


def lost(status: int | None) -> Lost:
    """Why a process ended that should not have, by its exit status: the negative number of a signal, or its own."""
    if status == _OUT_OF_MEMORY:
        return Lost("memory")
    if status is None or status >= 0:
        return Lost("crashed", "" if status is None else str(status))
    name = signal.Signals(-status).name if -status in list(signal.Signals) else str(-status)
    return Lost(
        "killed" if -status in {signal.SIGTERM, getattr(signal, "SIGKILL", 9)} else "crashed", name
    )
