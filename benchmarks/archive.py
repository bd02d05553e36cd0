"""An archive: ten thousand issues checked, searched and built, and built again, on this machine.

Prints a table.

    python benchmarks/archive.py [ISSUES] [FORMATS]

``-`` instead of formats builds nothing.

The issues are those of examples/ in turn, each with its own number, date and figures, a hundred to
a folder. What the program takes is told start to end, by the clock.
"""

from __future__ import annotations

import random
import re
import subprocess
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
EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST_DAY = date(1999, 1, 4)


def issue(text: str, number: int, figures: random.Random) -> str:
    """An example as another issue: its number and date go on, and every figure in its body is
    another.
    """
    day = FIRST_DAY + timedelta(number)
    head, mark, body = text.partition("】")
    if not mark:
        head, mark, body = text[: len(text) // 4], "", text[len(text) // 4 :]
    head = re.sub(r"第\d+期", f"第{number % FOLDER + 1}期", head, count=1)
    head = re.sub(r"总第\d+期", f"总第{number + 1}期", head, count=1)
    head = re.sub(r"\d{4}年\d{1,2}月\d{1,2}日", f"{day.year}年{day.month}月{day.day}日", head)
    return (
        head
        + mark
        + re.sub(
            r"(?<![\d.年月第-])[1-9]\d{1,3}(?![\d.年月日期])",
            lambda _found: str(figures.randint(10, 9999)),
            body,
        )
    )


def timed(*command: str | Path) -> float:
    """Seconds that a call of the program takes; it may find something to report, and must not
    fail.
    """
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bulletinc", *map(str, command)],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return time.perf_counter() - start


def main() -> None:
    """Print how long each step takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ISSUES
    formats = sys.argv[2] if len(sys.argv) > 2 else "html"
    figures = random.Random(count)
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "archive"
        for number in range(count):
            folder = archive / f"{number // FOLDER:03}"
            folder.mkdir(parents=True, exist_ok=True)
            # A folder is a series: all its issues are of one kind.
            text = texts[number // FOLDER % len(texts)]
            (folder / f"{number % FOLDER + 1:03}.txt").write_text(
                issue(text, number, figures), encoding="utf-8"
            )
        print(
            f"{count} issues, "
            f"{sum(path.stat().st_size for path in archive.rglob('*.txt')) / 2**20:.0f} MB "
            "of text"
        )
        build = ("build", archive, "-o", Path(name) / "pages", "--to", formats)
        search = ("search", WORD, archive, "--format", "json")
        steps: list[tuple[str, tuple[str | Path, ...]]] = [
            ("check", ("check", archive, "--format", "concise")),
            ("search, all drafts new", search),
            ("search, nothing changed", search),
        ]
        if formats != "-":
            steps += [(f"build --to {formats}", build), ("the same, nothing changed", build)]
        for what, command in steps:
            seconds = timed(*command)
            print(f"{what:28}{seconds:8.1f} s {count / seconds:8.0f} a second", flush=True)
        print_warm(archive)


def print_warm(archive: Path) -> None:
    """Print how long the index takes for a question, asked for the second time in one process."""
    size = (archive / NAME).stat().st_size / 2**20
    for typed in (WORD, "年", "柳荫街道 停车", '"小区停车难"'):
        asked = question(typed)
        find(archive, asked, fresh=False)
        start = time.perf_counter()
        found = len(find(archive, asked, fresh=False).hits)
        milliseconds = (time.perf_counter() - start) * 1000
        print(f"{typed}: {found} items in {milliseconds:.0f} ms; an index of {size:.0f} MB")


if __name__ == "__main__":
    main()
