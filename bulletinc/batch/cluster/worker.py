"""The part of a worker: it takes a batch, has one page after another set by a process beside it, and answers for each.

A document that crashes, hangs or eats the memory costs that process, never the worker. Pango is not made for threads, so each thread
of a worker has a process of its own; :mod:`subprocess` starts it, because Dask's workers may have no children by
:mod:`multiprocessing`. Processes are kept for the next batch, and end by themselves when they have long had none.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from bulletinc.batch.cluster.theme_archive import ThemeArchive, unpack
from bulletinc.compiler import BuildRequest, BuildResult, pages
from bulletinc.errors import BulletinError, Defect
from bulletinc.workers import pool

_START = 60.0  # seconds for a process to load what it needs and to show its traits
_IDLE = 300.0  # seconds after which a process without work ends
_PROGRAM = "from bulletinc.batch.cluster.worker import serve; serve()"

# One of ("pages", outputs by format, notes, number of findings or None), ("error", message, remedy),
# ("defect", what, trace), ("lost", reason, detail), or ("other", traits) where this machine would make other pages.
Answer = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """An order and the traits that who carries it out must have. A theme of the user's own is called by the name of its parcel."""

    order: BuildRequest
    traits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tasks, each held to the bounds, and the language of their messages."""

    tasks: Sequence[Task]
    bounds: pool.Bounds
    language: str


@dataclass(frozen=True, slots=True)
class WorkerCall:
    """A task as it goes to the process beside: to be done, or only to be compared with its traits.

    Where its theme was unpacked, messages name the folder that it comes from.
    """

    task: Task
    language: str
    compare: bool = False
    unpacked: str = ""
    folder: str = ""


def pack(value: Batch | ThemeArchive) -> bytes:
    """A value in a form that a scheduler need not understand."""
    return pickle.dumps(value)


def ready() -> None:
    """Nothing, where this module can be loaded. A worker that cannot load it would not survive a task."""


def parcel(packed: bytes) -> bytes:
    """A packed parcel, as the result of a task that can be done again where the worker that keeps it dies."""
    return packed


def compare(packed: bytes) -> tuple[str, list[Answer]]:
    """The address of this worker; and for each task of a batch, which of the official theme, whether its traits are found here."""
    batch = cast("Batch", _unpacked(packed))
    return _address(), [
        _compared(WorkerCall(task, batch.language), batch.bounds) for task in batch.tasks
    ]


def build(packed: bytes, *parcels: bytes) -> tuple[str, list[Answer]]:
    """The address of this worker, and the answer to each task of a batch. A task whose process was lost is tried once more in a new one.

    Ends early where nobody waits for the answers any more.
    """
    batch = cast("Batch", _unpacked(packed))
    themes = dict(map(_theme, parcels))
    answers: list[Answer] = []
    for task in batch.tasks:
        if _abandoned():
            break
        errand = WorkerCall(task, batch.language)
        if task.order.options.theme in themes:
            place, folder = themes[task.order.options.theme]
            order = replace(task.order, options=replace(task.order.options, theme=place))
            errand = replace(errand, task=replace(task, order=order), unpacked=place, folder=folder)
        answer = _done(errand, batch.bounds)
        answers.append(answer if answer[0] != "lost" else _done(errand, batch.bounds, fresh=True))
    return _address(), answers


def _unpacked(packed: bytes) -> object:
    return pickle.loads(packed)  # noqa: S301


def _theme(packed: bytes) -> tuple[str | os.PathLike[str] | None, tuple[str, str]]:
    """The name of a parcel, the folder that it is unpacked in, and the one that it comes from."""
    from distributed.worker import get_worker

    return _kept(packed, Path(get_worker().local_directory, "bulletinc"))


@lru_cache(maxsize=8)
def _kept(packed: bytes, below: Path) -> tuple[str, tuple[str, str]]:
    parcel = cast("ThemeArchive", _unpacked(packed))
    return parcel.name, (str(unpack(parcel, below)), parcel.folder)


def _address() -> str:
    from distributed.worker import get_worker

    return str(get_worker().address)


def _abandoned() -> bool:
    """Whether the task that this thread works on was given up, because its client went away."""
    from distributed.worker import get_worker, thread_state

    task = get_worker().state.tasks.get(thread_state.key)
    return task is None or task.state == "cancelled"


# The processes beside

_idle: dict[int, deque[_Process]] = {}  # by the bound on memory; a deque, because threads share it


def _done(errand: WorkerCall, bounds: pool.Bounds, *, fresh: bool = False) -> Answer:
    """The answer to an errand of a process that has the right traits."""
    process = _process(bounds, fresh=fresh)
    try:
        different = process.compared(errand)
        return different or process.answer(errand, bounds.timeout)
    finally:
        process.put_back()


def _compared(errand: WorkerCall, bounds: pool.Bounds) -> Answer:
    """An empty answer where the traits are found here."""
    process = _process(bounds)
    try:
        return process.compared(errand)
    finally:
        process.put_back()


def _process(bounds: pool.Bounds, *, fresh: bool = False) -> _Process:
    """A process that is idle, or a new one."""
    waiting = _idle.setdefault(bounds.memory, deque())
    with suppress(IndexError):
        while not fresh:
            process = waiting.pop()
            if not process.ended():
                return process
    return _Process(bounds.memory)


class _Process:
    """A process that sets pages, spoken to through its standard streams."""

    def __init__(self, memory: int) -> None:
        command = [sys.executable, "-c", _PROGRAM, str(memory)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        self._to, self._from = (
            cast("IO[bytes]", self._process.stdin),
            cast("IO[bytes]", self._process.stdout),
        )
        self._memory = memory
        self._same: set[Any] = set()

    def ended(self) -> bool:
        return self._process.poll() is not None

    def put_back(self) -> None:
        """Let it be used again, unless it has ended."""
        if not self.ended():
            _idle[self._memory].append(self)

    def compared(self, errand: WorkerCall) -> Answer:
        """An empty answer where it has the traits that an errand asks for; found out once for all that ask for the same."""
        asked = (errand.task.order.options, tuple(sorted(errand.task.traits.items())))
        if asked in self._same:
            return ()
        answer = self.answer(replace(errand, compare=True), _START)
        if not answer:
            self._same.add(asked)
        return answer

    def answer(self, errand: WorkerCall, timeout: float) -> Answer:
        """Its answer within so many seconds, or why there is none: then it is no more."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        clock = threading.Timer(timeout, stop)
        clock.start()
        try:
            pickle.dump(errand, self._to)
            self._to.flush()
            answer: Answer = pickle.load(self._from)  # noqa: S301
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process.kill()
            lost = pool.lost(self._process.wait())
            self._from.close()
            with suppress(OSError):
                self._to.close()
            return ("lost", "time", "") if late.is_set() else ("lost", lost.reason, lost.detail)
        finally:
            clock.cancel()
        return answer


# In such a process


def serve() -> None:
    """Take errands from standard input and answer each on standard output, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pool.begin(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints must not get between the answers
    errands: queue.SimpleQueue[WorkerCall] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(errands,), daemon=True).start()
    with suppress(queue.Empty):
        while True:
            pickle.dump(_answer(errands.get(timeout=_IDLE)), answers)
            answers.flush()


def _listen(errands: queue.SimpleQueue[WorkerCall]) -> None:
    """Pass on what comes, and end this process with the one that sends it, whatever it is busy with."""
    with suppress(EOFError, OSError):
        while True:
            errands.put(pickle.load(sys.stdin.buffer))  # noqa: S301
    os._exit(1)


def _answer(errand: WorkerCall) -> Answer:
    """The answer to an errand in plain values, which are all that a client takes from a cluster."""
    os.environ["BULLETINC_LANG"] = errand.language

    def told(text: str) -> str:
        return text.replace(errand.unpacked, errand.folder) if errand.unpacked else text

    match pool.guarded(_difference if errand.compare else _made, errand.task):
        case BuildResult() as made:
            return ("pages", dict(made.outputs), tuple(map(told, made.notes)), made.findings)
        case BulletinError() as error:
            return ("error", told(error.message), error.remedy and told(error.remedy))
        case Defect() as defect:
            return ("defect", defect.what, defect.trace)
        case difference:
            return ("other", difference) if difference else ()


def _made(task: Task) -> BuildResult:
    return pages(task.order)


def _difference(task: Task) -> dict[str, str]:
    from bulletinc.batch.cluster import environment

    try:
        return environment.differences(task.traits, environment.of(task.order.options))
    except BulletinError as error:
        return {"weasyprint": error.message}
