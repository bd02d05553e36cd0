"""Pages that are being built, each in a process of its own, and saved beside their drafts."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from bulletinc.batch import runner
from bulletinc.batch.targets import ForeignOutput
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.options import BuildOptions
from bulletinc.server.hub import EventHub
from bulletinc.server.issues import job_of, output_of
from bulletinc.server.refusals import NOT_FOUND, Refusal, told
from bulletinc.workers.bounds import Bounds

_BOUNDS = Bounds(timeout=120, memory=2048)
_KEPT = 100  # jobs that a page may ask for


class Workplace(Protocol):
    """What a job needs of a desk."""

    hub: EventHub

    async def heavily(self, function: Any, /, *arguments: object) -> Any:
        """Call a function that takes long."""


class BuildJobs:
    """The jobs of a desk, by their numbers."""

    def __init__(self, folder: Path, workplace: Workplace) -> None:
        self._folder, self._workplace = folder, workplace
        self._jobs: dict[str, dict[str, Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._numbers = itertools.count(1)

    def begin(self, path: str, name: str, *, overwrite: bool) -> dict[str, Any]:
        """Begin to build a draft as it is on the disk, in one format."""
        number = str(next(self._numbers))
        job = {"job": number, "path": path, "format": name, "state": "running"}
        self._jobs[number] = job | {"file": None, "notes": [], "error": None}
        for old in list(self._jobs)[:-_KEPT]:
            del self._jobs[old]
        task = asyncio.create_task(self._carry_out(number, path, name, overwrite=overwrite))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return self._jobs[number]

    def get(self, number: str) -> dict[str, Any]:
        """How a job stands. Raises :class:`Refusal`."""
        if number not in self._jobs:
            raise Refusal(NOT_FOUND, _("There is no such build any more."), _("Build again."))
        return self._jobs[number]

    async def _carry_out(self, number: str, path: str, name: str, *, overwrite: bool) -> None:
        job = self._jobs[number]
        self._workplace.hub.tell("build", job)
        try:
            notes = await self._workplace.heavily(_built, self._folder, path, name, overwrite)
            made: dict[str, Any] = {"state": "done", "file": output_of(path, name), "notes": notes}
        except Exception as error:
            made = {"state": "failed", "error": _told(error)}
        self._jobs[number] = job | made
        self._workplace.hub.tell("build", job | made)


def _built(folder: Path, path: str, name: str, overwrite: bool) -> list[str]:
    how = runner.RunOptions(overwrite=overwrite, cache=True, workers=1, bounds=_BOUNDS)
    jobs = [job_of(folder, path)]
    with closing(runner.run(jobs, BuildOptions((name,)), how, _nothing)) as outcomes:
        (outcome,) = outcomes
    if outcome.error is not None:
        raise outcome.error
    return [*outcome.notes, *outcome.remarks]


def _told(error: Exception) -> dict[str, Any]:
    """What the page says of an error, and whether it may offer to replace the file."""
    if not isinstance(error, ForeignOutput):
        return {**told(error), "overwrite": False}
    remedy = _("Move that file away, or let it be replaced here.")
    return {"message": error.message, "remedy": remedy, "overwrite": True}


def _nothing() -> bytes:
    raise BulletinError(_("There is nothing to read."))
