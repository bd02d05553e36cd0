"""Case files: prose in ``tests/cases/<stage>/*.md``, a heading a case, fenced blocks below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!^## ).*\n?)*)", re.MULTILINE)
BLOCK = re.compile(r"^(?P<fence>```+)(?P<label>\w+)\n(?P<text>(?:.*\n)*?)(?P=fence)$", re.MULTILINE)
MUTATION = (
    "mutation"  # the label of a defect to be put into an example: see rules/test_mutations.py
)


def blocks_of(case: re.Match[str]) -> dict[str, re.Match[str]]:
    """The fenced blocks of a case, by their labels."""
    return {block["label"]: block for block in BLOCK.finditer(case["body"])}


def mutations(folder: Path) -> Iterator[tuple[Path, str, str, str]]:
    """Each mutation of a folder's case files: file, name of the case, mutation block, toml
    block.
    """
    for path in sorted(folder.glob("*.md")):
        for case in CASE.finditer(path.read_text(encoding="utf-8")):
            blocks = {label: block["text"] for label, block in blocks_of(case).items()}
            if MUTATION in blocks:
                yield path, case["name"], blocks[MUTATION], blocks.get("toml", "")
