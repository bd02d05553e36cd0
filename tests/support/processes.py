"""Real processes, to be killed: a Dask scheduler and workers on the loopback, and what tells who
lives.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.places import ROOT

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "BULLETINC_LANG": "en",
    # one dead worker is enough to suspect a batch
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
}


def until(holds: Callable[[], object]) -> None:
    """Wait for something that has to come."""
    deadline = time.monotonic() + 200
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def kill(pid: int) -> None:
    """Kill a process, unless it has ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def gone(group: int, within: float) -> bool:
    """Whether all processes of a group have ended by then."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def below(process: int, generation: int) -> list[int]:
    """The processes so many generations below one: of a nanny the first is the worker, the second
    what sets pages.
    """
    import psutil

    try:
        found = [psutil.Process(process)]
        for _each in range(generation):
            found = [
                child
                for each in found
                for child in each.children()
                if "resource_tracker" not in " ".join(child.cmdline())
            ]
    except psutil.NoSuchProcess:
        return []
    return [each.pid for each in found]


@contextmanager
def scheduler(folder: Path, protocol: str = "tcp", **environment: str) -> Iterator[tuple[int, str]]:
    """The process identifier and the address of a scheduler."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    place = ("--protocol", protocol, "--host", "127.0.0.1", "--port", "0")
    options = (*place, "--no-dashboard", "--scheduler-file", file)
    with _process("dask_scheduler", *options, folder=folder, **environment) as started:
        until(lambda: file.exists() and file.read_text().endswith("}"))
        yield started.pid, json.loads(file.read_text())["address"]


@contextmanager
def workers(address: str, folder: Path, count: int = 1, **environment: str) -> Iterator[int]:
    """The process identifier of a nanny of so many workers."""
    options = (
        "--nthreads",
        "1",
        "--nworkers",
        str(count),
        "--no-dashboard",
        "--local-directory",
        folder / "scratch",
    )
    with _process(
        "dask_worker",
        address,
        *options,
        "--preload",
        "tests.support.poison",
        folder=folder,
        **environment,
    ) as started:
        yield started.pid


@contextmanager
def _process(
    module: str, *arguments: str | Path, folder: Path, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask's, which is killed at the end with all that it has started."""
    import psutil

    command = (sys.executable, "-m", f"distributed.cli.{module}", *arguments)
    with (folder / "log").open("ab") as log:
        started = subprocess.Popen(
            command, cwd=folder, env={**ENVIRONMENT, **environment}, stdout=log, stderr=log
        )
    try:
        yield started
    finally:
        if started.poll() is None:
            for each in [*psutil.Process(started.pid).children(recursive=True), started]:
                kill(each.pid)
        started.wait()
