"""Texts that nobody types but a broken file or an ill-meaning hand sends: time must grow with length, not with its square.

Each text is of about so many characters as it is asked for. ``python benchmarks/pathological.py [CHARACTERS] [WORD …]`` prints
for each (or for those with a word in their names) the processor time of reading, checking, fixing and formatting it at that
size and at eight times that size. Linear work takes 8 times as long; more than 12 times, or more than 5 s, is marked.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

from bulletinc.checking.fixing import fixed
from bulletinc.fmt import formatted
from bulletinc.parser import parse
from bulletinc.rules import check, load_rules
from bulletinc.rules.draft import Draft
from bulletinc.source import Source

SIZE = 12_500  # characters; eight times that is a hundred thousand
STEEPEST, LONGEST = 12, 5  # times; seconds
WORTH_TELLING = 0.05  # seconds; less is mostly noise

_HEAD = "清溪区工作快报\n\n第12期（总第86期）\n\n清溪区创建办\n\n2026年3月5日\n\n"
_TAIL = "\n\n编辑：陆佳禾\n\n报：市文明办\n\n电话：55501286\n"


def _in_item(unit: str, size: int) -> str:
    """One item whose text is the unit, time and again."""
    return f"{_HEAD}【简讯】\n\n白河镇清理河道　近日，{unit * (size // len(unit))}（白河镇）{_TAIL}"


def _in_body(unit: str, size: int) -> str:
    """A body that is the unit, time and again."""
    return f"{_HEAD}{unit * (size // len(unit))}{_TAIL}"


def _alone(unit: str, size: int) -> str:
    """Nothing but the unit."""
    return unit * (size // len(unit))


def _before(unit: str, size: int) -> str:
    """A masthead without end."""
    return f"清溪区工作快报\n\n{unit * (size // len(unit))}\n\n【简讯】\n\n白河镇清理河道。{_TAIL}"


def _behind(unit: str, size: int) -> str:
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
    "paragraphs cut": partial(_in_body, "近日，白河镇组织志愿者清理房前屋后杂物，把门前整洁、垃圾分\n\n"),
    "table rows": partial(_in_body, "1　白河镇　98.5　|　\n"),
    # mastheads and colophons
    "issue numbers": partial(_before, "第12期（总第86期）\n"),
    "issue numbers begun": partial(_before, "〔2026〕第"),
    "dates": partial(_before, "2026年3月5日\n"),
    "a date of digits": partial(_before, "2026"),
    "names": partial(_before, "清溪区工作快报\n"),
    "contents": partial(_before, "本期要目\n· 要目\n"),
    "distribution lines": partial(_behind, "报：市文明办\n"),
    "recipients": partial(_behind, "；区委"),
    "staff on a line": partial(_behind, "编辑：王某　"),
    "telephones": partial(_behind, "电话：55501286 "),
    "metadata": partial(_alone, "• 索引号：1\n"),
    "glossary": partial(_behind, "名词解释：\n【三清】指清路。\n"),
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


def draft_of(text: str) -> Draft:
    """The text, read."""
    return Draft(Source(text), parse(Source(text)))


# Each stage from a text: later ones do the earlier ones' work again, as the commands do.
STAGES: dict[str, Callable[[str], object]] = {
    "parse": draft_of,
    "check": lambda text: check(draft_of(text), load_rules()),
    "fix": lambda text: fixed(draft_of(text), lambda draft: check(draft, load_rules())),
    "fmt": lambda text: formatted(Source(text)),
}


def main() -> None:
    """Print the table."""
    words = sys.argv[1:]
    size = int(words.pop(0)) if words and words[0].isdigit() else SIZE
    load_rules()
    marked = 0
    print(f"{'text':<36}" + "".join(f"{stage:>10}{'':>8}{'':>7}" for stage in STAGES))
    for name, text in TEXTS.items():
        if words and not any(word in name for word in words):
            continue
        row = f"{name:<36}"
        for work in STAGES.values():
            short, long = seconds(work, text(size)), seconds(work, text(8 * size))
            times = long / short
            steep = (long > WORTH_TELLING and times > STEEPEST) or long > LONGEST
            marked += steep
            row += f"{short * 1e3:>8.1f}{long * 1e3:>9.1f}{times:>6.1f}{'!' if steep else ' '} "
        print(row, flush=True)
    print(f"\n{marked} marked")


def seconds(work: Callable[[str], object], text: str) -> float:
    """Processor time that the work takes."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
