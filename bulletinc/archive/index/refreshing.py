"""The index brought up to date: which drafts are new, changed or gone, read and written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from bulletinc import drafts
from bulletinc.archive.index.noted import Noted, Numbers
from bulletinc.archive.index.reading import DraftRead, DraftRequest, read_draft
from bulletinc.archive.index.tables import Index
from bulletinc.batch.records import State
from bulletinc.errors import BulletinError, Defect
from bulletinc.workers import pool
from bulletinc.workers.bounds import Bounds, Lost, processors
from bulletinc.workers.losses import loss_error

_FEW = 40  # drafts, if they are short: these are read before other processes have started
_LIGHT_BYTES = 64_000
_CHUNK = 16  # drafts that a process gets at once: each takes but milliseconds
_BATCH = 256  # drafts that are written at once; a run that is killed loses no more
_BATCH_S = 2.0  # after which they are written, however few


class Progressing(Protocol):
    """What is told of each draft that was read."""

    @property
    def advance(self) -> Callable[[], None]:
        """One more."""


class Nobody:
    """Who waits for nothing."""

    def advance(self) -> None:
        """Say nothing."""


Watch = Callable[[int], AbstractContextManager[Progressing]]
Answers = Generator[tuple[DraftRequest, DraftRead | Exception], None, None]
Reader = Callable[[Iterator[DraftRequest]], Answers]


def unwatched(_total: int) -> AbstractContextManager[Progressing]:
    """Let nobody see how far it is."""
    return nullcontext(Nobody())


def read_here(requests: Iterator[DraftRequest]) -> Answers:
    """What is read of each draft, by processes of this machine if there is more than a little."""
    first = list(islice(requests, _FEW + 1))
    if len(first) <= _FEW and all(_is_light(each.file) for each in first):
        for request in first:
            yield request, _read(request)
        return
    waiting = (each for part in (first, requests) for each in part)
    yield from pool.run(read_draft, waiting, processors(), chunk=_CHUNK)


@dataclass(slots=True)
class Refreshing:
    """One refreshment of an index, and what went wrong in it."""

    index: Index
    folder: Path
    errors: list[Exception] = field(default_factory=list)

    def run(
        self,
        read: Reader = read_here,
        watch: Watch = unwatched,
    ) -> None:
        """Read what has changed, and forget what is gone. Raises sqlite3.Error."""
        changed = Noted(self.index.connection)
        self._compare(changed)
        if count := len(changed):
            requests = (self._request(file) for file in changed)
            with watch(count) as progress, closing(read(requests)) as answers:
                for batch in _batches(answers):
                    self._write(batch, progress)

    def _compare(self, changed: Noted) -> None:
        """Note the drafts that have to be read, and forget those that are gone."""
        seen = Numbers()
        for part in _parts(self._found(), _BATCH):
            touched: dict[bytes, State] = {}
            for file in part:
                path = self._path(file)
                number, before = self.index.state(path)
                if number is not None:
                    seen.add(number)
                state = _state_now(file, before)
                if state is None:
                    changed.add(os.fsencode(file))
                elif state is not before:
                    touched[path] = state
            if touched:
                with self.index.writing():
                    for path, state in touched.items():
                        self.index.touch(path, state)
        last = 0
        while gone := self.index.others(seen, last, _BATCH):
            with self.index.writing():
                for number, path in gone:
                    self.index.drop(path)
                    last = number

    def _found(self) -> Iterator[str]:
        """The files of the folder's drafts; what is in the way is one of the errors."""
        for file in drafts.below(self.folder):
            if isinstance(file, str):
                yield file
            elif not isinstance(file, drafts.NoDrafts):
                self.errors.append(file)

    def _path(self, file: str) -> bytes:
        """The path of a file as seen from the folder."""
        return os.fsencode(file[len(os.path.join(self.folder, "")) :])

    def _request(self, name: bytes) -> DraftRequest:
        file = os.fsdecode(name)
        return DraftRequest(file, os.fsdecode(self._path(file)))

    def _write(
        self, batch: Iterable[tuple[DraftRequest, DraftRead | Exception]], progress: Progressing
    ) -> None:
        with self.index.writing():
            for request, answer in batch:
                if isinstance(answer, DraftRead):
                    self.index.put(os.fsencode(request.path), answer)
                else:
                    self.errors.append(_error(request, answer))
                    self.index.drop(os.fsencode(request.path))
                progress.advance()


def _state_now(file: str, before: State | None) -> State | None:
    """The state of a file whose content is known already; else nothing."""
    try:
        return before and before.now(file)
    except OSError:
        return None  # reading it tells better


def _parts(files: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(files)
    while part := list(islice(waiting, size)):
        yield part


def _batches(
    answers: Answers,
) -> Iterator[list[tuple[DraftRequest, DraftRead | Exception]]]:
    batch = []
    begun = time.monotonic()
    for each in answers:
        batch.append(each)
        if len(batch) == _BATCH or time.monotonic() - begun > _BATCH_S:
            yield batch
            batch, begun = [], time.monotonic()
    yield batch


def _is_light(file: str) -> bool:
    try:
        return os.stat(file).st_size <= _LIGHT_BYTES
    except OSError:
        return True  # which reading it will tell


def _read(request: DraftRequest) -> DraftRead | Exception:
    try:
        return read_draft(request)
    except Exception as error:
        return error if isinstance(error, BulletinError) else Defect.of(error)


def _error(request: DraftRequest, error: Exception) -> Exception:
    return loss_error(request.file, error, Bounds()) if isinstance(error, Lost) else error
