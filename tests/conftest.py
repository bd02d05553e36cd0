"""Case files: prose in ``tests/cases/<stage>/*.md``, a heading a case, a fenced block for what goes in and for what comes out.

``pytest --update`` writes what comes out now in place of what was expected; read every line it changed before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletinc.parser import parse
from bulletinc.source import Source
from tests.outline import outline, valid

_CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!^## ).*\n?)*)", re.MULTILINE)
_BLOCK = re.compile(r"^(?P<fence>```+)(?P<label>\w+)\n(?P<text>(?:.*\n)*?)(?P=fence)$", re.MULTILINE)
# What each label makes of the text of the case's `bulletin` block.
_STAGES = {"tree": lambda text: outline(valid(parse(Source(text))))}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what the case files and golden files expect")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Two workers must not write one case file."""
    if config.getoption("--update"):
        config.option.numprocesses, config.option.dist = 0, "no"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and "cases" in file_path.parts:
        return CaseFile.from_parent(parent, path=file_path)
    return None


class CaseFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        for case in _CASE.finditer(self.path.read_text(encoding="utf-8")):
            yield Case.from_parent(self, name=case["name"])


class Case(pytest.Item):
    def runtest(self) -> None:
        whole = self.path.read_text(encoding="utf-8")
        case = next(found for found in _CASE.finditer(whole) if found["name"] == self.name)
        blocks = {found["label"]: found for found in _BLOCK.finditer(case["body"])}
        assert len(blocks) > 1, "a case has a bulletin block and what is expected of it"
        for label in sorted(blocks.keys() - {"bulletin"}):
            found = _STAGES[label](blocks["bulletin"]["text"])
            if not self.config.getoption("--update"):
                assert found == blocks[label]["text"].rstrip("\n")
                continue
            start, end = (case.start("body") + offset for offset in blocks[label].span("text"))
            self.path.write_text(f"{whole[:start]}{found}\n{whole[end:]}", encoding="utf-8")

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name
