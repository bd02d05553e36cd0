"""How fast the parser is: bulletins a second, and time against length. Run by hand: ``make bench``.

Times are processor time of one core, the best of several runs. The first table parses each example
as it is; ``per second`` counts bulletins of 3 KB (3,000 bytes of UTF-8, about 1,000 characters).
The second makes one example longer by repeating its items: time a KB must not grow. The third
compares a cold ``bulletinc ast`` with a Python that only imports Lark and Click.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bulletinc.parser import parse
from bulletinc.text.source import Source

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
BULLETIN = 3_000  # bytes
KILO, MEGA = 1_000, 2_000_000


def main() -> None:
    """Print the tables."""
    start_as_users_do()
    parse(Source("热身"))
    print(f"{'example':<20}{'bytes':>8}{'ms':>9}{'bulletins of 3 KB per second':>32}")
    for example in EXAMPLES:
        text = example.read_text(encoding="utf-8")
        size, seconds = len(text.encode()), best(lambda text=text: parse(Source(text)), 15)
        print(f"{example.stem:<20}{size:>8}{seconds * 1e3:>9.2f}{size / BULLETIN / seconds:>32.0f}")

    print(f"\n{'bytes':>10}{'ms':>10}{'µs per KB':>12}")
    text = (Path(__file__).parent.parent / "examples" / "kuaibao.txt").read_text(encoding="utf-8")
    for size in (2_000, 20_000, 200_000, MEGA):
        longer = lengthened(text, size)
        length, seconds = (
            len(longer.encode()),
            best(lambda longer=longer: parse(Source(longer)), 1 if size == MEGA else 5),
        )
        print(f"{length:>10}{seconds * 1e3:>10.1f}{seconds * 1e6 / (length / KILO):>12.0f}")

    base = best(lambda: run("-c", "import lark, click"), 10, time.perf_counter)
    ast = best(lambda: run("-m", "bulletinc", "ast", str(EXAMPLES[0])), 10, time.perf_counter)
    print(
        f"\ncold: import lark, click {base * 1e3:.0f} ms; bulletinc ast {ast * 1e3:.0f} "
        f"ms: {ast / base:.2f} times"
    )


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
