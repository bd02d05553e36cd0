"""A task that hangs or crashes costs itself; of waiting tasks the newest counts."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletinc.errors import BulletinError
from bulletinc.server.bench import Bench, Superseded
from bulletinc.server.refusals import Refusal
from bulletinc.workers.bounds import Bounds
from tests.support.other_thread import run_coroutine


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench(Bounds(timeout=3, memory=1024))
    yield bench
    bench.close()


def hang(_argument: None) -> None:
    time.sleep(1000)


def crash(_argument: None) -> None:
    os._exit(3)


def refuse(name: str) -> None:
    raise BulletinError(name, "remedy")


def fail(_argument: None) -> None:
    raise KeyError("defect")


def note(request: tuple[Path, str]) -> str:
    path, text = request
    while not path.exists():
        time.sleep(0.01)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
    return text


def test_a_task_that_hangs_or_crashes_is_told_of_and_the_next_is_done(bench: Bench) -> None:
    async def work() -> None:
        for function, reason in ((hang, "3"), (crash, "3")):
            with pytest.raises(Refusal, match=reason) as refused:
                await bench.run(function, None, "1.txt")
            assert refused.value.status == 503
            assert await bench.run(len, "abc", "1.txt") == 3

    run_coroutine(work())


def kill_once(path: Path) -> str:
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_a_process_that_was_killed_costs_nothing(bench: Bench, tmp_path: Path) -> None:
    assert run_coroutine(bench.run(kill_once, tmp_path / "killed", "1.txt")) == "done"


def test_an_error_of_a_task_is_raised(bench: Bench) -> None:
    with pytest.raises(BulletinError, match="this one"):
        run_coroutine(bench.run(refuse, "this one", "1.txt"))
    with pytest.raises(Exception, match="KeyError"):
        run_coroutine(bench.run(fail, None, "1.txt"))


def test_only_the_newest_of_a_line_is_done(bench: Bench, tmp_path: Path) -> None:
    gate = tmp_path / "done"

    async def work() -> list[str | BaseException]:
        tasks = []
        for line, version, text in (("a", 1, "1"), ("a", 3, "3"), ("a", 2, "2"), ("b", 1, "4")):
            turn = bench.turn(line, version)
            tasks.append(asyncio.create_task(turn.run(note, (gate, text), "1.txt")))
            await asyncio.sleep(0.2 if text == "1" else 0)  # the first one is under way
        gate.touch()
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    first, third, second, other = run_coroutine(work())
    assert (first, third, other) == ("1", "3", "4")
    assert isinstance(second, Superseded)
    assert gate.read_text(encoding="utf-8") == "134"


def test_between_two_steps_a_newer_version_comes_first(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "done").touch()

    async def work() -> None:
        old = bench.turn("a", 1)
        assert await old.run(note, (tmp_path / "done", "1"), "1.txt") == "1"
        new = bench.turn("a", 2)
        with pytest.raises(Superseded):
            await old.run(note, (tmp_path / "done", "2"), "1.txt")
        assert await new.run(note, (tmp_path / "done", "3"), "1.txt") == "3"
        # The second step of a version that arrives late is still that of the newest.
        assert await bench.turn("a", 2).run(note, (tmp_path / "done", "4"), "1.txt") == "4"

    run_coroutine(work())
    assert (tmp_path / "done").read_text(encoding="utf-8") == "134"


def test_a_bench_that_is_closed_ends_what_it_is_busy_with() -> None:
    bench = Bench(Bounds(timeout=100, memory=1024))

    async def work() -> None:
        task = asyncio.create_task(bench.run(hang, None, "1.txt"))
        await asyncio.sleep(1)
        bench.close()
        with pytest.raises(Refusal) as refused:
            await task
        assert "100" not in refused.value.message  # seconds, which it would have had

    run_coroutine(work())
