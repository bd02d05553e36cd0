"""Drafts read for the index by the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletinc.archive import index
from bulletinc.archive.index.cluster import read_packed, unpack
from bulletinc.archive.index.reading import DraftRequest, read_draft
from bulletinc.archive.query import question
from bulletinc.archive.search import find
from bulletinc.batch.scheduler import Scheduler
from bulletinc.errors import BulletinError, Defect
from tests.support.issues_on_disk import write_issues
from tests.support.processes import scheduler, workers

COUNT = 150


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """More issues than one share has, and a file that is no text."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_issues(tmp_path / "issues", COUNT)
    (tmp_path / "issues/0150.txt").write_bytes(b"\xff\xfe\x00\xd8" * 9)
    return tmp_path / "issues"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Scheduler]:
    """A scheduler with a worker."""
    with scheduler(tmp_path) as (_pid, address), workers(address, tmp_path):
        yield Scheduler(address)


def test_a_cluster_reads_what_this_machine_reads(folder: Path, cluster: Scheduler) -> None:
    there = find(folder, question("垃圾"), read=index.reader_of(cluster))
    (folder / index.NAME).unlink()
    here = find(folder, question("垃圾"))
    assert len(here.hits) == COUNT - 1
    assert there.hits == here.hits
    assert list(map(str, there.errors)) == list(map(str, here.errors))
    assert len(there.errors) == 1


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
