"""Two hundred drafts in flight, and something dies: ``python -m tests.steady [DRAFTS]``.

A line for each death.

Each time the drafts are built to HTML and PDF until some are done; then comes the death. Whatever
it was, what is there afterwards must be whole, what is not must have been named, no process may be
left, and the same command once more must build the rest. All outputs are compared with those of
``--jobs 1``. The drafts are those of ``examples/`` in turn, each with its own number.

The disk is a small one of its own, which only root can make. Everything lies in ``build/steady``.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.places import ROOT
from tests.support.poison import HARM
from tests.support.processes import ENVIRONMENT, below, gone, kill, scheduler, until, workers

DRAFTS = 200
FOLDER = ROOT / "build/steady"
CRASHES, HANGS, EATS, KILLS, _WAITS = HARM
BOUNDS = ("--timeout", "20", "--memory", "700")
DISK = 20  # MB, less than the outputs need
NAMED = re.compile(r"^Error: (?:.*/)?(\d+)\.(?:txt|html|pdf): ", re.MULTILINE)
chance = random.Random(1)


@dataclass
class Build:
    """A build of all drafts into a folder, in a process group of its own."""

    out: Path
    arguments: tuple[str, ...] = ()

    def begin(self) -> None:
        """Begin, and wait until some outputs are there."""
        program = "from tests.support.poison import main; main()"
        command: list[str | Path] = [
            sys.executable,
            "-c",
            program,
            "build",
            "drafts",
            "-o",
            self.out,
            "--to",
            "html,pdf",
            *BOUNDS,
            *self.arguments,
        ]
        self.log = (FOLDER / "told").open("w+", encoding="utf-8")
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            command,
            cwd=FOLDER,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=self.log,
            start_new_session=True,
        )
        until(lambda: len(list(self.out.glob("*.pdf"))) > 5 or self.process.poll() is not None)

    def end(self) -> tuple[int, str]:
        """Its exit status and what it told."""
        status = self.process.wait(timeout=1200)
        self.seconds = time.monotonic() - self.start
        with self.log:
            self.log.seek(0)
            return status, self.log.read()


def outputs(folder: Path) -> dict[str, bytes]:
    """The outputs in a folder."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix in {".html", ".pdf"} and path.name[0] != "."
    }


def whole(build: Build) -> bool:
    """Build all, as a second run does: whether it ends well, with all outputs as they should be."""
    build.begin()
    status, told = build.end()
    again = re.search(r"(\d+) built, (\d+) unchanged", told)
    print(f"{again[0] if again else told[-200:]:>32}, {build.seconds:5.1f} s", end="  ")
    return status == 0 and outputs(build.out) == reference


def judged(
    name: str,
    harm: Callable[[Build], object],
    build: Build | None = None,
    cure: Callable[[], object] | None = None,
    *,
    ends_it: bool = False,
) -> None:
    """Let the harm come to a build, and see what it leaves; after the ``cure``, build again.

    ``ends_it``: there is nobody who could name what is not built.
    """
    build = build or Build(FOLDER / "out")
    shutil.rmtree(build.out, ignore_errors=True)
    build.out.mkdir()
    build.begin()
    harmed = time.monotonic()
    harm(build)
    status, told = build.end()
    found = outputs(build.out)
    missing = {Path(each).stem for each in reference.keys() - found.keys()}
    faults = [
        *(f"{each} is not whole" for each, data in found.items() if data != reference[each]),
        *(
            f"draft {each} was not named"
            for each in missing - set(NAMED.findall(told))
            if not ends_it
        ),
        *(["a process is left"] if not gone(build.process.pid, 5) else []),
        *(f"{each.name} is left" for each in build.out.glob(".*.tmp") if status >= 0),
    ]
    after = time.monotonic() - harmed if ends_it else build.seconds
    print(
        (
            f"{name:32} status {status:3}, {len(found):3} outputs, {len(missing):3} drafts not,"
            f" {after:5.1f} s; again:"
        ),
        end=" ",
        flush=True,
    )
    (cure or mend)()
    if not whole(Build(build.out)):
        faults.append("the second run did not make the rest")
    print(*faults or ["well"], sep="; ", flush=True)
    failures.extend(faults)


def mend() -> None:
    """Write the drafts, with no harm in them."""
    for number, text in enumerate(texts, 1):
        path = FOLDER / "drafts" / f"{number}.txt"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def poison(*words: str) -> None:
    """Write a word that does harm into a draft for each."""
    for number, word in enumerate(words, 1):
        place = number * len(texts) // (len(words) + 1)
        (FOLDER / "drafts" / f"{place}.txt").write_text(
            texts[place - 1] + word + "\n", encoding="utf-8"
        )


def kill_workers(build: Build) -> None:
    """Kill one process of the pool after the other, at random."""
    for _time in range(10):
        time.sleep(chance.uniform(0.1, 1.5))
        if found := below(build.process.pid, 1):
            kill(chance.choice(found))


def of_here(build: Build, how: signal.Signals) -> None:
    """End the program itself at a moment that comes by chance."""
    time.sleep(chance.uniform(0, 2))
    os.kill(build.process.pid, how)


@contextmanager
def cluster() -> Iterator[tuple[int, str, int, int]]:
    """A scheduler, its address, and two nannies with a worker each."""
    place = FOLDER / "cluster"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with ExitStack() as stack:
        pid, address = stack.enter_context(scheduler(place))
        yield (
            pid,
            address,
            stack.enter_context(workers(address, place)),
            stack.enter_context(workers(address, place)),
        )


def on_a_cluster() -> None:
    """The deaths that a cluster can die."""

    def through(address: str) -> Build:
        return Build(FOLDER / "out", ("--scheduler", address))

    with cluster() as (_pid, address, _one, _other):
        judged("nothing, on a cluster", lambda _build: None, through(address))
    with cluster() as (_pid, address, one, _other):
        judged("a Dask worker killed", lambda _build: kill(*below(one, 1)), through(address))
    with cluster() as (_pid, address, one, _other):
        judged(
            "processes beside workers killed", lambda _build: kill(*below(one, 2)), through(address)
        )
    with cluster() as (_pid, address, one, _other):
        judged("a nanny killed", lambda _build: kill(one), through(address))
    with cluster() as (pid, address, _one, _other):
        judged("the scheduler killed", lambda _build: kill(pid), through(address))
    with cluster() as (_pid, address, _one, _other):
        judged(
            "the parent killed, on a cluster",
            lambda build: of_here(build, signal.SIGKILL),
            through(address),
            ends_it=True,
        )
    with cluster() as (_pid, address, _one, _other):
        poison(CRASHES, HANGS, EATS, KILLS)
        judged("four documents that do harm", lambda _build: None, through(address))


def full_disk() -> None:
    """A disk with room for some of the outputs, of which there is more before the second run."""
    disk = FOLDER / "disk"
    disk.mkdir(exist_ok=True)
    subprocess.run(["umount", disk], check=False, capture_output=True)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "none", disk],
        check=False,
        capture_output=True,
    ).returncode:
        print("a full disk: not tried, because only root can make one")
        return

    def enlarge() -> None:
        subprocess.run(["mount", "-o", f"remount,size={DISK * 100}m", disk], check=True)

    try:
        judged("a full disk", lambda _build: None, Build(disk / "out"), enlarge)
    finally:
        subprocess.run(["umount", disk], check=True)


def issue(text: str, number: int) -> str:
    """An example as one of many: its number is its own."""
    return re.sub(r"第\s*\d+\s*期", f"第{number}期", text, count=1)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DRAFTS
    failures: list[str] = []
    examples = [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))
    ]
    texts = [issue(examples[number % len(examples)], number) for number in range(1, count + 1)]
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "drafts").mkdir(parents=True)
    mend()
    alone = Build(FOLDER / "alone", ("--jobs", "1"))
    alone.begin()
    ended, told = alone.end()
    reference = outputs(alone.out)
    print(
        f"{count} drafts, {sum(map(len, reference.values())) >> 20} MB of outputs; --jobs "
        f"1: status {ended}, {alone.seconds:.1f} s"
    )
    judged("workers killed", kill_workers)
    judged("the parent killed", lambda build: of_here(build, signal.SIGKILL), ends_it=True)
    judged("Ctrl-C", lambda build: of_here(build, signal.SIGINT), ends_it=True)
    poison(CRASHES, HANGS, EATS)
    judged("three documents that do harm", lambda _build: None)
    full_disk()
    on_a_cluster()
    if failures or ended:
        sys.exit("; ".join(failures) or told)
