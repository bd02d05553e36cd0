"""Time at n and 8n for every rule, every repeated token of the grammar and every reader.

``python -m benchmarks.linear [rules|tokens|readers …] [CHARACTERS]`` prints for each the text on
which its time grows most: seconds at the size, at eight times the size, and their ratio. Linear
work takes 8 times as long. More than 12 times, or more than 5 s, fails, and the status is 1; times
below 50 ms are not judged, as whatever else the machine does is more than that. The default size
makes the long text 1 MB of UTF-8.

Texts are those of ``benchmarks.pathological``, each with line feeds and with carriage returns, and
the bait that the patterns themselves give.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import NamedTuple

from benchmarks.pathological import BAIT, TEXTS
from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.rules import DraftCheck, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source

SIZE = 42_000  # characters; eight times that is 1 MB of Han in UTF-8
STEEPEST, LONGEST_S = 12, 5.0
_JUDGED_S = 0.05
_TURNS = 3  # of a time that seems to fail

Make = Callable[[int], str]
Work = Callable[[], object]


class Growth(NamedTuple):
    """The seconds that a piece of work takes at n and at 8n, and on which text."""

    text: str
    short_s: float
    long_s: float

    @property
    def ratio(self) -> float:
        """How many times as long the longer text takes."""
        return self.long_s / max(self.short_s, 1e-4)

    @property
    def fails(self) -> bool:
        """Whether it grows faster than the text, or takes too long."""
        steep = self.long_s > _JUDGED_S and self.ratio > STEEPEST
        return steep or self.long_s > LONGEST_S


def measure(name: str, short: Callable[[], Work], long: Callable[[], Work]) -> Growth:
    """Time work on a short and on a long text; what seems to fail again, each time prepared
    anew.
    """
    growth = Growth(name, _seconds(short()), _seconds(long()))
    for _turn in range(_TURNS):
        if not growth.fails:
            break
        growth = Growth(
            name,
            min(growth.short_s, _seconds(short())),
            min(growth.long_s, _seconds(long())),
        )
    return growth


def _seconds(work: Work) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def texts() -> Iterator[tuple[str, Make]]:
    """The texts for rules, by name."""
    for name, make in {**TEXTS, **BAIT}.items():
        yield name, make
        if name in TEXTS:
            yield f"{name}, carriage returns", partial(_with_returns, make)


def _with_returns(make: Make, size: int) -> str:
    return make(size).replace("\n", "\r")


def rules(size: int) -> Iterator[tuple[str, Growth]]:
    """The worst growth of each rule for a single draft."""
    worst: dict[str, Growth] = {}
    checks = {f"{each.code} {each.name}": each.check_draft for each in load_rules()}
    for name, make in texts():
        gc.collect()  # which is off meanwhile: see main
        short, long = _context(make(size)), _context(make(8 * size))
        for rule, check in checks.items():
            if check:
                found = measure(
                    name, partial(_checking, check, short), partial(_checking, check, long)
                )
                if rule not in worst or _badness(found) > _badness(worst[rule]):
                    worst[rule] = found
    yield from sorted(worst.items())


def _context(text: str) -> CheckContext:
    source = Source(text)
    return CheckContext(source, parse(source))


def _checking(check: DraftCheck, context: CheckContext) -> Work:
    fresh = CheckContext(context.source, context.document)  # of which nothing is kept yet
    return lambda: list(check(fresh))


def _badness(growth: Growth) -> tuple[bool, bool, float]:
    return growth.fails, growth.long_s > _JUDGED_S, growth.ratio


def tokens(size: int) -> Iterator[tuple[str, Growth]]:
    """The growth of reading each text, and the bait of each repetition of a terminal."""
    for name, make in texts():
        yield (
            name,
            measure(name, partial(_parsing, make(size)), partial(_parsing, make(8 * size))),
        )


def _parsing(text: str) -> Work:
    return lambda: parse(Source(text))


# What other programs write again and again, by the suffix of the file.
_REPEATED = {
    ".txt": ("近日，清理河道。\n", "（", "\r"),
    ".md": ("# 要闻\n\n", "> ", "* 一\n", "**民", "[民](", "`", "| 民 ", "&amp;", "<b>", "1. 民\n"),
    ".html": (
        "<p>近日</p>",
        "<div>",
        "<p><b>",
        "<li>一",
        "<table><tr><td>",
        "&nbsp;",
        "<!-- ",
        "<",
    ),
}


def all_readers(size: int) -> Iterator[tuple[str, Growth]]:
    """The growth of reading each kind of file, unit after unit."""
    for suffix, units in _REPEATED.items():
        for unit in units:
            short, long = (
                partial(_reading, (unit * (n // len(unit))).encode(), suffix)
                for n in (size, 8 * size)
            )
            yield f"{suffix} {unit[:16]!r}", measure(unit, short, long)
    for name, add in (("paragraphs", 1), ("runs in a paragraph", 2), ("cells of a table", 3)):
        short, long = (
            partial(_reading, _word_file(add, n // 20), ".docx") for n in (size, 8 * size)
        )
        yield f".docx {name}", measure(name, short, long)


def _reading(data: bytes, suffix: str) -> Work:
    def read() -> None:
        try:
            readers.read(data, f"a{suffix}")
        except BulletinError:  # refused, which is an answer
            return

    return read


def _word_file(form: int, count: int) -> bytes:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph("近日，")
    if form == 3:
        document.add_table(max(1, count // 10), 10)
    for _number in range(count if form < 3 else 0):
        if form == 1:
            document.add_paragraph("近日，清理河道。")
        else:
            paragraph.add_run("清理").bold = True
    target = BytesIO()
    document.save(target)
    return target.getvalue()


_PARTS = {"rules": rules, "tokens": tokens, "readers": all_readers}


def main() -> int:
    """Print the tables that are asked for. The status is 1 where something failed."""
    words = sys.argv[1:]
    size = next((int(word) for word in words if word.isdigit()), SIZE)
    failed = 0
    gc.disable()
    for part in [word for word in words if word in _PARTS] or _PARTS:
        print(f"\n{part:<44}{'s at n':>10}{'s at 8n':>10}{'ratio':>8}")
        for name, found in _PARTS[part](size):
            verdict = "FAILS" if found.fails else "ok"
            failed += found.fails
            row = f"{name[:43]:<44}{found.short_s:>10.3f}{found.long_s:>10.3f}{found.ratio:>8.1f}"
            print(f"{row}  {verdict}  {found.text[:40]!r}", flush=True)
    print(f"\n{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
