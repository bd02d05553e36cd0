"""Tasks shared among processes: each is answered once, even if the process that had it is lost."""

from __future__ import annotations

import faulthandler
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bulletinc.errors import BulletinError, Defect
from bulletinc.workers import pool, run_bounded
from bulletinc.workers.bounds import Bounds, Lost
from tests.support.processes import gone

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no bound on memory there")
SHORT = Bounds(timeout=1)
LOADS = Bounds(timeout=5)  # for a process that has to load this module first

# What a task does: it is a word, or a word and the path of a file that each attempt adds a line to.


def perform(task: str) -> str:
    """Runs in another process."""
    word, _, path = task.partition(" ")
    if path:
        with Path(path).open("a") as file:
            file.write(f"{os.getpid()}\n")
    first = bool(path) and Path(path).read_text().count("\n") == 1
    match word:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "killed-at-first" if first:
            os.kill(os.getpid(), signal.SIGKILL)
        case "crashed":
            faulthandler.disable()  # which pytest has switched on
            os.kill(os.getpid(), signal.SIGSEGV)
        case "waits":
            time.sleep(0.4)
        case "hangs":
            time.sleep(999)
        case "memory":
            return str(len([bytearray(1 << 20) for _ in range(400)]))
        case "memory-disguised":
            try:
                return perform("memory")
            except MemoryError as error:
                raise BulletinError("this theme cannot be used") from error
        case "mistake":
            raise BulletinError("a mistake", "its remedy")
        case "defect":
            raise ZeroDivisionError("one\ntwo")
        case "answers-half" if first:  # it dies in the middle of its answer
            answers_half()
        case "kills-the-server" if first and str(os.getppid()) != os.environ["SUPERVISOR"]:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
    return word.upper()


def answers_half() -> None:
    """Begin an answer as a process does that is killed while it sends one."""
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.write(descriptor, (1 << 20).to_bytes(8, "big") + b"half")
    os.kill(os.getpid(), signal.SIGKILL)


def answers(tasks: Iterable[str], **how: Any) -> dict[str, Any]:
    found = list(pool.run(perform, tasks, how.pop("workers", 2), **how))
    assert max(Counter(task for task, _answer in found).values(), default=1) == 1
    return dict(found)


def words(count: int) -> list[str]:
    return [f"word{number}" for number in range(count)]


def attempts(file: Path) -> int:
    return len(set(file.read_text().splitlines()))


@pytest.mark.parametrize("chunk", [1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 20])
def test_each_task_has_its_answer(count: int, chunk: int) -> None:
    assert answers(words(count), chunk=chunk) == {word: word.upper() for word in words(count)}


def test_a_process_with_several_threads_starts_others_without_copying_itself() -> None:
    """Its locks would be copied as they are. The others must load all they need by themselves."""
    found: dict[str, Any] = {}
    bad = words(3)
    thread = threading.Thread(target=lambda: found.update(answers([*bad, "hangs"], bounds=LOADS)))
    thread.start()
    thread.join()
    assert found.pop("hangs").reason == "time"
    assert found == {word: word.upper() for word in bad}


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def tasks() -> Iterator[str]:
        for word in words(30):
            taken.append(word)
            yield word

    run = pool.run(perform, tasks(), 1)
    next(run)
    assert len(taken) < 10
    run.close()


@pytest.mark.parametrize("others", [0, 3])
def test_what_a_task_raises_is_its_answer(others: int) -> None:
    mistake = answers(["mistake", *words(others)])["mistake"]
    assert isinstance(mistake, BulletinError)
    assert (mistake.message, mistake.remedy) == ("a mistake", "its remedy")
    defect = answers(["defect", *words(others)])["defect"]
    assert isinstance(defect, Defect)
    assert defect.what.startswith("ZeroDivisionError: one two, test_pool.py:")
    assert "Traceback (most recent call last)" in defect.trace


@POSIX
@pytest.mark.parametrize(
    ("word", "reason", "detail"),
    [("killed", "killed", "SIGKILL"), ("crashed", "crashed", "SIGSEGV"), ("hangs", "time", "")],
)
def test_a_lost_task_costs_itself_alone_and_is_tried_once_more(
    word: str, reason: str, detail: str, tmp_path: Path
) -> None:
    bad = f"{word} {tmp_path / 'attempts'}"
    found = answers([*words(5), bad, *words(10)[5:]], bounds=SHORT)
    lost = found.pop(bad)
    assert isinstance(lost, Lost)
    assert (lost.reason, lost.detail) == (reason, detail)
    assert found == {each: each.upper() for each in words(10)}
    assert attempts(tmp_path / "attempts") == 2


@POSIX
@pytest.mark.parametrize(
    ("word", "reason"), [("killed", "killed"), ("crashed", "crashed"), ("hangs", "time")]
)
def test_a_task_without_others_is_lost_at_once(word: str, reason: str, tmp_path: Path) -> None:
    bad = f"{word} {tmp_path / 'attempts'}"
    assert answers([bad], bounds=SHORT)[bad].reason == reason
    assert attempts(tmp_path / "attempts") == 1


@POSIX
def test_a_task_whose_process_was_killed_by_chance_is_done_after_all(tmp_path: Path) -> None:
    bad = f"killed-at-first {tmp_path / 'attempts'}"
    assert answers([bad, *words(4)])[bad] == "KILLED-AT-FIRST"


@LINUX
@pytest.mark.parametrize("others", [0, 3])
@pytest.mark.parametrize("word", ["memory", "memory-disguised"])
def test_a_task_that_needs_too_much_memory_is_lost(word: str, others: int) -> None:
    found = answers([word, *words(others)], bounds=Bounds(memory=300))
    assert found.pop(word).reason == "memory"
    assert found == {each: each.upper() for each in words(others)}
    assert answers(["memory"], bounds=Bounds(memory=2000)) == {"memory": "400"}


@POSIX
def test_a_lost_task_costs_none_of_its_chunk() -> None:
    found = answers([*words(5), "killed", *words(10)[5:]], chunk=4)
    assert found.pop("killed").reason == "killed"
    assert found == {each: each.upper() for each in words(10)}


@LINUX
@pytest.mark.parametrize("word", ["answers-half", "kills-the-server"])
def test_what_dies_on_the_way_does_not_stop_the_others(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISOR", str(os.getpid()))
    bad = f"{word} {tmp_path / 'attempts'}"
    found = answers([*words(5), bad, *words(10)[5:]])
    assert found.pop(bad) == word.upper()
    assert found == {each: each.upper() for each in words(10)}


def test_a_task_that_cannot_be_sent_and_a_result_that_cannot_are_defects() -> None:
    tasks: list[Any] = [lambda: 0, "lambda", "word"]
    found = list(pool.run(perform_anything, tasks, 2))
    told = [str(answer).partition(":")[0] for _task, answer in found]
    assert sorted(told, key=str.casefold) == ["AttributeError", "AttributeError", "word"]


def perform_anything(task: Any) -> Any:
    """Runs in another process."""
    return (lambda: 0) if task == "lambda" else task


def test_there_are_never_more_processes_than_tasks() -> None:
    found = dict(pool.run(process_of, range(3), 64))
    assert len(set(found.values())) <= 3


def process_of(_task: int) -> int:
    """Runs in another process."""
    time.sleep(0.1)
    return os.getpid()


def test_time_is_counted_for_each_task_of_a_chunk() -> None:
    tasks = [*["waits"] * 4, "hangs"]
    found = Counter(
        answer if isinstance(answer, str) else answer.reason  # type: ignore[attr-defined]
        for _task, answer in pool.run(perform, tasks, 1, SHORT, chunk=5)
    )
    assert found == {"WAITS": 4, "time": 1}


def test_one_function_is_called_in_a_watched_process() -> None:
    assert run_bounded(perform, "word") == "WORD"
    with pytest.raises(BulletinError, match="a mistake"):
        run_bounded(perform, "mistake")
    with pytest.raises(Defect, match="ZeroDivisionError"):
        run_bounded(perform, "defect")


@POSIX
@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("hangs", "来文.docx: gave up after 1 seconds."),
        ("killed", "来文.docx: the process that worked on it was killed (SIGKILL)."),
        ("crashed", "来文.docx: the process that worked on it crashed (SIGSEGV)."),
    ],
)
def test_what_is_too_much_for_it_is_an_error_with_the_name_of_the_file(
    word: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    with pytest.raises(BulletinError) as raised:
        run_bounded(perform, word, SHORT, "来文.docx")
    assert raised.value.message == message
    assert raised.value.remedy


PARENT = """
import sys
import threading
from bulletinc.workers import pool
from bulletinc.workers.bounds import Bounds
from tests.workers.test_pool import perform
for _task, _answer in pool.run(perform, sys.argv[1:], 2, Bounds(timeout=30)):
    print(flush=True)
"""


@POSIX
@pytest.mark.parametrize(
    "tasks", [["hangs"], ["one", "two", "hangs", "hangs", "hangs"]], ids=["alone", "shared"]
)
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_its_parent(
    how: signal.Signals, tasks: list[str], tmp_path: Path
) -> None:
    tasks = [f"{task} {tmp_path / task}" for task in tasks]
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *tasks],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    waits_for((tmp_path / "hangs").exists)
    assert not gone(parent.pid, 0.1)
    os.kill(parent.pid, how)
    parent.communicate(timeout=10)
    assert gone(parent.pid, 10)


def waits_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it has not happened"
        time.sleep(0.02)
