"""What a user named, counted: folders from their indexes, some of it at a time, and single files.

The counts of parts are merged. On a cluster the workers read what has changed, and count.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from bulletinc import compiler, drafts, files
from bulletinc.archive.counting import Counts
from bulletinc.archive.facts import IssueFacts, facts_of
from bulletinc.archive.index import Index, Watch, reader_of, use
from bulletinc.archive.index.refreshing import unwatched
from bulletinc.archive.index.tables import KeptIssue, unpack_issue
from bulletinc.archive.packing import Asked, NoCountsError, merge, pack, unpack
from bulletinc.archive.reading import IssueFilter
from bulletinc.batch.scheduler import Scheduler
from bulletinc.errors import BulletinError
from bulletinc.project import Project
from bulletinc.text.source import decode

_TASK = 200  # issues that a worker counts at once


@dataclass(slots=True)
class Gathering:
    """What is counted, where, and what is to be told of it."""

    asked: Asked
    project: Project
    scheduler: Scheduler | None = None
    watch: Watch = unwatched
    errors: list[Exception] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _seen: list[str] = field(default_factory=list)

    def of(self, sources: Iterable[str]) -> tuple[Counts, ...]:
        """The counts of all issues in these folders and files, each once; not settled yet."""
        whole = self.asked.empty()
        taking = IssueFilter(self.project, self.errors.append)
        try:
            for place in (place for source in sources for place in drafts.named(source)):
                if isinstance(place, BulletinError):
                    self.errors.append(place)
                    continue
                if place.is_dir():
                    merge(whole, self._of_folder(place, taking))
                elif not self._is_seen(place):
                    merge(whole, self.asked.count(self._read(place, taking)))
                self._seen.append(os.path.abspath(place))
        finally:
            taking.close()
        return whole

    def _of_folder(self, folder: Path, taking: IssueFilter) -> Sequence[Counts]:
        if isinstance(error := next(drafts.below(folder), None), drafts.NoDrafts):
            self.errors.append(error)
            return self.asked.empty()
        used = use(
            folder,
            partial(self._of_index, folder, taking),
            watch=self.watch,
            read=reader_of(self.scheduler),
        )
        self.errors += used.errors
        self.notes += used.notes
        return used.result

    def _of_index(self, folder: Path, taking: IssueFilter, index: Index) -> tuple[Counts, ...]:
        kept = (
            replace(each, path=path)
            for each in index.kept()
            if not self._is_seen(path := os.path.join(folder, each.path))
            and taking.takes(each.name, each.identity, path)
        )
        if self.scheduler is None:
            return self.asked.count(map(unpacked, kept))
        return self._on_cluster(self.scheduler, kept)

    def _on_cluster(self, scheduler: Scheduler, kept: Iterator[KeptIssue]) -> tuple[Counts, ...]:
        from bulletinc.batch.cluster.sharing import share

        whole = self.asked.empty()
        tasks = _requests(self.asked, kept)
        for request, answer in share(scheduler, count_packed, tasks, _weight):
            try:
                counted = unpack(answer, self.asked) if isinstance(answer, bytes) else None
            except NoCountsError:
                counted = None
            # what a worker could not count is counted here
            merge(whole, counted or self.asked.count(map(unpacked, request.issues)))
        return whole

    def _read(self, file: Path, taking: IssueFilter) -> Iterator[IssueFacts]:
        try:
            source = decode(files.read(file), str(file))
            facts = facts_of(compiler.compile(source), source)
        except BulletinError as error:
            self.errors.append(error)
        else:
            if taking.takes(facts.name, facts.identity, facts.path):
                yield facts

    def _is_seen(self, path: str | Path) -> bool:
        """Whether it is in what was named before."""
        whole = os.path.abspath(path) if self._seen else ""
        return any(whole == each or whole.startswith(f"{each}{os.sep}") for each in self._seen)


@dataclass(frozen=True, slots=True)
class CountRequest:
    """Some issues for a worker to count."""

    asked: Asked
    issues: tuple[KeptIssue, ...]


def count_packed(request: CountRequest) -> bytes:
    """The part of a worker: the counts of some issues."""
    return pack(request.asked.count(map(unpacked, request.issues)))


def unpacked(kept: KeptIssue) -> IssueFacts:
    """The facts of an issue, under the path that it has now."""
    return replace(unpack_issue(kept.packed), path=kept.path)


def _requests(asked: Asked, kept: Iterator[KeptIssue]) -> Iterator[CountRequest]:
    while issues := tuple(islice(kept, _TASK)):
        yield CountRequest(asked, issues)


def _weight(request: CountRequest) -> int:
    return sum(len(each.packed) for each in request.issues)
