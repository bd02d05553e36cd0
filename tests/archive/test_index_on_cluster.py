"""Drafts read for the index, and counted, by the workers of a cluster."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bulletinc.archive import gathering, index
from bulletinc.archive.asking import asked_of
from bulletinc.archive.counting import StatsQuestion
from bulletinc.archive.index.cluster import read_packed, unpack
from bulletinc.archive.index.reading import DraftRequest, read_draft
from bulletinc.archive.query import question
from bulletinc.archive.search import find
from bulletinc.batch.scheduler import Scheduler
from bulletinc.errors import BulletinError, Defect
from bulletinc.project import Project
from bulletinc.workers.bounds import Lost
from tests.support.issues_on_disk import write_issues
from tests.support.processes import scheduler, workers
from tests.support.program import Run, run

__all__ = ["run"]

COUNT = 150
SETTINGS = """
[stats]
item = 2
brief = 1
several = "highest"
[stats.groups]
"镇街" = ["白河镇", "枫林镇"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """More issues than one share has, and a file that is no text."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_issues(tmp_path / "issues", COUNT)
    (tmp_path / "issues/0150.txt").write_bytes(b"\xff\xfe\x00\xd8" * 9)
    return tmp_path / "issues"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """A scheduler with a worker."""
    place = tmp_path_factory.mktemp("cluster")
    with scheduler(place) as (_pid, address), workers(address, place):
        yield Scheduler(address)


def test_a_cluster_reads_what_this_machine_reads(folder: Path, cluster: Scheduler) -> None:
    there = find(folder, question("垃圾"), read=index.reader_of(cluster))
    (folder / index.NAME).unlink()
    here = find(folder, question("垃圾"))
    assert len(here.hits) == COUNT - 1
    assert there.hits == here.hits
    assert list(map(str, there.errors)) == list(map(str, here.errors))
    assert len(there.errors) == 1


def test_a_cluster_counts_what_this_machine_counts(
    folder: Path, cluster: Scheduler, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "0151.txt").write_bytes((folder / "0001.txt").read_bytes())
    (folder / "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setattr(gathering, "_TASK", 40)
    asked = ("stats", str(folder), "--by", "unit,month", "--format", "json")
    here = run(*asked)
    (folder / index.NAME).unlink()
    monkeypatch.setattr(gathering, "unpacked", None)
    there = run(*asked, "--scheduler", cluster.address)
    assert (there.status, there.out, there.err) == (here.status, here.out, here.err)
    assert json.loads(there.out)["issues"] == COUNT - 1
    assert there.err.count("0151.txt") == 1


@pytest.mark.parametrize(
    "answer",
    [b"", zlib.compress(b"[]"), zlib.compress(b'[{"cells": 1}]'), Lost("killed", "")],
    ids=["nothing", "no counts", "other counts", "lost"],
)
def test_what_no_worker_counted_is_counted_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes | Exception
) -> None:
    def share(
        _scheduler: Scheduler, _function: object, tasks: Iterable[object], *_more: object
    ) -> Iterator[object]:
        return ((task, answer) for task in tasks)

    asked = asked_of([StatsQuestion(("unit", "month"))], Project())
    here = gathering.Gathering(asked, Project()).of([str(folder)])
    monkeypatch.setattr("bulletinc.batch.cluster.sharing.share", share)
    assert gathering.Gathering(asked, Project(), Scheduler("tcp://x")).of([str(folder)]) == here


def test_what_a_worker_sends_is_what_it_read(folder: Path) -> None:
    request = DraftRequest(str(folder / "0001.txt"), "0001.txt")
    assert unpack(read_packed(request)) == read_draft(request)
    broken = DraftRequest(str(folder / "0150.txt"), "0150.txt")
    assert unpack(read_packed(broken)) == read_draft(broken)


@pytest.mark.parametrize("data", [b"", b"{}", b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"])
def test_what_no_worker_of_ours_sent_is_not_believed(data: bytes) -> None:
    assert isinstance(unpack(data), Defect)


def test_a_cluster_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(BulletinError):
        find(folder, question("垃圾"), read=index.reader_of(Scheduler("tcp://127.0.0.1:9")))
