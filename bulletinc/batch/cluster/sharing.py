"""Any work of ours shared out on a cluster: a function, and what it is done to.

Texts go out and bytes come back. The workers have the same program, and nothing else in common with
this machine.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

from bulletinc.batch import environment
from bulletinc.batch.cluster.answers import WorkerLost
from bulletinc.batch.cluster.client import Cluster
from bulletinc.batch.cluster.connection import connected
from bulletinc.batch.scheduler import Scheduler
from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _, language
from bulletinc.options import BuildOptions
from bulletinc.workers.bounds import Bounds, Lost
from bulletinc.workers.child import Child

_IDLE_S = 300.0  # after which a process without work ends
_PART_TASKS = 64
_PART_BYTES = 4_000_000
_PARTS_PER_THREAD = 2  # that are under way

_Task = TypeVar("_Task")


@dataclass(frozen=True, slots=True)
class WorkShare(Generic[_Task]):
    """Some tasks for a worker, and what they are done by."""

    function: Callable[[_Task], bytes]
    tasks: Sequence[_Task]
    bounds: Bounds
    language: str
    program: tuple[tuple[str, str], ...]


def share(
    scheduler: Scheduler,
    function: Callable[[_Task], bytes],
    tasks: Iterable[_Task],
    weight: Callable[[_Task], int],
    bounds: Bounds | None = None,
) -> Generator[tuple[_Task, bytes | Exception], None, None]:
    """Yield each task with the bytes that the function gives for it, as they come, in no order.

    Or with the error. ``weight`` is about how many bytes a task has. Raises BulletinError if the
    cluster cannot be reached, has another program, or is lost on the way.
    """
    waiting = _parts(tasks, weight)
    if (first := next(waiting, None)) is None:
        return
    with connected(scheduler) as client:
        work = _SharedWork(client, 0, bounds or Bounds())
        yield from work.results(function, first, waiting)


def carry_out(packed: bytes) -> list[tuple[Any, ...]]:
    """The part of a worker: an answer in plain values for each task of a share.

    A task that hangs or crashes costs a process beside the worker, and is tried once more.
    """
    work = cast("WorkShare[Any]", _unpacked(packed))
    if work.program != _program():
        return [("other",)]
    answers = _answers(work, work.tasks)
    return [
        _answers(work, [task], fresh=True)[0] if answer[0] == "lost" else answer
        for task, answer in zip(work.tasks, answers, strict=True)
    ]


class _SharedWork(Cluster):
    """A cluster at work on shares."""

    def results(
        self,
        function: Callable[[_Task], bytes],
        first: list[_Task],
        waiting: Iterator[list[_Task]],
    ) -> Iterator[tuple[_Task, bytes | Exception]]:
        """Each task with its answer. Raises BulletinError where the cluster is lost."""
        suspects: list[_Task] = []

        def parts() -> Iterator[list[_Task]]:
            yield first
            yield from waiting

        window = partial(max, 1)
        for task, answer in self._shared(function, parts(), lambda: window(self._under_way())):
            if isinstance(answer, WorkerLost):
                suspects.append(task)
            else:
                yield task, answer
        # One at a time: now it shows which of them the workers died of.
        yield from self._shared(function, ([task] for task in suspects), lambda: 1)

    def _under_way(self) -> int:
        return _PARTS_PER_THREAD * self._threads

    def _shared(
        self,
        function: Callable[[_Task], bytes],
        parts: Iterator[list[_Task]],
        window: Callable[[], int],
    ) -> Iterator[tuple[_Task, bytes | Exception]]:
        handed: dict[Any, list[_Task]] = {}
        while True:
            while len(handed) < window() and (part := next(parts, None)):
                packed = pickle.dumps(
                    WorkShare(function, part, self._bounds, language(), _program())
                )
                handed[self._submit(carry_out, packed)] = part
            if not handed:
                return
            if found := self._next(0.5):
                future, result = found
                part = handed.pop(future)
                yield from zip(part, self._read(result, len(part)), strict=True)

    def _read(self, result: object, count: int) -> list[bytes | Exception]:
        """What a share came to. Raises BulletinError where its worker has another program."""
        from distributed import KilledWorker

        match result:
            case KilledWorker():
                return [WorkerLost("killed", str(result.last_worker.address))] * count
            case [("other",)]:
                raise _unlike(self._address)
            case [*answers] if len(answers) == count:
                return [_answer(each) for each in answers]
            case _other:
                raise _unlike(self._address)


def _unlike(address: str) -> BulletinError:
    return BulletinError(
        _("{address}: the workers of this cluster have another version of the program.").format(
            address=address
        ),
        _("Install the same version of bulletinc for the scheduler and for all workers."),
    )


def _answer(values: object) -> bytes | Exception:
    """An answer from plain values, believed only where it has one of the forms that there are."""
    match values:
        case ("done", bytes(data)):
            return data
        case ("error", str(message), (None | str()) as remedy):
            return BulletinError(message, remedy)
        case ("defect", str(what), str(trace)):
            return Defect(what, trace)
        case ("lost", ("time" | "memory" | "killed" | "crashed") as reason, str(detail)):
            return Lost(reason, detail)
    return Defect(f"no answer: {values!r:.80}", f"{values!r:.1000}")


def _parts(tasks: Iterable[_Task], weight: Callable[[_Task], int]) -> Iterator[list[_Task]]:
    part: list[_Task] = []
    size = 0
    for task in tasks:
        part.append(task)
        size += weight(task)
        if len(part) == _PART_TASKS or size > _PART_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def _program() -> tuple[tuple[str, str], ...]:
    """What both sides have to agree in, for the same facts."""
    return tuple(sorted(environment.of_format("json", BuildOptions()).items()))


# In a worker

_idle: dict[tuple[Any, Bounds], deque[Child[Any, Any]]] = {}  # a deque, because threads share it


def _answers(work: WorkShare[Any], tasks: Sequence[Any], *, fresh: bool = False) -> list[Any]:
    os.environ["BULLETINC_LANG"] = work.language
    key = (work.function, work.bounds)
    waiting = _idle.setdefault(key, deque())
    child: Child[Any, Any] | None = None
    with suppress(IndexError):
        while not fresh and (child is None or child.ended):
            child = waiting.pop()
    if child is None or child.ended:
        child = Child(work.function, work.bounds, idle_s=_IDLE_S)
    answers = [_plain(answer) for answer in child.answer(tasks)]
    if not child.ended:
        waiting.append(child)
    return answers


def _plain(answer: object) -> tuple[Any, ...]:
    match answer:
        case bytes():
            return ("done", answer)
        case Lost():
            return ("lost", answer.reason, answer.detail)
        case BulletinError():
            return ("error", answer.message, answer.remedy)
        case Exception():
            defect = Defect.of(answer)
            return ("defect", defect.what, defect.trace)
    return ("defect", f"no bytes: {answer!r:.80}", "")


def _unpacked(packed: bytes) -> object:
    return pickle.loads(packed)
