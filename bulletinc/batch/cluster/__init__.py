"""A batch on a Dask cluster: texts go out and pages come back as bytes, and nothing but the network need be shared.

The only room that knows Dask. This module is the client's part, :mod:`~bulletinc.batch.cluster.worker` the workers'; by
:mod:`~bulletinc.batch.environment` both see that they make the same pages. Invariants: every order is answered exactly once, unless the
whole cluster is lost; what is under way is bounded, at the client and at the scheduler; an answer is bytes and text, nothing else.
"""

from __future__ import annotations

import os
import queue
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, cast, get_args

from bulletinc import files
from bulletinc.batch import environment
from bulletinc.batch.cluster import theme_archive, worker
from bulletinc.compiler import BuildRequest, BuildResult
from bulletinc.errors import BulletinError, Defect
from bulletinc.i18n import _, language
from bulletinc.pictures.picture_file import FileState, PictureError, PictureFile
from bulletinc.workers.bounds import Bounds, Lost, Reason

if TYPE_CHECKING:
    from distributed import Client, Future

_BATCH = 64  # documents
_BATCH_BYTES = 4_000_000  # of their texts
_TURNS = 4  # batches that each thread should at least get, so that all end at about the same time
_WINDOW = 2  # batches a thread under way
_CONNECT = 10.0  # seconds to find the scheduler, and for it to answer
_COME = 60.0  # seconds for the first worker to come
_COMPARE = 30.0  # seconds for the workers to be compared; one that is busy is compared with its first batch
_DESERTED = 60.0  # seconds without any worker after which the cluster is given up
_FETCH = 300.0  # seconds to fetch a batch that is done; its worker may have died meanwhile
_LOOK = 2.0  # seconds between two looks at the workers
_BREATH = 0.5  # seconds to wait for a batch before looking whether all is well
_FAREWELL = 0.5  # seconds to end in good order


def run(
    address: str, orders: Iterable[BuildRequest], total: int, bounds: Bounds
) -> Generator[tuple[BuildRequest, BuildResult | Exception], None, None]:
    """Each order with its pages, or with the error, as :func:`bulletinc.workers.pool.run` gives them for :func:`bulletinc.compiler.pages`.

    ``address`` is that of a scheduler, or the name of its file; ``total`` is about how many orders there are. They are taken as they
    are needed. Raises BulletinError if the cluster cannot be reached, does not make the pages that this machine makes, or is lost on
    the way: what is not answered by then is not done.
    """
    waiting = iter(orders)
    if (first := next(waiting, None)) is None:
        return
    with _connected(address) as client:
        cluster = _Cluster(client, total, bounds)
        try:
            cluster.compare(first)
        except OSError:
            raise cluster.lost() from None
        yield from cluster.answers(chain([first], waiting))


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A client of a scheduler. Dask logs nothing meanwhile: what there is to tell is told in our words."""
    try:
        import dask.config

        with dask.config.set(
            {
                "logging": dict.fromkeys(
                    ("distributed", "distributed.client", "tornado", "asyncio"), "critical"
                )
            }
        ):
            import distributed
    except ImportError:
        raise BulletinError(
            _("--scheduler needs Dask, which is not installed."),
            _('Install it: pip install "bulletinc[dask]"'),
        ) from None
    if address.endswith(".json") and not os.path.exists(address):
        raise files.missing(address)
    where = {"scheduler_file": address} if os.path.isfile(address) else {"address": address}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large messages, such as a theme with its fonts
        try:
            client = distributed.Client(
                **where, timeout=_CONNECT, set_as_default=False, name="bulletinc"
            )
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise BulletinError(
                _("{address}: cannot reach a Dask scheduler there ({reason}).").format(
                    address=address, reason=_reason(error)
                ),
                _(
                    "Check that it runs, and give the address that it shows when it starts, "
                    "such as tcp://10.0.0.5:8786."
                ),
            ) from None
        try:
            yield client
        finally:
            with suppress(Exception):
                client.close(timeout=_FAREWELL)


class _Cluster:
    """A cluster at work on one run."""

    def __init__(self, client: Client, total: int, bounds: Bounds) -> None:
        self._client, self._address, self._bounds = client, client.scheduler.address, bounds
        # By the theme as orders name it: its name on the way, and its bytes; None for one that the workers have.
        self._parcels: dict[str | os.PathLike[str] | None, tuple[str, Future] | None] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()
        self._look(_COME)
        while not self._threads:
            time.sleep(_BREATH)
            self._look(_COME)
        self._size = max(1, min(_BATCH, total // (_TURNS * self._threads)))

    def compare(self, order: BuildRequest) -> None:
        """Raise BulletinError if a worker would not make the pages of an order as this machine does."""
        for place, failed in self._client.run(worker.ready, on_error="return").items():
            if failed and not isinstance(
                failed, OSError
            ):  # which it would be for one that is just ending
                self._answers(failed, [], place)
        order = replace(
            order, data=b"", options=replace(order.options, theme=None)
        )  # a theme of the user's own is not there yet
        batch = self._packed([worker.WorkerTask(order, environment.compared(order.options))])
        waiting = {
            self._submit(worker.compare, batch, place=place): place
            for place in self._client.nthreads()
        }
        deadline = time.monotonic() + _COMPARE
        while waiting and (left := deadline - time.monotonic()) > 0:
            if found := self._next(left):
                future, result = found
                self._answers(result, [order], waiting.pop(future))

    def answers(
        self, orders: Iterable[BuildRequest]
    ) -> Iterator[tuple[BuildRequest, BuildResult | Exception]]:
        """Each order with its answer. Raises BulletinError where the cluster is lost."""
        suspects = []
        for order, answer in self._through(
            _parts(orders, self._size), lambda: _WINDOW * self._threads
        ):
            if isinstance(answer, _Fell):
                suspects.append(order)
            else:
                yield order, answer
        # One at a time: now it shows which of them the workers died of.
        yield from self._through(([order] for order in suspects), lambda: 1)

    def _through(
        self, parts: Iterator[list[BuildRequest]], window: Callable[[], int]
    ) -> Iterator[tuple[BuildRequest, BuildResult | Exception]]:
        """The answers to parts of the work, of which so many are under way."""
        handed: dict[Future, list[BuildRequest]] = {}
        while True:
            while len(handed) < window() and (part := next(parts, None)):
                ready: list[BuildRequest] = []
                tasks: list[worker.WorkerTask] = []
                parcels: dict[str, Future] = {}
                for order in part:
                    try:
                        tasks.append(self._task(order, parcels))
                        ready.append(order)
                    except BulletinError as error:
                        yield order, error
                if ready:
                    handed[self._submit(worker.build, self._packed(tasks), *parcels.values())] = (
                        ready
                    )
            if not handed:
                return
            if found := self._next(_BREATH):
                future, result = found
                if part := handed.pop(future, None):  # else a comparison that came late
                    yield from zip(part, self._answers(result, part), strict=True)

    def _task(self, order: BuildRequest, parcels: dict[str, Future]) -> worker.WorkerTask:
        """An order as a task; the theme that it needs is put among the parcels. Raises BulletinError for one that cannot be used."""
        expected = environment.compared(order.options)
        theme = order.options.theme
        if theme not in self._parcels:
            self._parcels[theme] = self._sent(theme_archive.of_theme(theme))
        if (sent := self._parcels[theme]) is None:
            return worker.WorkerTask(order, expected)
        name, parcels[name] = sent
        return worker.WorkerTask(
            replace(order, options=replace(order.options, theme=name)), expected
        )

    def _sent(self, made: theme_archive.ThemeArchive | None) -> tuple[str, Future] | None:
        """A parcel as the result of a task, which is done again where the worker dies that keeps it."""
        if made is None:
            return None
        return made.name, self._client.submit(
            worker.parcel, worker.pack(made), key=f"bulletinc-theme-{made.name}"
        )

    def _packed(self, tasks: list[worker.WorkerTask]) -> bytes:
        return worker.pack(worker.Batch(tasks, self._bounds, language()))

    def _submit(
        self,
        function: Callable[..., object],
        batch: bytes,
        *parcels: Future,
        place: str | None = None,
    ) -> Future:
        """Hand over a batch; to the worker at a place, if one is named."""
        future = self._client.submit(
            function, batch, *parcels, pure=False, workers=place and [place]
        )
        future.add_done_callback(self._done.put)
        return future

    def _next(self, patience: float) -> tuple[Future, object] | None:
        """A batch that is done, with its result or the error; ``None`` if there is none within so many seconds."""
        self._look()
        try:
            future = self._done.get(timeout=patience)
        except queue.Empty:
            return None
        try:
            return future, future.result(timeout=_FETCH)
        except Exception as error:
            if future.status == "error":
                return future, error
            if isinstance(error, TimeoutError) and self._client.status == "running":
                future.add_done_callback(
                    self._done.put
                )  # its worker has died, and another one does it again
                return None
            raise self.lost() from None

    def _look(self, patience: float = _DESERTED) -> None:
        """See who is there. Raises BulletinError where the scheduler is gone, or for so many seconds all workers are."""
        if self._client.status != "running":
            raise self.lost()
        now = time.monotonic()
        if self._threads and now - self._looked < _LOOK:
            return
        with suppress(OSError, TimeoutError):
            self._threads = sum(self._client.nthreads(callback_timeout=_CONNECT).values())
        self._looked = now
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
        """The answer to each order of a part, by what its task came to. Raises BulletinError where its worker cannot do it."""
        from distributed import KilledWorker

        match result:
            case KilledWorker():
                return [_Fell("killed", str(result.last_worker.address)) for _order in part]
            case (str(address), [*answers]) if len(answers) == len(part):
                return [
                    _answer(answer, order, address)
                    for answer, order in zip(answers, part, strict=True)
                ]
            case (str(address), [*_some]):  # it took the batch for given up
                return [_Fell("killed", address) for _order in part]
            case _other:
                raise BulletinError(
                    _("{worker}: bulletinc does not run there ({reason}).").format(
                        worker=place or self._address,
                        reason=_reason(result) if isinstance(result, Exception) else "?",
                    ),
                    _(
                        "Install the same version of bulletinc for the scheduler and for all "
                        "workers."
                    ),
                )


class _Fell(Lost):
    """The worker was lost, by whatever fault."""


def _parts(orders: Iterable[BuildRequest], size: int) -> Iterator[list[BuildRequest]]:
    """Orders in parts of so many, or of fewer that are long."""
    part: list[BuildRequest] = []
    length = 0
    for order in orders:
        part.append(order)
        length += len(order.data) + sum(map(_weight, (order.pictures or {}).values()))
        if len(part) >= size or length > _BATCH_BYTES:
            yield part
            part, length = [], 0
    if part:
        yield part


def _is_state(named: tuple[object, object]) -> bool:
    """Whether a worker names a picture and the state of its file, or ``None``, in plain values."""
    path, state = named
    match state:
        case None | (str(), int(), int(), int()):
            return isinstance(path, str)
    return False


def _weight(picture: PictureFile | PictureError) -> int:
    return len(picture.data) if isinstance(picture, PictureFile) else 0


def _answer(answer: object, order: BuildRequest, worker: str) -> BuildResult | Exception:
    """What a worker answered to an order, if it is of a form that there is. Raises BulletinError if it would make other pages."""
    match answer:
        case ("pages", dict(outputs), tuple(notes), (None | int()) as findings, dict(pictures)) if (
            outputs.keys() == set(order.options.formats)
            and all(isinstance(note, str) for note in notes)
            and all(map(_is_state, pictures.items()))
        ):
            made = {name: outputs[name] for name in order.options.formats}
            if all(isinstance(data, bytes) for data in made.values()):
                states = {path: state and FileState(*state) for path, state in pictures.items()}
                return BuildResult(made, notes, findings, states)
        case ("error", str(message), (None | str()) as remedy):
            return BulletinError(message, remedy)
        case ("defect", str(what), str(trace)):
            return Defect(what, trace)
        case ("lost", str(reason), str(detail)) if reason in get_args(Reason):
            return Lost(cast("Reason", reason), detail)
        case ("other", dict(theirs)):
            raise _unlike(worker, order, theirs)
    return Defect(f"no answer: {answer!r:.80}", f"{worker}: {answer!r:.1000}")


def _unlike(worker: str, order: BuildRequest, theirs: Mapping[object, object]) -> BulletinError:
    ours = environment.compared(order.options)
    differences = (
        _("{what}: {theirs} there, {ours} here").format(
            what=environment.named(str(name)),
            theirs=str(value) or _("missing"),
            ours=ours.get(str(name)) or _("missing"),
        )
        for name, value in theirs.items()
    )
    return BulletinError(
        _("{worker} does not make the same pages as this machine. {differences}.").format(
            worker=worker, differences=_("; ").join(differences)
        ),
        _(
            "Install the same on all machines, best from one image. If only fonts differ, "
            "--shipped-fonts is enough."
        ),
    )


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
