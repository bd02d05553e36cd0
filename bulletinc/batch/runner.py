"""Several bulletins at once: which have changed, where the outputs go, and what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bulletinc import files
from bulletinc.batch import fingerprint
from bulletinc.batch.cache import BuildCache
from bulletinc.batch.failures import formats_error, loss_remedy
from bulletinc.batch.key import own_key
from bulletinc.batch.records import Fingerprints, Output, Record, State
from bulletinc.batch.scheduler import Scheduler
from bulletinc.batch.targets import check_owner, check_targets, output_path
from bulletinc.drafts import SOURCE_SUFFIX, STDIN_STEM, Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.options import BuildOptions
from bulletinc.pictures.picture_file import FileState, PictureError, PictureFile
from bulletinc.project import Project, find_project
from bulletinc.render import renderer
from bulletinc.text.source import decode
from bulletinc.workers.bounds import Bounds, Lost, processors
from bulletinc.workers.losses import loss_error

if TYPE_CHECKING:
    from bulletinc.compiler import BuildRequest, BuildResult


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the files written and the notes to read, or the error that stopped it.

    ``unchanged``: its outputs were there already, and are as a build would make them. ``findings``
    is how many there are in the draft; ``None`` where it was not, or could not be, checked;
    ``counted``: they were counted only now. ``remarks`` are about the machine that it was built on.
    """

    name: str
    written: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    error: Exception | None = None
    remarks: tuple[str, ...] = ()
    unchanged: bool = False
    findings: int | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes about its work, which shows in no page and is hashed nowhere.

    ``force``: build also what is there already. ``overwrite``: replace also files that we did not
    make. ``cache``: a single draft is built only if it has changed, too. ``workers`` is the number
    of processes, each held to ``bounds``. ``scheduler``: the cluster of this Dask scheduler does
    the work instead.
    """

    force: bool = False
    overwrite: bool = False
    cache: bool = False
    workers: int = field(default_factory=processors)
    bounds: Bounds = field(default_factory=Bounds)
    scheduler: Scheduler | None = None


def run(
    jobs: Iterable[Job],
    options: BuildOptions,
    how: RunOptions,
    stdin: Callable[[], bytes],
) -> Generator[Outcome, None, None]:
    """Build what has changed, by several processes or on a cluster.

    Each outcome as it comes, in no order.

    An error in one job is its outcome, and the others are built. A single job is built whether it
    has changed or not. Where only the project's settings for checks have changed, the findings are
    counted again and nothing is written. Raises BulletinError, before anything is written, if an
    output would take the place of a source or of another output, and if there is no cluster where
    one is wanted.
    """
    jobs = tuple(jobs)
    run_ = _BatchRun(options, how, stdin, keeps_cache=how.cache or len(jobs) > 1)
    left = []
    for job in jobs:
        try:
            record = run_.made(job)
            if record is None:
                left.append((job, options.formats))
            elif run_.is_counted(job, record):
                yield _unchanged(job, record)
            else:
                left.append((job, ()))
        except BulletinError as error:
            yield Outcome(job.name, error=error)
    if left:
        check_targets(jobs, options.formats)
        with closing(run_.built(left)) as outcomes:
            yield from outcomes
    run_.close()


def _unchanged(job: Job, record: Record) -> Outcome:
    return Outcome(
        job.name, notes=record.notes_for(job.name), unchanged=True, findings=record.findings
    )


class _BatchRun:
    """What one run knows of the folders that it works in."""

    def __init__(
        self,
        options: BuildOptions,
        how: RunOptions,
        stdin: Callable[[], bytes],
        *,
        keeps_cache: bool,
    ) -> None:
        self._options, self._how, self._stdin, self._keeps_cache = options, how, stdin, keeps_cache
        self._caches: dict[Path, BuildCache] = {}
        self._places: dict[Path, _Place] = {}
        self._fingerprints: dict[BuildOptions, Fingerprints] = {}
        self._refused: list[Outcome] = []

    def made(self, job: Job) -> Record | None:
        """The record of a job whose outputs are there already.

        Raises BulletinError for a mistake in its project.
        """
        place = self._place(job)
        if not self._keeps_cache or self._how.force or job.path is None:
            return None
        cache = self._cache(job)
        known = cache[job.target.name]
        outputs = self._outputs(job, place)
        record = known and known.now(job.path, os.fspath(job.target.parent), outputs)
        if record and record is not known:
            cache.add(job.target.name, record)
        return record

    def is_counted(self, job: Job, record: Record) -> bool:
        """Whether the findings in a job's draft are those that a check would find now."""
        return record.checks == self._place(job).checks

    def built(self, jobs: Sequence[tuple[Job, tuple[str, ...]]]) -> Generator[Outcome, None, None]:
        """The outcome of each job, built in these formats and written.

        Of none, where its findings are to be counted only.

        Raises BulletinError if there is no cluster that would do it.
        """
        found: dict[int, tuple[Job, State | None]] = {}
        waiting = iter(jobs)
        built = 0
        with closing(self._answers(self._requests(waiting, found), len(jobs))) as answers:
            try:
                for request, answer in answers:
                    yield from self._refused
                    self._refused.clear()
                    job, state = found.pop(id(request))
                    yield self._outcome(job, state, answer)
                    built += 1
            except BulletinError as error:
                if (
                    not built and len(found) <= 1
                ):  # it was asked for only to compare machines by: nothing has been handed out
                    raise
                left = [
                    *(job for job, _state in found.values()),
                    *(job for job, _formats in waiting),
                ]
                for job in left:
                    message = _("{path}: not built. {reason}").format(
                        path=job.name, reason=error.message
                    )
                    yield Outcome(
                        job.name,
                        error=BulletinError(message, error.remedy if job is left[-1] else None),
                    )
        yield from self._refused

    def _answers(
        self, requests: Iterator[BuildRequest], total: int
    ) -> Generator[tuple[BuildRequest, BuildResult | Exception], None, None]:
        """The answer to each request, from here or from a cluster."""
        how = self._how
        if how.scheduler is not None:
            from bulletinc.batch import cluster

            return cluster.run(how.scheduler, requests, total, how.bounds)
        from bulletinc import compiler
        from bulletinc.workers import pool

        prepare = partial(compiler.warm_up, self._options)
        return pool.run(compiler.pages, requests, how.workers, how.bounds, prepare=prepare)

    def close(self) -> None:
        """Put the caches in order."""
        for cache in self._caches.values():
            cache.close()

    def _requests(
        self,
        jobs: Iterable[tuple[Job, tuple[str, ...]]],
        found: dict[int, tuple[Job, State | None]],
    ) -> Iterator[BuildRequest]:
        """What is to be built, each draft read when its turn comes.

        ``found`` has the job and the draft's state by the request's identity.
        """
        from bulletinc import compiler

        for job, formats in jobs:
            try:
                self._check_outputs(job, formats)  # before a page is set for nothing
                status = None if job.path is None else _status(job.path)
                data = self._stdin() if job.path is None else files.read(job.path)
            except BulletinError as error:
                self._refused.append(Outcome(job.name, error=error))
                continue
            path = job.path or Path(STDIN_STEM + SOURCE_SUFFIX)
            place = self._place(job)
            options = replace(place.options, formats=formats)
            request = compiler.BuildRequest(job.name, data, path.absolute(), options, place.project)
            if self._how.scheduler is not None:
                request = replace(request, pictures=_pictures(request))
            found[id(request)] = (job, status and State.of(data, status).unsettled())
            yield request

    def _check_outputs(self, job: Job, formats: Iterable[str]) -> None:
        """Raise BulletinError where an output cannot be written, or is a file of somebody else."""
        record = self._cache(job)[job.target.name] if job.path is not None else None
        for name in formats:
            if self._how.overwrite:
                files.check_folder_of(output_path(job, renderer(name).SUFFIX), job.top)
            else:
                made = record.outputs.get(name) if record else None
                check_owner(job, name, None if made is None else made.state.hash)

    def _outcome(self, job: Job, draft: State | None, answer: BuildResult | Exception) -> Outcome:
        if isinstance(answer, Lost):
            error = loss_error(job.name, answer, self._how.bounds, loss_remedy(answer))
            return Outcome(job.name, error=error)
        if isinstance(answer, Exception):
            return Outcome(job.name, error=answer)
        if not answer.outputs:
            return self._counted(job, answer)
        written: dict[str, Path] = {}
        notes = list(answer.notes)
        failure = formats_error(job.name, answer.failures)
        try:
            for name, data in answer.outputs.items():
                path = output_path(job, renderer(name).SUFFIX)
                notes += files.write(path, data, top=job.top)
                written[name] = path
        except BulletinError as error:
            return Outcome(job.name, tuple(written.values()), error=error)
        if self._keeps_cache and job.path is not None and draft is not None:
            record = self._record(job, job.path, draft, answer, written)
            self._cache(job).add(job.target.name, self._with_findings(record, job, answer))
        paths = tuple(written.values())
        return Outcome(
            job.name,
            paths,
            tuple(notes),
            failure,
            answer.remarks,
            findings=answer.findings,
            counted=True,
        )

    def _record(
        self, job: Job, path: Path, draft: State, answer: BuildResult, written: Mapping[str, Path]
    ) -> Record:
        fingerprints = self._outputs(job, self._place(job))
        outputs = {}
        for name, output in written.items():
            state = State.of(answer.outputs[name], output.stat())
            outputs[name] = Output(output.name, state, fingerprints[name])
        pictures = {
            typed: None if state is None else _settled(state)
            for typed, state in answer.pictures.items()
        }
        return Record(job.name, path.name, draft, outputs, answer.notes, pictures=pictures)

    def _counted(self, job: Job, answer: BuildResult) -> Outcome:
        """The outcome where the outputs are there, and only the findings were counted again."""
        cache = self._cache(job)
        known = cache[job.target.name]
        if known is None:  # another process has written the cache meanwhile
            return Outcome(job.name, unchanged=True, findings=answer.findings, counted=True)
        record = self._with_findings(known, job, answer)
        cache.add(job.target.name, record)
        return replace(_unchanged(job, record), counted=True)

    def _with_findings(self, record: Record, job: Job, answer: BuildResult) -> Record:
        return replace(
            record,
            findings=answer.findings,
            checks="" if answer.findings is None else self._place(job).checks,
        )

    def _cache(self, job: Job) -> BuildCache:
        folder = job.target.parent
        if folder not in self._caches:
            self._caches[folder] = BuildCache(folder, own_key())
        return self._caches[folder]

    def _outputs(self, job: Job, place: _Place) -> Mapping[str, str]:
        """Fingerprints of all that the outputs of a job depend on besides its draft, by format."""
        cache = self._cache(job)
        if place.options not in self._fingerprints:
            found = fingerprint.of_outputs(place.options, cache.fingerprints)
            self._fingerprints[place.options] = found
        cache.keep(self._fingerprints[place.options])
        return self._fingerprints[place.options].outputs

    def _place(self, job: Job) -> _Place:
        """What holds for the drafts in the folder of a job.

        Raises BulletinError for a mistake in their project.
        """
        folder = job.path.parent if job.path else Path()
        if folder not in self._places:
            project = find_project(folder)
            options = fingerprint.options_for(project, self._options)
            checks = fingerprint.of_checks(project, self._options.kind)
            self._places[folder] = _Place(project, options, checks)
        return self._places[folder]


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the drafts of a folder.

    Their project, the options with its theme and engine, and a fingerprint of what findings depend
    on.
    """

    project: Project
    options: BuildOptions
    checks: str


def _pictures(request: BuildRequest) -> Mapping[str, PictureFile | PictureError]:
    """The pictures of a draft, which go with it to a machine that has no such folder."""
    from bulletinc import compiler

    try:
        source = decode(request.data, request.name)
        return compiler.pictures_of(source, request.options, request.path.parent)
    except BulletinError:
        return {}  # the worker says what is wrong with the draft


def _settled(state: FileState) -> State:
    return State(state.hash, state.size, state.changed, state.inode).unsettled()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None  # reading it tells better
