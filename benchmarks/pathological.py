"""Texts that nobody types but a broken file or an ill-meaning hand sends: time must grow with
length, not with its square.

Each text has about as many characters as are asked for. ``python -m benchmarks.pathological
[CHARACTERS] [WORD …]`` prints for each (or for those with a word in their names) the processor time
of decoding, reading, checking, fixing and formatting it at eight times that size, and how many
times as long that is as at the size itself; and the same with nearly the longest line that is read,
and an eighth of it. Linear work takes 8 times as long; more than 12 times, or more than 5 s for one
command (check, check --fix, fmt), fails, and the status is 1. Of the bait for patterns, only what
fails is printed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from math import ceil

from benchmarks.bait import bait
from bulletinc.checking.fixing import fixed
from bulletinc.errors import BulletinError
from bulletinc.fmt import formatted
from bulletinc.parser import parse
from bulletinc.parser.automaton import LONGEST_LINE
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source, decode

SIZE = 12_500  # characters; eight times that is a hundred thousand
BIGGER = dict.fromkeys(
    ("blank lines", "carriage returns", "spaces", "one line of Han", "round brackets in one line"),
    125_000,
)  # a million
STAGES = ("decode", "parse", "check", "fix", "fmt")
STEEPEST, LONGEST = 12, 5  # times; seconds
TURNS = 4
_SEVERAL = 4  # lines; a colophon of more that are as long is read as text
# seconds in all; less is what nobody waits for, and a line just short of the longest spares as much
WORTH_TELLING = 0.25

_HEAD = "清溪区工作快报\n\n第12期（总第86期）\n\n清溪区创建办\n\n2026年3月5日\n\n"
_TAIL = "\n\n编辑：陆佳禾\n\n报：市文明办\n\n电话：55501286\n"


def _in_item(unit: str, size: int) -> str:
    """Items whose text is the unit, time and again."""
    return f"{_HEAD}【简讯】\n\n{_lines('白河镇清理河道　近日，', unit, '（白河镇）', size)}{_TAIL}"


def _lines(before: str, unit: str, after: str, size: int) -> str:
    """A line where that may be as long, else several of one length: so many as are read alike."""
    room = LONGEST_LINE - len(before) - len(after)
    count = 1 if size <= room else max(_SEVERAL, ceil(size / room))
    line = f"{before}{unit * (size // count // len(unit))}{after}"
    return "\n\n".join([line] * count)


def _everywhere(unit: str, size: int) -> str:
    """The unit time and again in the masthead, in items and in the colophon."""
    masthead = "\n".join([f"第12期{unit * (80 // len(unit))}"] * 8)
    items = _lines("白河镇清理河道　近日，", unit, "（白河镇）", size // 2)
    return (
        f"清溪区工作快报\n{masthead}\n\n【简讯】\n\n"
        f"{items}{_TAIL}{_lines('报：', unit, '', size // 2)}"
    )


def _in_body(unit: str, size: int) -> str:
    """A body that is the unit, time and again."""
    return f"{_HEAD}{unit * (size // len(unit))}{_TAIL}"


def _alone(unit: str, size: int) -> str:
    """Nothing but the unit."""
    return unit * (size // len(unit))


def _before(unit: str, size: int) -> str:
    """A masthead without end."""
    return f"清溪区工作快报\n\n{unit * (size // len(unit))}\n\n【简讯】\n\n白河镇清理河道。{_TAIL}"


def _after(unit: str, size: int) -> str:
    """A colophon without end."""
    return f"{_HEAD}【简讯】\n\n白河镇清理河道。{_TAIL}{unit * (size // len(unit))}"


def _nested(opening: str, closing: str, size: int) -> str:
    """As many brackets as there is room for, each in the one before."""
    depth = size // (len(opening) + len(closing))
    return f"{_HEAD}【简讯】\n\n近日，{opening * depth}清理{closing * depth}。{_TAIL}"


TEXTS: dict[str, Callable[[int], str]] = {
    # nothing to read
    "blank lines": partial(_alone, "\n"),
    "blank lines in the body": partial(_in_body, "\n"),
    "spaces": partial(_alone, " "),
    "wide spaces in an item": partial(_in_item, "　"),
    "carriage returns": partial(_alone, "\r"),
    "one line of Han": partial(_alone, "民"),
    "round brackets in one line": partial(_alone, "（"),
    "one paragraph of Han": partial(_in_item, "民"),
    "one sentence of commas": partial(_in_item, "清理，"),
    # openers that nothing closes, and closers that nothing opens
    "section brackets open": partial(_in_body, "【"),
    "section brackets open, a line each": partial(_in_body, "【\n"),
    "section brackets closed": partial(_in_body, "】"),
    "round brackets open": partial(_in_item, "（"),
    "round brackets closed": partial(_in_item, "）"),
    "ASCII brackets open": partial(_in_item, "("),
    "quotations open": partial(_in_item, "“"),
    "quotations closed": partial(_in_item, "”"),
    "quotations open, a line each": partial(_in_body, "近日“清理\n"),
    "straight quotation marks": partial(_in_item, '"'),
    "apostrophes": partial(_in_item, "'"),
    "titles of books open": partial(_in_item, "《"),
    "year brackets open": partial(_in_item, "〔"),
    "bold without end": partial(_in_item, "**"),
    "bold, one letter each": partial(_in_item, "**民"),
    "stars with spaces": partial(_in_item, "* "),
    # nesting
    "round brackets nested": partial(_nested, "（", "）"),
    "quotations nested": partial(_nested, "“‘", "’”"),
    "section brackets nested": partial(_nested, "【", "】"),
    "Markdown quotes nested": partial(_in_body, "> "),
    "hashes": partial(_in_body, "#"),
    # forms of the format, without end
    "sections without text": partial(_in_body, "【要闻】\n\n"),
    "labels": partial(_in_body, "【要闻】　近日。\n\n"),
    "headings of four levels": partial(_in_body, "一、管好\n（一）管\n1.理\n（1）好\n"),
    "enumerators": partial(_in_item, "一是"),
    "enumerators, each a sentence": partial(_in_item, "一是清理。二是清理。"),
    "indicator tags": partial(_in_item, "（Ⅲ-58 城市管理）"),
    "indicator tags begun": partial(_in_item, "（Ⅲ-"),
    "attributions": partial(_in_item, "（白河镇）"),
    "attributions, a line each": partial(_in_body, "（白河镇）\n\n"),
    "units": partial(_in_item, "区民政局："),
    "digests": partial(_in_body, "本刊综合：区民政局：清理。\n\n"),
    "headlines that may be": partial(_in_body, "白河镇多措并举抓落实\n\n"),
    "headline gaps that may be": partial(_in_body, "白河镇清理 近日，清理 一是 8日，\n"),
    "paragraphs cut": partial(
        _in_body, "近日，白河镇组织志愿者清理房前屋后杂物，把门前整洁、垃圾分\n\n"
    ),
    "table rows": partial(_in_body, "1　白河镇　98.5　|　\n"),
    # tables, figures and annexes
    "table of Markdown": partial(_in_body, "| 白河镇 | 12 | 30% |\n"),
    "table of one row": partial(_in_body, "| 12 "),
    "tables of Markdown": partial(
        _in_body, "表1　得分\n\n| 镇 | 得分 |\n| --- | --- |\n| 白河镇 | 9 |\n\n"
    ),
    "table that adds up": partial(_in_body, "| 合计 | 12 | 100% |\n"),
    "table of wide spaces": partial(_in_body, "白河镇　　12　　30%\n"),
    "captions": partial(_in_body, "表1　各镇得分\n\n"),
    "references": partial(_in_item, "见表1，见附件2，"),
    "figures": partial(_in_body, "![河道](a.png)\n\n图1　河道\n\n"),
    "list of annexes": partial(_in_body, "附件：1．名单\n2．名单\n\n"),
    "annexes": partial(_in_body, "附件1\n\n名单\n\n近日，清理河道。\n\n"),
    "sign-offs": partial(_in_body, "清溪区创建办\n\n2026年3月5日\n\n"),
    "closing notes": partial(_in_body, "（联系人：王某）\n\n"),
    "points of a list": partial(_in_body, "· 清理河道\n"),
    # mastheads and colophons
    "issue numbers": partial(_before, "第12期（总第86期）\n"),
    "issue numbers begun": partial(_before, "〔2026〕第"),
    "dates": partial(_before, "2026年3月5日\n"),
    "a date of digits": partial(_before, "2026"),
    "names": partial(_before, "清溪区工作快报\n"),
    "contents": partial(_before, "本期要目\n· 要目\n"),
    "entries of the contents": partial(_before, "· 清理河道………………1\n"),
    "leaders' remarks": partial(_before, "领导批示：请阅处。周明远　4月19日\n\n"),
    "distribution lines": partial(_after, "报：市文明办\n"),
    "recipients": partial(_after, "；区委"),
    "staff on a line": partial(_after, "编辑：王某　"),
    "telephones": partial(_after, "电话：55501286 "),
    "telephones, a hundred a line": partial(_after, "电话：55501286 " * 100 + "\n"),
    "metadata": partial(_alone, "• 索引号：1\n"),
    "glossary": partial(_after, "名词解释：\n【三清】指清路。\n"),
    # bait for patterns
    "digits": partial(_in_item, "9"),
    "digits and hyphens": partial(_in_item, "1-"),
    "digits and points": partial(_in_item, "1."),
    "digits and spaces": partial(_in_item, "9 "),
    "Han and spaces": partial(_in_item, "民 "),
    "hyphens": partial(_in_item, "-"),
    "points": partial(_in_item, "."),
    "stops": partial(_in_item, "。"),
    "mails begun": partial(_in_item, "a@"),
    "mail of points": partial(_in_item, "a."),
    "addresses": partial(_in_item, "http://"),
    "crosses": partial(_in_item, "×"),
    "doubled words": partial(_in_item, "建设"),
    "days": partial(_in_item, "3月9日"),
    "Roman figures": partial(_in_item, "Ⅲ"),
    "full-width figures": partial(_in_item, "１．"),
    # characters
    "scripts in turn": partial(_in_item, "民a1ア한я"),
    "combining marks": partial(_in_item, "\u0301"),
    "joiners": partial(_in_item, "\u200d"),
    "direction controls": partial(_in_item, "\u202e"),
    "private use": partial(_in_item, "\ue000"),
    "beyond the first plane": partial(_in_item, "𠮷😀"),
    "line separators": partial(_in_item, "\u2028"),
    "zero characters": partial(_in_item, "\x00"),
}


BAIT = {f"bait for {name}": partial(_everywhere, unit) for name, unit in bait().items()}


def draft_of(text: str) -> CheckContext:
    """The text, read."""
    return CheckContext(Source(text), parse(Source(text)))


def decoded(text: str) -> Source:
    """The text from its bytes."""
    return decode(text.encode())


def seconds(text: str) -> list[float]:
    """Processor time of each stage."""
    times = [time.process_time()]
    try:
        source = decoded(text)
    except BulletinError:  # many zeros: it is refused, which is an answer
        source = Source(text)
    times.append(time.process_time())
    draft = CheckContext(source, parse(source))
    times.append(time.process_time())
    check(draft, load_rules())
    times.append(time.process_time())
    fixed(draft, lambda each: check(each, load_rules()))
    times.append(time.process_time())
    formatted(source)
    times.append(time.process_time())
    return [after - before for before, after in pairwise(times)]


def measured(short: str, long: str) -> tuple[list[float], float]:
    """The least time of each stage for the long text, and how many times as long it takes as the
    short one.

    Whatever else the machine does only adds to a time. A text that seems to fail is therefore
    measured again, in turns.
    """
    shorts, longs = [], []
    for _turn in range(TURNS):
        shorts += [seconds(short) for _time in range(2)]
        longs.append(seconds(long))
        least = [min(stage) for stage in zip(*longs, strict=True)]
        times = sum(least) / sum(min(stage) for stage in zip(*shorts, strict=True))
        if not _fails(least, times):
            break
    return least, times


def _fails(stages: list[float], times: float) -> str:
    """Why a text fails; nothing where it does not.

    A command is decoding, reading and its own work, or formatting, which reads itself.
    """
    decoding, reading, checking, fixing, formatting = stages
    slowest = max(decoding + reading + checking, decoding + reading + fixing, decoding + formatting)
    return (
        "too slow"
        if slowest > LONGEST
        else "too steep"
        if sum(stages) > WORTH_TELLING and times > STEEPEST
        else ""
    )


def main() -> int:
    """Print the table. The status is 1 where a text failed."""
    words = sys.argv[1:]
    size = int(words.pop(0)) if words and words[0].isdigit() else SIZE
    chosen = [name for name in (*TEXTS, *BAIT) if not words or any(word in name for word in words)]
    seconds(TEXTS["headline gaps that may be"](1000))
    failed = []
    print(
        f"{'text':<40}{'characters':>11}"
        + "".join(f"{stage:>8}" for stage in (*STAGES, "in all", "times"))
    )
    for name in chosen:
        text = TEXTS.get(name) or BAIT[name]
        for shorter in (
            BIGGER.get(name, size) if size == SIZE else size,
            (LONGEST_LINE - 400) // 8,
        ):
            long, times = measured(text(shorter), text(8 * shorter))
            failure = _fails(long, times)
            if failure:
                failed.append(name)
            if failure or name in TEXTS:
                row = "".join(f"{stage:>8.3f}" for stage in (*long, sum(long)))
                print(
                    f"{name:<40}{8 * shorter:>11}{row}{times:>8.1f}  {failure or 'ok'}", flush=True
                )
    print(f"\n{len(chosen)} texts, {len(failed)} failed" + "".join(f"\n{name}" for name in failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
