"""What one desk has: its folder, its watched processes, and what it tells its pages."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from bulletinc.server.bench import Bench
from bulletinc.server.build_jobs import BuildJobs
from bulletinc.server.hub import EventHub
from bulletinc.server.issues import IssueList
from bulletinc.server.tasks.reading import ReadingRequest, SentFile, check_draft, lay_out_draft
from bulletinc.server.unsaved import UnsavedTexts
from bulletinc.workers.bounds import Bounds
from bulletinc.workers.forkserver import ForkServer

_READING = Bounds(timeout=20, memory=2048)  # 200 KB of text take half a second
_SURVEY = Bounds(timeout=120, memory=2048)  # for some drafts at once
_HEAVY = 2  # tasks at once in processes of their own: builds, imports
_SENT = 64  # stylesheets and pictures that are kept for the pages
_SENT_BYTES = 64 * 2**20
_WARM = "清溪区工作快报\n第1期\n清溪区创建办　2026年3月5日\n【要闻】\n白河镇清理河道。\n"

_Result = TypeVar("_Result")


class DeskState:
    """The state of a desk, which routes work on. One thread calls its methods.

    ``server`` forks its processes. ``stop`` ends whoever serves it.
    """

    def __init__(self, folder: Path, server: ForkServer | None = None) -> None:
        self.folder = folder
        self.stop: Callable[[], None] = self.close
        self.hub = EventHub()
        self.unsaved = UnsavedTexts(folder)
        self.reading = Bench(_READING, server)
        self.issues = IssueList(folder, Bench(_SURVEY, server), self.hub)
        self.jobs = BuildJobs(folder, self)
        self._sent: OrderedDict[str, SentFile] = OrderedDict()
        self._heavy = asyncio.Semaphore(_HEAVY)

    def open(self) -> None:
        """Begin to look after the folder, in the loop that runs."""
        warm = ReadingRequest(self.folder / "1.txt", _WARM)
        self.reading.warm_up(lay_out_draft, warm)
        self.reading.warm_up(check_draft, warm)
        self.issues.open()

    def close(self) -> None:
        """End all that is under way."""
        self.hub.close()
        self.issues.close()
        self.reading.close()

    async def heavily(self, function: Callable[..., _Result], *arguments: object) -> _Result:
        """Call a function that takes long in a thread, few at once."""
        async with self._heavy:
            return await asyncio.to_thread(partial(function, *arguments))

    @property
    def sent(self) -> Mapping[str, SentFile]:
        """The files that pages may call now, by their names."""
        return self._sent

    def keep_sent(self, files: Mapping[str, SentFile]) -> None:
        """Keep files that a page will call; the oldest go."""
        for name, file in files.items():
            self._sent[name] = file
        size = sum(len(file.data) for file in self._sent.values())
        while len(self._sent) > max(_SENT, len(files)) or (
            size > _SENT_BYTES and len(self._sent) > len(files)
        ):
            _name, file = self._sent.popitem(last=False)
            size -= len(file.data)
