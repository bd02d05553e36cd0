"""How fast the parser is: bulletins a second, and time against length. Run by hand: ``make bench``.

    python benchmarks/parse.py [--with CHECKOUT]

Times are processor time of one core, the best of several runs. The first table parses each example
as it is; ``per second`` counts bulletins of 3 KB (3,000 bytes of UTF-8, about 1,000 characters).
The second makes one example longer by repeating its items: time a KB must not grow. The third
compares a cold ``bulletinc ast`` with a Python that only imports Lark and Click: medians of both,
by the clock, in turns.

``--with`` prints another table alone: this package beside that of another checkout, in which
``python hatch_build.py`` was run. Each parses in processes of its own, which take turns; medians.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from bulletinc.parser import parse, read_roles
from bulletinc.syntax import Document
from bulletinc.text.source import Source

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.txt"))
BULLETIN = 3_000  # bytes
KILO, MEGA = 1_000, 2_000_000
TURNS = 15  # processes a checkout
COLD_TURNS = 21
# Parses files time and again, never one twice in a row; prints the median seconds that each took.
SIDE = """
import json, sys, time
from statistics import median
import bulletinc
texts = [open(file, encoding="utf-8").read() for file in sys.argv[1:]]
times = [[] for _ in texts]
for turn in range(20):
    for text, taken in zip(texts, times):
        start = time.process_time()
        bulletinc.parse(text)
        taken.append(time.process_time() - start)
print(json.dumps([median(taken) for taken in times]))
"""


def main() -> None:
    """Print the tables."""
    start_as_users_do()
    if "--with" in sys.argv[1:-1]:
        print_beside(Path(sys.argv[sys.argv.index("--with") + 1]))
        return
    parse(Source("热身"))
    print(f"{'example':<20}{'bytes':>8}{'ms':>9}{'bulletins of 3 KB per second':>32}")
    for example in EXAMPLES:
        text = example.read_text(encoding="utf-8")
        size, seconds = len(text.encode()), best(lambda text=text: parse_anew(Source(text)), 15)
        print(f"{example.stem:<20}{size:>8}{seconds * 1e3:>9.2f}{size / BULLETIN / seconds:>32.0f}")

    print(f"\n{'bytes':>10}{'ms':>10}{'µs per KB':>12}")
    text = (Path(__file__).parent.parent / "examples" / "kuaibao.txt").read_text(encoding="utf-8")
    for size in (2_000, 20_000, 200_000, MEGA):
        longer = lengthened(text, size)
        length, seconds = (
            len(longer.encode()),
            best(lambda longer=longer: parse_anew(Source(longer)), 1 if size == MEGA else 5),
        )
        print(f"{length:>10}{seconds * 1e3:>10.1f}{seconds * 1e6 / (length / KILO):>12.0f}")

    print_cold()


def print_cold() -> None:
    """Print the medians of a cold start and of the imports it needs, which take turns."""
    commands = (("-c", "import lark, click"), ("-m", "bulletinc", "ast", str(EXAMPLES[0])))
    turns = [
        [best(lambda each=each: run(*each), 1, time.perf_counter) for each in commands]
        for _ in range(COLD_TURNS)
    ]
    base, ast = map(median, zip(*turns, strict=True))
    print(
        f"\ncold: import lark, click {base * 1e3:.0f} ms; bulletinc ast {ast * 1e3:.0f} "
        f"ms: {ast / base:.2f} times"
    )


def print_beside(other: Path) -> None:
    """Print a line an example: milliseconds a 3 KB here and in another checkout."""
    checkouts = (Path(__file__).parent.parent, other)
    turns = [[beside(checkout) for checkout in checkouts] for _ in range(TURNS)]
    print(f"{'example':<20}{'bytes':>8}{'ms per 3 KB':>14}{'the other':>12}{'times':>8}")
    for number, example in enumerate(EXAMPLES):
        size = example.stat().st_size
        own, others = (
            median(turn[side][number] for turn in turns) * 1e3 * BULLETIN / size for side in (0, 1)
        )
        print(f"{example.stem:<20}{size:>8}{own:>14.2f}{others:>12.2f}{own / others:>8.2f}")


def beside(checkout: Path) -> Sequence[float]:
    """Seconds that each example takes with the package of a checkout."""
    done = subprocess.run(
        [sys.executable, "-c", SIDE, *map(str, EXAMPLES)],
        cwd=checkout,  # where Python looks first
        stdout=subprocess.PIPE,
        check=True,
    )
    times: list[float] = json.loads(done.stdout)
    return times


def parse_anew(source: Source) -> Document:
    """Parse without the reading that was kept from the last time."""
    read_roles.cache_clear()
    return parse(source)


def start_as_users_do() -> None:
    """Have the processes that are measured find their modules compiled, and buffer their output."""
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
        os.environ.pop(name, None)


def best(
    work: Callable[[], object], times: int, clock: Callable[[], float] = time.process_time
) -> float:
    """The least time that the work took, in seconds."""
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


def lengthened(text: str, size: int) -> str:
    """The issue with its items repeated until it has about ``size`` bytes, or cut to that."""
    head, mark, rest = text.partition("【生活环境建设】")
    body, staff, tail = rest.partition("编辑：")
    items = mark + body
    if size < len(text.encode()):
        return head + items[: size // 3 - len(head)] + "\n\n" + staff + tail
    return head + items * round(size / len(items.encode())) + staff + tail


def run(*arguments: str) -> None:
    """Python with these arguments, without what it prints."""
    subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, env=dict(os.environ)
    )


if __name__ == "__main__":
    main()
