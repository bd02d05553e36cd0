"""Clean prose, what rules find in it, and what a person said of that."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bulletinc.parser import parse
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source

JUDGED = Path(__file__).with_name("proof_judged.csv")
TOPICS = ("A", "B", "K", "W")
SAMPLE = 50  # findings of a rule that are judged
_PARAGRAPHS = 40  # a draft
_HEAD = "清溪区工作快报\n\n第12期（总第86期）\n\n【简讯】\n\n"
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile(r"[!-~]")
_SENTENCE = re.compile("[^。\n]{14,70}。")
_FEWEST_HAN = 15
_MOST_LATIN = 0.15  # of the characters: numbers, names; no code
_BEFORE, _AFTER = 12, 12  # characters around what is marked, in the hash
_SHOWN = 30


class Found(NamedTuple):
    """A finding: rule, whether it is an error, and its words, with what stands around them."""

    code: str
    name: str
    is_error: bool
    key: str
    words: str


def sentences_of(files: Iterable[Path]) -> list[str]:
    """Sentences of right text, with no end of a quotation before their beginning."""
    found = [
        sentence
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if len(line) > _SHOWN and line[0] not in "（【"
        for sentence in _SENTENCE.findall(line.replace("**", ""))
    ]
    return [
        each
        for each in found
        if "　" not in each
        and "：" not in each[:10]
        and all(each.count(left) == each.count(right) for left, right in ("“”", "《》", "（）"))
    ]


def paragraphs_of(file: Path) -> Iterator[str]:
    """The paragraphs of a file that are Chinese prose."""
    for line in file.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if (
            len(_HAN.findall(text)) >= _FEWEST_HAN
            and len(_LATIN.findall(text)) <= _MOST_LATIN * len(text)
            and text[-1] in "。！？；：”）"
        ):
            yield text


def print_precision(files: Sequence[Path]) -> None:
    """Corpora, then a line a rule, and all together."""
    sizes, found = findings(files)
    verdicts = judgements()
    print(f"{'paragraphs':>10}{'characters':>12}  of prose")
    for name, (paragraphs, characters) in sizes.items():
        print(f"{paragraphs:>10}{characters:>12}  {name}")
    print(f"{sum(each[0] for each in sizes.values()):>10}{sum(e[1] for e in sizes.values()):>12}")
    print(f"\n{'found':>6}{'judged':>8}{'true':>6}{'false':>7}{'as errors':>11}  rule")
    total: Counter[str] = Counter()
    for rule in sorted({(each.code, each.name) for each in found}):
        all_of = [each for each in found if each.code == rule[0]]
        count = Counter({"found": len(all_of)})
        for each in sample(all_of):
            verdict = verdicts.get((each.code, each.key))
            count["judged"] += verdict is not None
            count[verdict or ""] += 1
            count["errors"] += verdict == "false" and each.is_error
        total += count
        print(_row(count) + f"  {rule[0]} {rule[1]}")
    print(_row(total) + "  all")
    if total[""]:
        print(f"not judged yet: {total['']}; see --unjudged")


def _row(count: Counter[str]) -> str:
    return (
        f"{count['found']:>6}{count['judged']:>8}{count['true']:>6}{count['false']:>7}"
        f"{count['errors']:>11}"
    )


def print_unjudged(files: Sequence[Path]) -> None:
    """What nobody has judged, as rows of the file of judgements with the words behind them."""
    verdicts = judgements()
    _sizes, found = findings(files)
    for code in sorted({each.code for each in found}):
        for each in sample([each for each in found if each.code == code]):
            if (code, each.key) not in verdicts:
                print(f"{code},{each.key},true  # {each.words}")


def sample(found: Iterable[Found]) -> list[Found]:
    """Those of a rule's findings that are judged: of each wording one, as chance has it."""
    ordered = sorted(found, key=lambda each: each.key)
    return list({each.key: each for each in ordered}.values())[:SAMPLE]


def judgements() -> dict[tuple[str, str], str]:
    """What was said of findings, by rule and hash."""
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {(row["rule"], row["hash"]): row["verdict"] for row in csv.DictReader(file)}


def findings(files: Sequence[Path]) -> tuple[dict[str, tuple[int, int]], list[Found]]:
    """Paragraphs and characters of each file, and all that is found in them."""
    sizes: dict[str, tuple[int, int]] = {}
    drafts: list[str] = []
    for file in files:
        paragraphs = list(dict.fromkeys(paragraphs_of(file)))
        name = "examples" if file.parent.name == "examples" else file.stem
        so_far = sizes.get(name, (0, 0))
        sizes[name] = (so_far[0] + len(paragraphs), so_far[1] + sum(map(len, paragraphs)))
        drafts += [
            _HEAD + "\n\n".join(paragraphs[at : at + _PARAGRAPHS]) + "\n"
            for at in range(0, len(paragraphs), _PARAGRAPHS)
        ]
    with ProcessPoolExecutor(2) as pool:
        return sizes, [each for some in pool.map(_in_draft, drafts, chunksize=16) for each in some]


def _in_draft(text: str) -> list[Found]:
    source = Source(text)
    rules = [each for each in load_rules() if each.check_draft and each.code[0] in TOPICS]
    return [
        Found(
            each.code,
            each.name,
            each.severity == "error",
            _key(text, each.code, each.span.start, each.span.end),
            _words(text, each.span.start, each.span.end),
        )
        for each in check(CheckContext(source, parse(source)), rules)
    ]


def _key(text: str, code: str, start: int, end: int) -> str:
    around = f"{code} {text[max(0, start - _BEFORE) : start]}|{text[start : end + _AFTER]}"
    return sha256(around.encode()).hexdigest()[:12]


def _words(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _SHOWN) : start], text[end : end + _SHOWN]
    return f"{before}⟦{text[start:end]}⟧{after}".replace("\n", "⏎")
