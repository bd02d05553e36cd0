"""The client's part of a run.

Batches handed out, answers taken in, and workers that die on the way.
"""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bulletinc.batch import environment
from bulletinc.batch.cluster import theme_archive, worker
from bulletinc.batch.cluster.answers import WorkerLost, read_answer
from bulletinc.batch.cluster.connection import reason_of, within
from bulletinc.compiler import BuildRequest, BuildResult
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, language
from bulletinc.pictures.picture_file import PictureError, PictureFile
from bulletinc.workers.bounds import Bounds

if TYPE_CHECKING:
    from distributed import Client, Future

_BATCH_DOCUMENTS = 64
_BATCH_BYTES = 4_000_000  # of their texts
_BATCHES_PER_THREAD = 4  # at least, so that all threads end at about the same time
_UNDER_WAY_PER_THREAD = 2  # batches
_ANSWER_S = 10.0  # for the scheduler to say who is there
_FIRST_WORKER_S = 60.0  # for one to come
_COMPARE_S = (
    30.0  # for the workers to be compared; one that is busy is compared with its first batch
)
_NO_WORKER_S = 60.0  # without any worker, after which the cluster is given up
_FETCH_S = 300.0  # to fetch a batch that is done; its worker may have died meanwhile
_COUNT_S = 2.0  # between two looks at the workers
_POLL_S = 0.5  # for a batch, before looking whether all is well


class Cluster:
    """A cluster at work on one run."""

    def __init__(self, client: Client, total: int, bounds: Bounds) -> None:
        self._client, self._address, self._bounds = client, client.scheduler.address, bounds
        # By the theme as requests name it: its name on the way, and its bytes; None for one that
        # the workers have.
        self._archives: dict[str | os.PathLike[str] | None, tuple[str, Future] | None] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._threads, self._counted, self._seen = 0, 0.0, time.monotonic()
        self._count_threads(_FIRST_WORKER_S)
        while not self._threads:
            time.sleep(_POLL_S)
            self._count_threads(_FIRST_WORKER_S)
        self._size = max(1, min(_BATCH_DOCUMENTS, total // (_BATCHES_PER_THREAD * self._threads)))

    def compare(self, request: BuildRequest) -> None:
        """Raise BulletinError if a worker would not make the pages that this machine makes."""
        try:
            found = within(_COMPARE_S, lambda: self._client.run(worker.probe, on_error="return"))
        except OSError:  # TimeoutError is one
            raise self.lost() from None
        for place, failed in found.items():
            if failed and not isinstance(failed, OSError):  # of a worker that is just ending
                self._answers(failed, [], place)
        request = replace(
            request, data=b"", options=replace(request.options, theme=None)
        )  # a theme of the user's own is not there yet
        batch = self._packed([worker.WorkerTask(request, environment.compared(request.options))])
        waiting = {
            self._submit(worker.compare, batch, place=place): place
            for place in self._client.nthreads()
        }
        deadline = time.monotonic() + _COMPARE_S
        while waiting and (left := deadline - time.monotonic()) > 0:
            if found := self._next(left):
                future, result = found
                self._answers(result, [request], waiting.pop(future))

    def answers(
        self, requests: Iterable[BuildRequest]
    ) -> Iterator[tuple[BuildRequest, BuildResult | Exception]]:
        """Each request with its answer. Raises BulletinError where the cluster is lost."""
        suspects = []
        for request, answer in self._through(
            _parts(requests, self._size), lambda: _UNDER_WAY_PER_THREAD * self._threads
        ):
            if isinstance(answer, WorkerLost):
                suspects.append(request)
            else:
                yield request, answer
        # One at a time: now it shows which of them the workers died of.
        yield from self._through(([request] for request in suspects), lambda: 1)

    def _through(
        self, parts: Iterator[list[BuildRequest]], window: Callable[[], int]
    ) -> Iterator[tuple[BuildRequest, BuildResult | Exception]]:
        """The answers to parts of the work, of which so many are under way."""
        handed: dict[Future, list[BuildRequest]] = {}
        while True:
            while len(handed) < window() and (part := next(parts, None)):
                ready: list[BuildRequest] = []
                tasks: list[worker.WorkerTask] = []
                archives: dict[str, Future] = {}
                for request in part:
                    try:
                        tasks.append(self._task(request, archives))
                        ready.append(request)
                    except BulletinError as error:
                        yield request, error
                if ready:
                    handed[self._submit(worker.build, self._packed(tasks), *archives.values())] = (
                        ready
                    )
            if not handed:
                return
            if found := self._next(_POLL_S):
                future, result = found
                if part := handed.pop(future, None):  # else a comparison that came late
                    yield from zip(part, self._answers(result, part), strict=True)

    def _task(self, request: BuildRequest, archives: dict[str, Future]) -> worker.WorkerTask:
        """A request as a task; the theme that it needs is put among the archives.

        Raises BulletinError for one that cannot be used.
        """
        expected = environment.compared(request.options)
        theme = request.options.theme
        if theme not in self._archives:
            self._archives[theme] = self._sent(theme_archive.of_theme(theme))
        if (sent := self._archives[theme]) is None:
            return worker.WorkerTask(request, expected)
        name, archives[name] = sent
        return worker.WorkerTask(
            replace(request, options=replace(request.options, theme=name)), expected
        )

    def _sent(self, made: theme_archive.ThemeArchive | None) -> tuple[str, Future] | None:
        """A theme as the result of a task, which is repeated if the worker that keeps it dies."""
        if made is None:
            return None
        return made.name, self._client.submit(
            worker.archive, worker.pack(made), key=f"bulletinc-theme-{made.name}"
        )

    def _packed(self, tasks: list[worker.WorkerTask]) -> bytes:
        return worker.pack(worker.Batch(tasks, self._bounds, language()))

    def _submit(
        self,
        function: Callable[..., object],
        batch: bytes,
        *archives: Future,
        place: str | None = None,
    ) -> Future:
        """Hand over a batch; to the worker at a place, if one is named."""
        future = self._client.submit(
            function, batch, *archives, pure=False, workers=place and [place]
        )
        future.add_done_callback(self._done.put)
        return future

    def _next(self, patience: float) -> tuple[Future, object] | None:
        """A batch that is done, with its result or the error.

        ``None`` if there is none within so many seconds.
        """
        self._count_threads()
        try:
            future = self._done.get(timeout=patience)
        except queue.Empty:
            return None
        try:
            return future, future.result(timeout=_FETCH_S)
        except Exception as error:
            if future.status == "error":
                return future, error
            if isinstance(error, TimeoutError) and self._client.status == "running":
                future.add_done_callback(
                    self._done.put
                )  # its worker has died, and another one does it again
                return None
            raise self.lost() from None

    def _count_threads(self, patience: float = _NO_WORKER_S) -> None:
        """See who is there.

        Raises BulletinError where the scheduler is gone, or for so many seconds all workers are.
        """
        if self._client.status != "running":
            raise self.lost()
        now = time.monotonic()
        if self._threads and now - self._counted < _COUNT_S:
            return
        with suppress(OSError, TimeoutError):
            self._threads = sum(self._client.nthreads(callback_timeout=_ANSWER_S).values())
        self._counted = now
        if self._threads:
            self._seen = now
        elif now - self._seen > patience:
            raise BulletinError(
                _("{address}: the Dask scheduler has no workers.").format(address=self._address),
                _("Start some: dask worker {address}").format(address=self._address),
            )

    def lost(self) -> BulletinError:
        """The error that says that the scheduler is gone."""
        return BulletinError(
            _("{address}: the connection to the Dask scheduler was lost.").format(
                address=self._address
            ),
            _(
                "What was finished is saved. When the scheduler and its workers run again, "
                "repeat the command: only the rest is built."
            ),
        )

    def _answers(
        self, result: object, part: Sequence[BuildRequest], place: str = ""
    ) -> list[BuildResult | Exception]:
        """The answer to each request of a part, by what its task came to.

        Raises BulletinError where its worker cannot do it.
        """
        from distributed import KilledWorker

        match result:
            case KilledWorker():
                return [WorkerLost("killed", str(result.last_worker.address)) for _request in part]
            case (str(address), [*answers]) if len(answers) == len(part):
                return [
                    read_answer(answer, request, address)
                    for answer, request in zip(answers, part, strict=True)
                ]
            case (str(address), [*_some]):  # it took the batch for given up
                return [WorkerLost("killed", address) for _request in part]
            case _other:
                raise BulletinError(
                    _("{worker}: bulletinc does not run there ({reason}).").format(
                        worker=place or self._address,
                        reason=reason_of(result) if isinstance(result, Exception) else "?",
                    ),
                    _(
                        "Install the same version of bulletinc for the scheduler and for all "
                        "workers."
                    ),
                )


def _parts(requests: Iterable[BuildRequest], size: int) -> Iterator[list[BuildRequest]]:
    """Requests in parts of this many, or of fewer that are long."""
    part: list[BuildRequest] = []
    length = 0
    for request in requests:
        part.append(request)
        length += len(request.data) + sum(map(_weight, (request.pictures or {}).values()))
        if len(part) >= size or length > _BATCH_BYTES:
            yield part
            part, length = [], 0
    if part:
        yield part


def _weight(picture: PictureFile | PictureError) -> int:
    return len(picture.data) if isinstance(picture, PictureFile) else 0
