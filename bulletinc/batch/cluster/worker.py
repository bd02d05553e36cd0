"""The part of a worker.

It takes a batch, has watched processes set one page after another, and returns the answers.

A document that crashes, hangs or eats the memory costs a watched process, never the worker. Pango
is not made for threads, so each thread of a worker has a process of its own. Processes are kept for
the next batch, and end by themselves after a while without work.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from bulletinc.batch.cluster.theme_archive import ThemeArchive, unpack
from bulletinc.compiler import BuildRequest, BuildResult, pages
from bulletinc.errors import BulletinError, Defect
from bulletinc.workers.bounds import Bounds, Lost, guarded
from bulletinc.workers.child import Child

_COMPARE_S = 60.0  # for a process to set its first page and to look at its environment
_IDLE_S = 300.0  # after which a process without work ends

# One of ("pages", outputs by format, notes, number of findings or None, states of pictures by path,
# errors by format), ("error", message, remedy), ("defect", what, trace), ("lost", reason, detail),
# or ("other", environment) where other pages would be made here.
Answer = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class WorkerTask:
    """A request and the environment that it must be carried out in.

    A theme of the user's own is called by the name of its archive.
    """

    request: BuildRequest
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tasks, each held to the bounds, and the language of their messages."""

    tasks: Sequence[WorkerTask]
    bounds: Bounds
    language: str


@dataclass(frozen=True, slots=True)
class WorkerCall:
    """A task as it goes to a watched process.

    To be done, or only to be compared with its environment.

    Where its theme was unpacked, messages name the folder that it comes from.
    """

    task: WorkerTask
    language: str
    compare: bool = False
    unpacked: str = ""
    folder: str = ""


def pack(value: Batch | ThemeArchive) -> bytes:
    """A value in a form that a scheduler need not understand."""
    return pickle.dumps(value)


def probe() -> None:
    """Do nothing: a worker that cannot load this module would not survive a task."""


def archive(packed: bytes) -> bytes:
    """A packed theme, as the result of a task that can be repeated if the worker dies."""
    return packed


def compare(packed: bytes) -> tuple[str, list[Answer]]:
    """The address of this worker, and for each task whether its environment is the one here.

    The tasks have the official theme.
    """
    batch = cast("Batch", _unpacked(packed))
    return _address(), [
        _compared(WorkerCall(task, batch.language), batch.bounds) for task in batch.tasks
    ]


def build(packed: bytes, *archives: bytes) -> tuple[str, list[Answer]]:
    """The address of this worker, and the answer to each task of a batch.

    A task whose process was lost is tried once more in a new one. Ends early where nobody waits for
    the answers any more.
    """
    batch = cast("Batch", _unpacked(packed))
    themes = dict(map(_theme, archives))
    answers: list[Answer] = []
    for task in batch.tasks:
        if _abandoned():
            break
        call = WorkerCall(task, batch.language)
        if task.request.options.theme in themes:
            place, folder = themes[task.request.options.theme]
            request = replace(task.request, options=replace(task.request.options, theme=place))
            call = replace(call, task=replace(task, request=request), unpacked=place, folder=folder)
        answer = _done(call, batch.bounds)
        answers.append(answer if answer[0] != "lost" else _done(call, batch.bounds, fresh=True))
    return _address(), answers


def _unpacked(packed: bytes) -> object:
    return pickle.loads(packed)


def _theme(packed: bytes) -> tuple[str | os.PathLike[str] | None, tuple[str, str]]:
    """The name of a theme, the folder that it is unpacked in, and the one that it comes from."""
    from distributed.worker import get_worker

    return _kept(packed, Path(get_worker().local_directory, "bulletinc"))


@lru_cache(maxsize=8)
def _kept(packed: bytes, below: Path) -> tuple[str, tuple[str, str]]:
    theme = cast("ThemeArchive", _unpacked(packed))
    return theme.name, (str(unpack(theme, below)), theme.folder)


def _address() -> str:
    from distributed.worker import get_worker

    return str(get_worker().address)


def _abandoned() -> bool:
    """Whether the task that this thread works on was given up, because its client went away."""
    from distributed.worker import get_worker, thread_state

    task = get_worker().state.tasks.get(thread_state.key)
    return task is None or task.state == "cancelled"


# The watched processes

_idle: dict[Bounds, deque[_PageMaker]] = {}  # a deque, because threads share it


def _done(call: WorkerCall, bounds: Bounds, *, fresh: bool = False) -> Answer:
    """The answer to a call from a process that has the right environment."""
    maker = _maker(bounds, fresh=fresh)
    try:
        return maker.compared(call) or maker.answer(call)
    finally:
        maker.put_back()


def _compared(call: WorkerCall, bounds: Bounds) -> Answer:
    """An empty answer where the environment is as the call asks for."""
    maker = _maker(bounds)
    try:
        return maker.compared(call)
    finally:
        maker.put_back()


def _maker(bounds: Bounds, *, fresh: bool = False) -> _PageMaker:
    """A process that is idle, or a new one."""
    waiting = _idle.setdefault(bounds, deque())
    with suppress(IndexError):
        while not fresh:
            maker = waiting.pop()
            if not maker.ended:
                return maker
    return _PageMaker(bounds)


class _PageMaker:
    """A watched process that sets pages, and what it has been compared with."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._child: Child[WorkerCall, Answer] = Child(answer_call, bounds, idle_s=_IDLE_S)
        self._same: set[Any] = set()

    @property
    def ended(self) -> bool:
        """Whether the process has ended, by itself or because a task was too much for it."""
        return self._child.ended

    def put_back(self) -> None:
        """Let it be used again, unless it has ended."""
        if not self.ended:
            _idle[self._bounds].append(self)

    def compared(self, call: WorkerCall) -> Answer:
        """An empty answer where its environment is as the call asks for.

        Found out once for all equal ones.
        """
        asked = (call.task.request.options, tuple(sorted(call.task.environment.items())))
        if asked in self._same:
            return ()
        answer = self.answer(replace(call, compare=True), _COMPARE_S)
        if not answer:
            self._same.add(asked)
        return answer

    def answer(self, call: WorkerCall, timeout_s: float | None = None) -> Answer:
        """Its answer, or why there is none."""
        (answer,) = self._child.answer([call], timeout_s)
        match answer:
            case Lost():
                return ("lost", answer.reason, answer.detail)
            case Defect():
                return ("defect", answer.what, answer.trace)
            case Exception():
                return ("defect", str(answer), "")
        return answer


# In such a process


def answer_call(call: WorkerCall) -> Answer:
    """The answer to a call in plain values, which are all that a client takes from a cluster."""
    os.environ["BULLETINC_LANG"] = call.language

    def told(text: str) -> str:
        return text.replace(call.unpacked, call.folder) if call.unpacked else text

    def error_values(error: Exception) -> Answer:
        if isinstance(error, BulletinError):
            return ("error", told(error.message), error.remedy and told(error.remedy))
        defect = Defect.of(error)
        return ("defect", defect.what, defect.trace)

    match guarded(_difference if call.compare else _made, call.task):
        case BuildResult() as made:
            return (
                "pages",
                dict(made.outputs),
                tuple(map(told, made.notes)),
                made.findings,
                {path: state and astuple(state) for path, state in made.pictures.items()},
                {name: error_values(error) for name, error in made.failures.items()},
                made.remarks,
            )
        case Exception() as error:
            return error_values(error)
        case difference:
            return ("other", difference) if difference else ()


def _made(task: WorkerTask) -> BuildResult:
    return pages(task.request)


def _difference(task: WorkerTask) -> dict[str, str]:
    from bulletinc.batch import environment

    try:
        return environment.differences(task.environment, environment.compared(task.request.options))
    except BulletinError as error:
        return {"engine": error.message}
