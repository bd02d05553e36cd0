"""The list of issues, as the folder is now: looked at again and again while a page is open.

Looking is asking for names, sizes and times. That works on network drives, where nothing tells of
other people's changes; a folder of a thousand drafts takes some milliseconds.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from bulletinc import drafts
from bulletinc.render import formats, renderer
from bulletinc.server.bench import Bench
from bulletinc.server.hub import EventHub
from bulletinc.server.places import check_folder
from bulletinc.server.refusals import told
from bulletinc.server.tasks.survey import SurveyRequest, survey_drafts

_POLL_S = 1.0  # between two looks
_SHARE = 10  # a look takes at most this part of the time: slow drives are looked at less often
_CHUNK = 8  # drafts that are read at once
_LATEST = ("date", "year", "number", "total")

_State: TypeAlias = tuple[int, int]  # size in bytes, time of change in ns


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What lies in the folder: the state of each draft and output, by the path in it."""

    drafts: Mapping[str, _State] = field(default_factory=dict)
    outputs: Mapping[str, _State] = field(default_factory=dict)
    settings: tuple[_State | None, ...] = ()


class IssueList:
    """The issues of a folder with what is known of each."""

    def __init__(self, folder: Path, bench: Bench, hub: EventHub) -> None:
        self._folder, self._bench, self._hub = folder, bench, hub
        self._look = FolderLook()
        self._known: dict[str, tuple[_State, dict[str, Any]]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._more = asyncio.Event()
        self._trouble = ""
        self._now: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Begin to look, in the loop that runs."""
        self._tasks = [asyncio.create_task(each) for each in (self._watch(), self._survey())]

    def close(self) -> None:
        """End looking."""
        for task in self._tasks:
            task.cancel()
        self._bench.close()

    async def rows(self) -> list[dict[str, Any]]:
        """The issues, the newest first. Raises :class:`Refusal` where the folder is gone."""
        await self.look()
        rows = [self._row(path, state) for path, state in self._look.drafts.items()]
        rows.sort(key=lambda row: row["path"])
        rows.sort(key=_rank, reverse=True)
        return rows

    async def look(self) -> None:
        """Look now, and tell the pages what changed. Raises :class:`Refusal`.

        Whoever asks while a look is under way shares the one that begins after it.
        """
        if self._next is None:
            self._next = asyncio.create_task(self._look_after(self._now))
        await asyncio.shield(self._next)

    async def _look_after(self, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        self._now, self._next = self._next, None
        await self._compare()

    async def _compare(self) -> None:
        check_folder(self._folder)
        before, now = self._look, await asyncio.to_thread(_looked, self._folder)
        self._look = now
        if before == now:
            return
        if before.settings != now.settings:
            self._known.clear()
        old, new = ({**each.drafts, **each.outputs} for each in (before, now))
        changed = [path for path, state in new.items() if old.get(path) != state]
        gone = [path for path in old if path not in new]
        self._hub.tell("files", {"changed": changed, "gone": gone})
        for path in gone:
            self._known.pop(path, None)
        self._more.set()

    async def _watch(self) -> None:
        while True:
            took = 0.0
            if self._hub.is_heard:
                start = time.monotonic()
                try:
                    await self.look()
                    self._trouble = ""
                except Exception as error:  # the next look may go well
                    if str(error) != self._trouble:
                        self._trouble = str(error)
                        self._hub.tell("trouble", told(error))
                took = time.monotonic() - start
            await asyncio.sleep(max(_POLL_S, took * _SHARE))

    async def _survey(self) -> None:
        """Read what has not been read yet, the latest names first, and tell the pages."""
        while True:
            waiting = sorted(self._unknown(), reverse=True)[:_CHUNK]
            if not waiting:
                self._more.clear()
                await self._more.wait()
                continue
            states = {path: self._look.drafts[path] for path in waiting}
            request = SurveyRequest(self._folder, tuple(waiting))
            try:
                found = await self._bench.run(survey_drafts, request, waiting[0])
            except Exception:  # one of them cost the process
                found = await self._one_by_one(waiting)
            for path, each in zip(waiting, found, strict=True):
                self._known[path] = states[path], each
            self._hub.tell("folder", {})

    async def _one_by_one(self, paths: list[str]) -> list[dict[str, Any]]:
        """Read drafts each by itself, so that one that cannot be read costs no other."""
        found: list[dict[str, Any]] = []
        for path in paths:
            try:
                request = SurveyRequest(self._folder, (path,))
                found += await self._bench.run(survey_drafts, request, path)
            except Exception as failure:
                found.append({"title": "", "error": told(failure)})
        return found

    def _unknown(self) -> Iterator[str]:
        for path, state in self._look.drafts.items():
            known = self._known.get(path)
            if known is None or known[0] != state:
                yield path

    def _row(self, path: str, state: _State) -> dict[str, Any]:
        known = self._known.get(path)
        return {
            "path": path,
            "name": path.rpartition("/")[2],
            "mtime": state[1] // 1_000_000,
            "known": known is not None and known[0] == state,
            "title": "",
            "findings": None,
            "error": None,
            **(known[1] if known else {}),
            "built": list(self._built(path, state)),
        }

    def _built(self, path: str, state: _State) -> Iterator[dict[str, Any]]:
        for name in formats():
            output = output_of(path, name)
            if made := self._look.outputs.get(output):
                yield {"format": name, "path": output, "stale": made[1] < state[1]}


def output_of(path: str, name: str) -> str:
    """Where the output of a draft lies, by the paths in the folder."""
    job = job_of(Path(), path)
    return job.target.with_name(job.target.name + renderer(name).SUFFIX).as_posix()


def job_of(folder: Path, path: str) -> drafts.Job:
    """A draft as it is built: beside itself."""
    file = folder / path
    return drafts.Job(path, file, file.with_suffix(""), folder)


def _looked(folder: Path) -> FolderLook:
    suffixes = tuple(renderer(name).SUFFIX for name in formats())
    found: dict[str, _State] = {}
    outputs: dict[str, _State] = {}
    for place, subfolders, names in os.walk(folder):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        above = Path(place).relative_to(folder).as_posix()
        for name in names:
            lower = name.lower()
            if name.startswith((".", "~$")) or not lower.endswith(
                (drafts.SOURCE_SUFFIX, *suffixes)
            ):
                continue
            with suppress(OSError):
                status = os.stat(os.path.join(place, name))
                path = name if above == "." else f"{above}/{name}"
                kind = found if lower.endswith(drafts.SOURCE_SUFFIX) else outputs
                kind[path] = status.st_size, status.st_mtime_ns
    return FolderLook(found, outputs, _settings(folder))


def _settings(folder: Path) -> tuple[_State | None, ...]:
    """The state of the bulletin.toml that counts for the folder, and of those below it."""
    from bulletinc.project import FILE, find_settings

    places = {find_settings(folder), *(place / FILE for place in (folder,))}
    states: list[_State | None] = []
    for place in sorted(filter(None, places)):
        try:
            status = os.stat(place)
            states.append((status.st_size, status.st_mtime_ns))
        except OSError:
            states.append(None)
    return tuple(states)


def _rank(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """By day, year and number; what is not known stands last but one that has no day."""
    return (
        row.get("date") or "",
        row.get("year") or 0,
        row.get("number") or 0,
        row.get("total") or 0,
        row["path"] if not row.get("date") else "",
    )
