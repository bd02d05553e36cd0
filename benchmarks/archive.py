"""An archive: ten thousand issues checked, searched, counted, built and published on this machine.

Prints a table.

    python benchmarks/archive.py [ISSUES] [FORMATS] [SCHEDULER]

``-`` instead of formats builds nothing, and publishes nothing. With the address of a Dask scheduler
its workers read and count; nothing is checked then, and all is counted once more here.

The issues are those of examples/ in turn, each with its own number, date and figures, a hundred to
a folder, which is a series of one kind. What the program takes is told start to end: by the clock,
the processor's time of all its processes, and the memory of the largest one.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from bulletinc.archive.index import NAME
from bulletinc.archive.query import question
from bulletinc.archive.search import find

ISSUES = 10_000
WORD = "垃圾分类"
FOLDER = 100  # issues
YEARS = range(1999, 2026)
EXAMPLES = Path(__file__).parent.parent / "examples"
WARM = (WORD, "年", "的", "群众", "柳荫街道 停车", '"小区停车难"')


def issue(text: str, number: int, kinds: int, figures: random.Random) -> str:
    """An example as another issue: its number and date go on, and every figure in its body is
    another. No two issues of a year have the same number.
    """
    series, place = divmod(number, FOLDER)
    lap, kind = divmod(series, kinds)
    year = YEARS[lap % len(YEARS)]
    own = (lap // len(YEARS) * kinds + kind) * FOLDER + place + 1
    day = date(year, 1, 1) + timedelta(place * 365 // FOLDER)
    dated = re.search(r"\d{4}年\d{1,2}月\d{1,2}日", text)
    end = dated.end() if dated else 0
    head, body = text[:end], text[end:]
    head = re.sub(r"第\d+期", f"第{own}期", head, count=1)
    head = re.sub(r"总第\d+期", f"总第{number + 1}期", head, count=1)
    head = re.sub(r"\d{4}年\d{1,2}月\d{1,2}日", f"{day.year}年{day.month}月{day.day}日", head)
    head = re.sub(r"〔\d{4}〕", f"〔{day.year}〕", head)
    return head + re.sub(
        r"(?<![\d.年月第-])[1-9]\d{1,3}(?![\d.年月日期])",
        lambda _found: str(figures.randint(10, 9999)),
        body,
    )


def write_archive(archive: Path, count: int) -> int:
    """Write so many issues, and say how many bytes they are."""
    figures = random.Random(count)
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    size = 0
    for number in range(count):
        folder = archive / f"{number // FOLDER:03}"
        folder.mkdir(parents=True, exist_ok=True)
        text = texts[number // FOLDER % len(texts)]
        data = issue(text, number, len(texts), figures).encode()
        (folder / f"{number % FOLDER + 1:03}.txt").write_bytes(data)
        size += len(data)
    return size


def measured(*command: str | Path) -> tuple[float, float, float]:
    """Seconds by the clock and of the processors, and megabytes of the largest process, that a call
    of the program takes; it may find something to report, and must not fail.
    """
    start = time.perf_counter()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "bulletinc", *map(str, command)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)],
    )
    os.close(nowhere)
    _pid, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print what each step takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ISSUES
    formats = sys.argv[2] if len(sys.argv) > 2 else "html"
    scheduler = ("--scheduler", sys.argv[3]) if len(sys.argv) > 3 else ()
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "archive"
        size = write_archive(archive, count)
        print(f"{count} issues, {size / 2**20:.0f} MB of text")
        search = ("search", WORD, archive)
        stats = ("stats", archive, "--by", "unit,month", "--format", "json")
        steps: list[tuple[str, tuple[str | Path, ...]]] = [
            ("search, all drafts new", (*search, *scheduler)),
            ("search, nothing changed", search),
            ("stats", (*stats, *scheduler)),
        ]
        if scheduler:
            steps.append(("stats, counted here", stats))
        else:
            steps.insert(0, ("check", ("check", archive, "--format", "concise")))
        if formats != "-":
            build = ("build", archive, "-o", Path(name) / "pages", "--to", formats)
            site = ("site", archive, "-o", Path(name) / "site", "--to", formats)
            steps += [
                (f"build --to {formats}", build),
                ("the same, nothing changed", build),
                (f"site --to {formats}", site),
                ("the same, nothing changed", site),
            ]
        print(f"{'':28}{'clock':>10}{'processor':>12}{'largest process':>18}")
        for what, command in steps:
            clock, processor, memory = measured(*command)
            print(f"{what:28}{clock:8.1f} s{processor:10.1f} s{memory:15.0f} MB", flush=True)
        print_warm(archive)


def print_warm(archive: Path) -> None:
    """Print how long the index takes for a question, asked for the second time in one process."""
    size = (archive / NAME).stat().st_size / 2**20
    print(f"an index of {size:.0f} MB; the first 50 items that a search finds, in one process:")
    for typed in WARM:
        asked = question(typed)
        find(archive, asked, 50, fresh=False)
        start, spent = time.perf_counter(), time.process_time()
        found = find(archive, asked, 50, fresh=False).count
        clock, spent = time.perf_counter() - start, time.process_time() - spent
        print(f"{typed}: {clock * 1000:.0f} ms, {spent * 1000:.0f} ms of processor, {found} items")


if __name__ == "__main__":
    main()
