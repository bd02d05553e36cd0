"""Markdown files with each construct that people write, and some that no standard knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# @: a word of its own; §: constructs in a line.
INLINES = {
    "plain": "@",
    "bold": "**@**",
    "slanted": "*@*",
    "code": "`@`",
    "struck": "~~@~~",
    "link": "[@](http://x.cn/a)",
    "picture": "![@](a.png)",
    "bold tag": "<b>@</b>",
    "styled tag": "<span style='x'>@</span>",
    "underlined": "<u>@</u>",
    "footnote": "@[^1]",
    "footnote in place": "@^[@]",
    "hard break": "@  \n@",
    "escaped break": "@\\\n@",
    "soft break": "@\n@",
    "entities": "&lt;@&gt;",
    "escapes": "\\*@\\*",
    "reference": "[@][ref]",
    "address": "<http://@.cn>",
    "formula": "$@$",
    "marked": "==@==",
    "bold and slanted": "***@***__@__",
}
BLOCKS = {
    "paragraph": "§",
    "headline": "# @，§",
    "underlined headline": "@\n===",
    "second headline": "@\n---",
    "closed headline": "### @，§ ###",
    "numbers that skip": "1. @\n3. @\n4. §",
    "numbers that stay": "1. @\n1. @\n1. §",
    "list in a list": "- @\n  - @\n- §\n  - @",
    "tasks": "- [ ] @\n- [x] §",
    "table": "| @ | § |\n|---|:-:|\n| @ | @ |\n| @ |",
    "quotation": "> @\n> §\n>> @",
    "fence": "```\n@\n  @\n```\n\n§",
    "indented": "    @\n    @\n\n§",
    "rule": "---\n\n@\n\n---",
    "division": "<div>@</div>\n\n§",
    "table of HTML": "<table><tr><td>@</td><td>@</td></tr></table>\n\n§",
    "comment": "<!-- 注释 -->\n\n§",
    "footnote that goes on": "[^2]: @\n    @\n\n§",
    "definition": "@\n: @\n\n§",
    "two ems": "　　@\n　　§",
    "details": "<details><summary>@</summary>\n\n§\n\n</details>",
    "brackets": "(1) @\n(2) §\n\n1) @\n2) @",
}
_FRONT = "---\ntitle: @\nauthor: @\n---\n\n"
_ONE_LINE = ("headline", "table")
_ENDS = ("\n", "\r\n")
_CODECS = ("utf-8", "gb18030", "utf-8-sig")


class MarkdownFile(NamedTuple):
    """A Markdown file: its bytes, and each word that stands in it."""

    name: str
    data: bytes
    words: tuple[str, ...]


def markdown_files() -> Iterator[MarkdownFile]:
    """Every construct in a line in three kinds of block, with others after it."""
    ways, blocks = list(INLINES), list(BLOCKS)
    for at, way in enumerate(ways):
        for turn in range(3):
            first = blocks[(at + turn * 9) % len(blocks)]
            second = blocks[(at * 5 + turn * 3 + 4) % len(blocks)]
            beside = ways[(at * 3 + turn * 5 + 2) % len(ways)]
            yield _markdown_file(at + turn, way, beside, (first, second))


def _markdown_file(turn: int, way: str, beside: str, blocks: tuple[str, str]) -> MarkdownFile:
    words: list[str] = []

    def put(_place: re.Match[str]) -> str:
        words.append(f"词{len(words):02}尾")
        return words[-1]

    inside = (INLINES[way] + "，" + INLINES[beside], INLINES[beside] + "。" + INLINES[way])
    text = "\n\n".join(
        BLOCKS[block].replace("§", line.replace("\n", " ") if block in _ONE_LINE else line)
        for block, line in zip(blocks, inside, strict=True)
    )
    text = (_FRONT if turn % 4 == 0 else "") + text + "\n\n@\n\n[^1]: @\n\n[ref]: http://x.cn\n"
    data = re.sub("@", put, text).replace("\n", _ENDS[turn % 2]).encode(_CODECS[turn % 3])
    name = f"{way}-{beside}-{blocks[0]}-{blocks[1]}".replace(" ", "_")
    return MarkdownFile(name, data, tuple(words))
