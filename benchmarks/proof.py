"""What ``check`` finds of errors that were planted, and how much of what it finds in clean prose is
true. Run by hand.

    python benchmarks/proof.py [FOLDER] [--unjudged] [--missed]

*Recall*: 540 errors of 27 classes, each in a draft of its own. ``found``: a rule finds something on
that line that it does not find in the right sentence; ``mended``: and what it says leads to the
right sentence. ``false`` are right sentences in which something is found. What no rule claims
stands there with what it has. ``--missed`` prints what was not found.

*Precision*: of all that the rules of wording, figures, days and names find in the text files of a
folder, a paragraph a line, and in the examples. The text is read only. Paragraphs count that are
Chinese prose: a sentence with few Latin letters. Of each rule's findings a sample is judged, and
the judgements are kept in ``proof_judged.csv``: a hash of rule and words, and whether it is true.
``--unjudged`` prints what nobody has judged yet, in the form of that file, with the words behind
it.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from parse import EXAMPLES
from proof_planted import Planted, planted
from proof_prose import print_precision, print_unjudged, sentences_of

from bulletinc.diagnostics import Diagnostic, apply_edits
from bulletinc.parser import parse
from bulletinc.project import Project, find_project
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source

SEED = 20
HEAD = (
    "清溪区工作快报\n\n第12期（总第86期）\n\n清溪区创建办\n\n2026年3月5日\n\n【简讯】\n\n"
    "白河镇整治河道　"
)
TAIL = "（白河镇）\n"
SETTINGS = """
[words]
"其它" = "其他"
"弱势群体" = "困难群众"
"残废人" = "残疾人"
[sources]
units = ["柳荫街道", "白河镇", "区城管委", "区市场监管局"]
[lists]
people = [
    { name = "林知远", post = "区长" },
    { name = "沈牧川", post = "副区长" },
    { name = "温静姝", post = "区委常委/副区长" },
]
organisations = [{ name = "区市场监管局", former = "区食药监局/区工商局" }]
"""


def main() -> None:
    """Print the tables."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    if "--unjudged" in sys.argv:
        print_unjudged([*EXAMPLES, *files_of(folders)])
        return
    print_recall(planted(sentences_of(EXAMPLES), SEED))
    if folders:
        print()
        print_precision([*EXAMPLES, *files_of(folders)])


def files_of(folders: Iterable[Path]) -> list[Path]:
    """The text files of folders."""
    return [file for folder in folders for file in sorted(folder.rglob("*.txt"))]


def print_recall(errors: Iterable[Planted]) -> None:
    """A line a class, and all together."""
    project = settled()
    counts: dict[str, Counter[str]] = {}
    for error in errors:
        count = counts.setdefault(error.kind, Counter())
        before = findings(HEAD + error.right + TAIL, project)
        known = Counter(each.code for each in before)
        after = [
            each
            for each in findings(HEAD + error.wrong + TAIL, project)
            if not known[each.code] or error.wrong == error.right
        ]
        count["planted"] += 1
        count["found"] += bool(after)
        count["mended"] += any(leads_to(error, each) for each in after)
        count["false"] += bool(before)
        count.update(f" {each.code}" for each in {each.code: each for each in after}.values())
        if "--missed" in sys.argv and not after:
            print(f"missed: {error.kind}: {error.wrong}")
        if "--missed" in sys.argv and before:
            print(f"false: {before[0].code}: {error.right}")
    print(f"{'planted':>8}{'found':>7}{'%':>5}{'mended':>8}{'false':>7}  class, and by which rules")
    total: Counter[str] = Counter()
    for kind, count in counts.items():
        total += count
        print(row(count) + f"  {kind}" + "".join(sorted(key for key in count if key[0] == " ")))
    print(row(total) + f"  {len(counts)} classes")


def row(count: Counter[str]) -> str:
    """The numbers of a line."""
    share = round(100 * count["found"] / count["planted"])
    return (
        f"{count['planted']:>8}{count['found']:>7}{share:>5}{count['mended']:>8}{count['false']:>7}"
    )


def settled() -> Project:
    """The settings of an office that has lists of words, people and organisations."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
        return find_project(Path(folder))


def findings(text: str, project: Project) -> list[Diagnostic]:
    """What is found on the line of the item."""
    source = Source(text)
    rules = [each for each in load_rules() if each.check_draft]
    found = check(CheckContext(source, parse(source), project), rules)
    return [each for each in found if each.span.end >= len(HEAD) - len("白河镇整治河道　")]


def leads_to(error: Planted, found: Diagnostic) -> bool:
    """Whether its fix makes the right sentence, or its words name what is missing in it."""
    finding, wrong = found.finding, HEAD + error.wrong + TAIL
    if finding.fix and apply_edits(wrong, finding.fix.edits) == HEAD + error.right + TAIL:
        return True
    middle = difference(error.right, error.wrong)
    return len(middle) > 1 and any(middle in said for said in (finding.message, finding.hint or ""))


def difference(right: str, wrong: str) -> str:
    """The piece of the right text that the wrong one has not."""
    start = end = 0
    shorter = min(len(right), len(wrong))
    while start < shorter and right[start] == wrong[start]:
        start += 1
    while end < shorter - start and right[-1 - end] == wrong[-1 - end]:
        end += 1
    return right[start : len(right) - end]


if __name__ == "__main__":
    main()
