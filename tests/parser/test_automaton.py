"""The loop that runs the automaton of the grammar reads every line as Lark itself does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from lark import Lark, Tree
from lark import Token as LarkToken

from bulletinc.parser.automaton import Start, Token, read
from bulletinc.parser.tables import line_grammar
from tests.support.places import ROOT

STARTS: tuple[Start, ...] = ("line", "masthead_line", "colophon_line")
MARKS = "【】（）()“”《》*#>- 　一二是、。，：；:12第期总年月日报送编辑Ⅲ-—近本刊综合区局镇\t·"
CALLED = {
    "BOLD_UNIT": "strong",
    "TAG": "tag",
    "STRONG": "strong",
}  # terminals that are opened: by what they become
Parts = list[tuple[str, Any]]


def as_lark_reads(tree: Tree[LarkToken]) -> Parts:
    parts: Parts = []
    for child in tree.children:
        if isinstance(child, LarkToken):
            parts.append((CALLED.get(child.type, child.type), str(child)))
        else:
            parts.append((str(child.data), as_lark_reads(child)))
    return parts


def as_we_read(piece: Token) -> Parts:
    return [
        (
            part.kind,
            part.text
            if part.kind in CALLED.values() or part.kind.isupper()
            else as_we_read(part),
        )
        for part in piece.parts
    ]  # fmt: skip


def lines() -> Iterator[str]:
    """The lines of the examples, and as many with a slip in them."""
    slips = random.Random(7)
    for path in sorted((ROOT / "examples").glob("*.txt")):
        for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
            yield line
            for _slip in range(4):
                at = slips.randrange(len(line))
                slipped = (
                    line[:at] + slips.choice(MARKS) + line[at + slips.randint(0, 2) :]
                ).strip()
                if slipped:
                    yield slipped
    for _line in range(300):
        line = "".join(slips.choice(MARKS) for _ in range(slips.randint(1, 40))).strip()
        if line:
            yield line


@pytest.mark.parametrize("start", STARTS)
def test_a_line_is_read_as_lark_reads_it(start: Start) -> None:
    lark = Lark(
        line_grammar(),
        parser="lalr",
        lexer="contextual",
        start=list(get_args(Start)),
        maybe_placeholders=False,
    )
    for line in lines():
        assert as_we_read(read(line, 0, start)) == as_lark_reads(lark.parse(line, start=start)), (
            line
        )
