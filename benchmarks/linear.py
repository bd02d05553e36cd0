"""Time at n and 8n for every rule, every repeated token of the grammar and every reader.

``python -m benchmarks.linear [rules|tokens|readers …] [CHARACTERS]`` prints for each the text on
which its time grows most: characters at 8n, seconds at n and at 8n, and their ratio. Linear work
takes 8 times as long. More than 12 times, or more than 5 s, fails, and the status is 1; times
below 50 ms are not judged, as whatever else the machine does is more than that.

Each text is tried short first. At the full size, 1 MB of UTF-8 at 8n, are measured those on which
something seems to grow faster than the text, or would take long, and for each rule the text on
which it takes longest, unless that is no time worth judging. A text of more lines than are read is
halved until it is read. Texts are those of ``benchmarks.pathological``, each with line feeds and
with carriage returns, and the bait that the patterns themselves give.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from operator import attrgetter
from typing import NamedTuple

from benchmarks import files_to_read
from benchmarks.pathological import BAIT, TEXTS
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.readers import read
from bulletinc.rules import check_series, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.endless import is_endless
from bulletinc.text.source import Source

SIZE = 42_000  # characters; eight times that is 1 MB of Han in UTF-8
STEEPEST, LONGEST_S = 12, 5.0
_SHORT = 2_000  # characters; a square that takes 5 s at 1 MB takes 11 ms at eight times that
_JUDGED_S = 0.05
_SEEMS_STEEP = 10  # on a short text
_SEEMS_LONG_S = 0.8 * LONGEST_S  # at 1 MB, reckoned from a short text
_HOPELESS_S = 60.0  # at 1 MB, reckoned from a short text
_WORTH_JUDGING_S = 0.002  # on a short text; 42 ms at 1 MB
_TURNS = 3  # of a time that seems to fail
_ISSUES = 1_000  # characters of each draft of a series
READING = "reading"

Make = Callable[[int], str]
Times = dict[str, float]  # seconds of each piece of work


class Growth(NamedTuple):
    """The seconds that a piece of work takes at n and at 8n, and on which text of n characters."""

    text: str
    short_s: float
    long_s: float
    size: int = SIZE

    @property
    def ratio(self) -> float:
        """How many times as long the longer text takes."""
        return self.long_s / max(self.short_s, 1e-4)

    @property
    def fails(self) -> bool:
        """Whether it grows faster than the text, or takes too long."""
        steep = self.long_s > _JUDGED_S and self.ratio > STEEPEST
        return steep or self.long_s > LONGEST_S or self.is_hopeless

    @property
    def is_hopeless(self) -> bool:
        """Whether the full size would take minutes."""
        return self._whole_s > _HOPELESS_S

    @property
    def _whole_s(self) -> float:
        """What 1 MB takes, if the time grows no faster than the text."""
        return self.long_s * SIZE / self.size

    @property
    def is_suspect(self) -> bool:
        """Whether a short text is not enough to judge by."""
        steep = self.long_s > _WORTH_JUDGING_S and self.ratio > _SEEMS_STEEP
        return steep or self._whole_s > _SEEMS_LONG_S


def measure(
    name: str,
    times: Callable[[int], Times],
    size: int,
    doubt: Callable[[Growth], bool] = attrgetter("fails"),
) -> dict[str, Growth]:
    """Time work on a text of n and of 8n characters; again where there is a doubt.

    A text whose short form alone takes too long is not made longer.
    """
    growths: dict[str, Growth] = {}
    for _turn in range(_TURNS):
        short = times(size)
        too_long = sum(short.values()) > LONGEST_S
        long = {work: 8 * each for work, each in short.items()} if too_long else times(8 * size)
        for work in short:
            known = growths.get(work, Growth(name, short[work], long[work], size))
            growths[work] = Growth(
                name, min(known.short_s, short[work]), min(known.long_s, long[work]), size
            )
        hopeless = too_long or any(each.is_hopeless for each in growths.values())
        if hopeless or not any(map(doubt, growths.values())):
            break
    return growths


def texts() -> Iterator[tuple[str, Make]]:
    """The texts for parser and rules, by name."""
    for name, make in {**TEXTS, **BAIT}.items():
        yield name, make
        if name in TEXTS:
            yield f"{name}, carriage returns", partial(_with_returns, make)


def _with_returns(make: Make, size: int) -> str:
    return make(size).replace("\n", "\r")


def _times(make: Make, size: int) -> Times:
    """The seconds of reading a text, and of each rule; what rules share counts for the first."""
    gc.collect()  # which is off meanwhile: see main
    source = Source(make(size))
    found: Times = {}
    with _Clock(found, READING):
        document = parse(source)
    context = CheckContext(source, document)
    for rule in load_rules():
        if rule.check_draft:
            with _Clock(found, f"{rule.code} {rule.name}"):
                list(rule.check_draft(context))
    return found


def _times_of_series(make: Make, size: int) -> Times:
    """The seconds of each rule of the series, on as many drafts as there is room for."""
    gc.collect()
    found: Times = {}
    drafts = [Source(make(_ISSUES).replace("第12期", f"第{n}期")) for n in range(size // _ISSUES)]
    contexts = [CheckContext(source, parse(source)) for source in drafts]
    for rule in load_rules():
        if rule.check_series:
            with _Clock(found, f"{rule.code} {rule.name}"):
                check_series(contexts, [rule])
    return found


class _Clock:
    """Notes the processor time of what is done within."""

    def __init__(self, found: Times, work: str) -> None:
        self._found, self._work = found, work

    def __enter__(self) -> None:
        self._begun = time.process_time()

    def __exit__(self, *_error: object) -> None:
        self._found[self._work] = time.process_time() - self._begun


@cache
def drafts(size: int) -> dict[str, dict[str, Growth]]:
    """The growth of reading and of each rule, by the name of the text."""
    makes = dict(texts())
    found = {
        name: measure(name, partial(_times, make), _SHORT, attrgetter("is_suspect"))
        for name, make in makes.items()
    }
    tried = {
        name: growths
        for name, growths in found.items()
        if not any(each.is_hopeless for each in growths.values())
    }
    fully = [
        name for name, growths in tried.items() if any(each.is_suspect for each in growths.values())
    ]
    works = dict.fromkeys(work for growths in tried.values() for work in growths)
    for work in works:
        slowest = max((growths[work] for growths in tried.values()), key=attrgetter("long_s"))
        if slowest.long_s > _WORTH_JUDGING_S:
            fully.append(slowest.text)
    for name in dict.fromkeys(fully):
        found[name] = measure(name, partial(_times, makes[name]), readable(makes[name], size))
    return found


def readable(make: Make, size: int) -> int:
    """The size, halved until a text of eight times that has not too many lines to be read."""
    while is_endless(make(8 * size)):
        size //= 2
    return size


def rules(size: int) -> Iterator[tuple[str, Growth]]:
    """The worst growth of each rule."""
    found = drafts(size)
    series = measure("a series", partial(_times_of_series, TEXTS["labels"]), size)
    for rule in load_rules():
        work = f"{rule.code} {rule.name}"
        yield work, series[work] if rule.series else _worst(each[work] for each in found.values())


def _worst(growths: Iterable[Growth]) -> Growth:
    """What fails; else of those at the full size that are long enough to judge the steepest."""
    return max(
        growths,
        key=lambda each: (each.fails, each.long_s > _JUDGED_S, each.size, each.ratio),
    )


def tokens(size: int) -> Iterator[tuple[str, Growth]]:
    """The growth of reading each text, and the bait of each repetition of a terminal."""
    for name, growths in drafts(size).items():
        yield name, growths[READING]


def all_readers(size: int) -> Iterator[tuple[str, Growth]]:
    """The growth of reading each kind of file, unit after unit."""
    for name, suffix, make in files_to_read.files():
        _times_of_file(make, suffix, _SHORT)  # which loads what the reader needs
        times = partial(_times_of_file, make, suffix)
        yield name, measure(name, times, readable(partial(_text_of, make), size))[READING]


def _text_of(make: Callable[[int], bytes], size: int) -> str:
    return str(make(size), "latin-1")  # which tells as well where lines end


def _times_of_file(make: Callable[[int], bytes], suffix: str, size: int) -> Times:
    gc.collect()
    found: Times = {}
    data = make(size)
    with _Clock(found, READING), suppress(BulletinError):  # refused, which is an answer
        read(data, f"a{suffix}")
    return found


_PARTS = {"rules": rules, "tokens": tokens, "readers": all_readers}


def main() -> int:
    """Print the tables that are asked for. The status is 1 where something failed."""
    words = sys.argv[1:]
    size = next((int(word) for word in words if word.isdigit()), SIZE)
    failed = 0
    gc.disable()
    for part in [word for word in words if word in _PARTS] or _PARTS:
        print(f"\n{part:<44}{'at 8n':>8}{'s at n':>10}{'s at 8n':>10}{'ratio':>8}")
        for name, found in _PARTS[part](size):
            verdict = "FAILS" if found.fails else "ok"
            failed += found.fails
            row = f"{name[:43]:<44}{8 * found.size:>8}{found.short_s:>10.3f}{found.long_s:>10.3f}"
            print(f"{row}{found.ratio:>8.1f}  {verdict}  {found.text[:40]!r}", flush=True)
    print(f"\n{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
