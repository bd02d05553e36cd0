"""How long the desk's server takes for a text that is typed into it.

    python benchmarks/desk.py

Starts a desk on a folder of its own, and types into a bulletin of six pages, a character each
time; then into a text of 200 KB. What is measured are whole requests on this machine, sent,
answered and taken: one for the page, and the one after it for findings, outline and colours.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.desk import RunningDesk, opened  # noqa: E402

_TIMES = 40
_ASKED = {"page": "/api/read", "findings": "/api/check"}
_TYPED = "白河镇清理河道并整治沿线环境" * 3
_LARGE_BYTES = 200_000
_ITEMS = 9  # more of an example's, which make six pages of its five


def six_pages() -> str:
    """An example with some of its items again."""
    text = (ROOT / "examples/kuaibao.txt").read_text(encoding="utf-8")
    paragraphs = text.split("\n\n")
    middle = len(paragraphs) // 2
    return "\n\n".join(
        [*paragraphs[:middle], *paragraphs[middle : middle + _ITEMS], *paragraphs[middle:]]
    )


def typed(text: str) -> Iterator[str]:
    """The text again and again, with one more character in its middle each time."""
    middle = text.index("。", len(text) // 2)
    for number in range(1, _TIMES + 1):
        yield text[:middle] + _TYPED[:number] + text[middle:]


def measure(desk: RunningDesk, text: str, first: int) -> dict[str, tuple[list[float], float]]:
    """Milliseconds of each request, and of the processor for one, by what was asked for.

    ``first`` is the number of the first version.
    """
    taken: dict[str, list[float]] = {name: [] for name in _ASKED}
    used = dict.fromkeys(_ASKED, 0.0)
    for number, each in enumerate(typed(text), first):
        value = {"path": "1.txt", "text": each, "version": number, "client": "a"}
        for name, address in _ASKED.items():
            before = processor_time(desk.process.pid)
            start = time.perf_counter()
            desk.post(address, value)
            taken[name].append((time.perf_counter() - start) * 1000)
            used[name] += processor_time(desk.process.pid) - before
    return {name: (each, used[name] * 1000 / len(each)) for name, each in taken.items()}


def processor_time(top: int) -> float:
    """Seconds of the processor that a process and those below it have had, on Linux."""
    ticks = 0
    waiting = [top]
    while waiting:
        pid = waiting.pop()
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(FileNotFoundError):  # a thread that has just ended
                waiting += map(int, children.read_text(encoding="utf-8").split())
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure, and print a line for each text."""
    short = six_pages()
    long = short
    while len(long.encode()) < _LARGE_BYTES:
        long += "\n\n【" + short.partition("【")[2]
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder, "issues"), Path(folder)) as desk,
    ):
        measure(desk, short, 0)  # it warms up
        for first, name, text in ((_TIMES, "six pages", short), (2 * _TIMES, "200 KB", long)):
            for asked, (taken, used) in measure(desk, text, first).items():
                print(
                    f"{name}, {len(text)} characters, {asked}: "
                    f"median {statistics.median(taken):.0f} ms, worst {max(taken):.0f} ms, "
                    f"of the processor {used:.0f} ms"
                )


if __name__ == "__main__":
    main()
