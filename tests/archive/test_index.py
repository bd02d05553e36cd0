"""The index follows its folder, and whatever became of its file, what is found is the same."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bulletinc.archive import index
from bulletinc.archive.asking import asked_of
from bulletinc.archive.counting import StatsQuestion
from bulletinc.archive.gathering import Gathering
from bulletinc.archive.index import refreshing, tables, using
from bulletinc.archive.index.reading import DraftRead, DraftRequest, read_draft
from bulletinc.archive.query import question
from bulletinc.archive.search import SearchResult, find
from bulletinc.project import Project
from tests.support.issues_on_disk import issue, write_issues
from tests.support.places import ROOT

COUNT = 6
KILLS = int(os.environ.get("BULLETINC_KILLS", "12"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few issues."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_issues(tmp_path / "issues", COUNT)
    return tmp_path / "issues"


def _searched(folder: Path, typed: str = "垃圾") -> SearchResult:
    return find(folder, question(typed))


def _own(folder: Path) -> Path:
    return folder / index.NAME


def _sound(file: Path) -> bool:
    """Whether an index is whole, and has for each passage what a search looks up."""
    with sqlite3.connect(file) as connection:
        ((whole,),) = connection.execute("PRAGMA integrity_check")
        connection.execute("INSERT INTO words(words) VALUES('integrity-check')")
        ((items,),) = connection.execute("SELECT count(*) FROM item")
        ((entries,),) = connection.execute("SELECT count(*) FROM words WHERE words MATCH '近*'")
        ((issues,),) = connection.execute("SELECT count(*) FROM issue")
    connection.close()
    return (whole, items, entries) == ("ok", 2 * issues, issues)


def test_drafts_that_come_change_and_go_are_followed(folder: Path) -> None:
    assert len(_searched(folder).hits) == COUNT
    write_issues(folder, 1, first=7)
    assert len(_searched(folder).hits) == COUNT + 1
    (folder / "0001.txt").write_text(
        issue(1, "【要闻】\n\n检修路灯　近日检修。（白河镇）\n\n清扫　清扫。（白河镇）\n"),
        encoding="utf-8",
    )
    assert [hit.path for hit in _searched(folder, "路灯").hits] == ["0001.txt"]
    assert _searched(folder, "甲1乙").hits == ()
    (folder / "0002.txt").unlink()
    assert len(_searched(folder).hits) == COUNT - 1
    assert _sound(_own(folder))


def test_more_drafts_go_and_come_than_are_noted_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "_BATCH", 4)
    write_issues(folder, 14, first=7)
    assert len(_searched(folder).hits) == 20
    for number in (1, 2, *range(8, 18)):
        (folder / f"{number:04}.txt").unlink()
    write_issues(folder / "2027", 9, first=30)
    os.utime(folder / "0004.txt", (1, 1))
    assert len(_searched(folder).hits) == 17
    assert _sound(_own(folder))
    used = index.use(folder, lambda opened: list(opened.issues()), fresh=False)
    assert [facts.number for facts in used.result] == [3, 4, 5, 6, 7, 18, 19, 20, *range(30, 39)]


def test_nothing_is_read_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _searched(folder)
    os.utime(folder / "0001.txt", (1, 1))
    monkeypatch.setattr(refreshing, "read_draft", None)
    assert len(_searched(folder).hits) == COUNT


def test_a_new_version_of_the_program_reads_all_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _searched(folder)
    monkeypatch.setattr("bulletinc.batch.fingerprint.of_checks", lambda *_given: "another")
    read = []

    def counted(request: DraftRequest) -> DraftRead:
        read.append(request)
        return read_draft(request)

    monkeypatch.setattr(refreshing, "read_draft", counted)
    found = _searched(folder)
    assert (len(found.hits), len(read), found.notes) == (COUNT, COUNT, ())


def test_the_index_tells_the_facts_of_all_issues(folder: Path) -> None:
    used = index.use(folder, lambda opened: list(opened.issues()))
    assert [facts.number for facts in used.result] == list(range(1, COUNT + 1))
    assert used.result[0].items[0].units == ("枫林镇",)


def test_a_draft_that_cannot_be_read_is_told_of_each_time(folder: Path) -> None:
    (folder / "0003.txt").write_bytes(b"\xff\xfe\x00\xd8" * 9)
    for _time in range(2):
        found = _searched(folder)
        assert len(found.hits) == COUNT - 1
        (error,) = found.errors
        assert str(error).startswith(str(folder / "0003.txt"))


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "0003.txt", tmp_path / "secret.txt")
    (folder / "0003.txt").symlink_to(tmp_path / "secret.txt")
    found = _searched(folder)
    assert len(found.hits) == COUNT - 1
    assert len(found.errors) == 1


def _garbage(file: Path) -> None:
    file.write_bytes(b"garbage " * 999)


def _short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _overwritten(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    file.write_bytes(data)


def _another_database(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE issue(path)")
    connection.close()


def _copied(file: Path) -> None:
    shutil.copy(file, file.with_name("copy"))
    file.with_name("copy").replace(file)


def _old_form(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version=0")
    connection.close()


@pytest.mark.parametrize(
    "harm", [_garbage, _short, _overwritten, _another_database, _copied, _old_form]
)
def test_an_index_that_is_of_no_use_is_made_again_and_that_is_told(
    folder: Path, harm: object
) -> None:
    _searched(folder)
    assert callable(harm)
    harm(_own(folder))
    found = _searched(folder)
    assert len(found.hits) == COUNT
    assert len(found.notes) == 1
    assert str(_own(folder)) in found.notes[0]
    assert _sound(_own(folder))
    assert _searched(folder).notes == ()


def test_an_empty_index_is_a_new_one(folder: Path) -> None:
    _own(folder).touch()
    found = _searched(folder)
    assert (len(found.hits), found.notes) == (COUNT, ())


@pytest.mark.parametrize("name", [index.NAME, f"{index.NAME}-journal"])
def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (folder / name).symlink_to(victim)
    found = _searched(folder)
    assert (len(found.hits), len(found.notes)) == (COUNT, 1)
    assert victim.read_bytes() == b"precious"
    assert list((tmp_path / "cache/bulletinc").glob("*.index"))


def test_a_folder_of_its_name_is_left_alone(folder: Path) -> None:
    _own(folder).mkdir()
    assert len(_searched(folder).hits) == COUNT
    assert _own(folder).is_dir()


def test_a_locked_index_is_not_waited_for_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _searched(folder)
    monkeypatch.setattr(tables, "_WAIT_S", 0.05)
    other = sqlite3.connect(_own(folder), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    found = _searched(folder)
    other.close()
    assert (len(found.hits), len(found.notes)) == (COUNT, 1)


def test_a_full_disk_costs_only_the_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Small(tables.Index):
        def __init__(self, file: Path | None) -> None:
            super().__init__(file)
            if file is not None:
                self.connection.execute("PRAGMA max_page_count=4")

    monkeypatch.setattr(using, "Index", Small)
    found = _searched(folder)
    assert (len(found.hits), len(found.notes)) == (COUNT, 2)


def _started(folder: Path, word: str = "垃圾") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bulletinc", "search", word, folder, "--format", "json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BULLETINC_LANG": "en"},
        start_new_session=True,
    )


def test_two_processes_may_index_at_once(folder: Path) -> None:
    write_issues(folder, 30, first=7)
    (folder / index.NAME).write_bytes(b"garbage")
    both = [_started(folder) for _process in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len(_searched(folder).hits) == COUNT + 30
    assert _sound(_own(folder))


def test_whoever_is_killed_leaves_a_sound_index(folder: Path) -> None:
    """Each time with ten issues more. Set BULLETINC_KILLS to 200 for the long run."""
    chance = random.Random(1)
    count = COUNT
    for number in range(KILLS):
        write_issues(folder, 10, first=count + 1)
        count += 10
        process = _started(folder)
        deadline = time.monotonic() + (2.0 if number == 0 else chance.uniform(0.1, 0.7))
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if _own(folder).exists() and _own(folder).stat().st_size:
            assert _sound(_own(folder))
    found = _searched(folder)
    assert (len(found.hits), found.notes) == (count, ())
    assert len(_searched(folder, f"甲{count}乙").hits) == 1


def test_statistics_read_what_the_index_knows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_of([StatsQuestion(kept=True)], Project())
    (first,) = Gathering(asked, Project()).of([str(folder)])
    assert {each.path for each in first.kept} == {str(path) for path in folder.glob("*.txt")}
    monkeypatch.setattr(refreshing, "read_draft", None)
    monkeypatch.setattr("bulletinc.compiler.compile", None)
    again = Gathering(asked, Project())
    assert again.of([str(folder)]) == (first,)
    assert again.errors == []
