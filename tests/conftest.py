"""Case files: prose in ``tests/cases/<stage>/*.md``, a heading a case, a fenced block for what goes
in and for what comes out.

``pytest --update`` writes what comes out now in place of what was expected; read every line it
changed before you commit it.
"""

from __future__ import annotations

import os
import signal
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bulletinc.diagnostics import Diagnostic, apply_edits, select_compatible
from bulletinc.fmt import formatted
from bulletinc.parser import parse
from bulletinc.project import project_of
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source
from tests.support.cases import CASE, MUTATION, blocks_of
from tests.support.outline import outline, valid

pytest_plugins = ["tests.support.program"]

# Before any test loads WeasyPrint; what tests start inherits it.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "support/fonts.conf")
# And who runs the tests in the background of a script has them begin with Ctrl-C ignored, as would
# be what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def _tree(blocks: Mapping[str, str], _case: str) -> str:
    return outline(valid(parse(Source(blocks["bulletin"]))))


def _diagnostics(blocks: Mapping[str, str], rule: str) -> str:
    """What the rule that the file is named after finds: place, code, and the characters that it
    points at.
    """
    return "\n".join(
        (
            f"{source.position(span.start)[0]}:{source.position(span.start)[1]} {found.code} "
            f"{source.text[slice(*span)]}"
        ).rstrip()
        for source, found in _found(blocks, rule)
        for span in [found.span]
    )


def _fixed(blocks: Mapping[str, str], rule: str) -> str:
    """The text after the rule's fixes."""
    fixes = [found.finding.fix for _, found in _found(blocks, rule) if found.finding.fix]
    return apply_edits(
        blocks["bulletin"], [edit for fix in select_compatible(fixes) for edit in fix.edits]
    ).rstrip("\n")


def _found(blocks: Mapping[str, str], rule: str) -> list[tuple[Source, Diagnostic]]:
    source = Source(blocks["bulletin"])
    project = project_of(tomllib.loads(blocks.get("toml", "")), Path("bulletin.toml"))
    chosen = [each for each in load_rules() if each.name == rule]
    assert chosen, f"no rule is called {rule}"
    return [
        (source, found) for found in check(CheckContext(source, parse(source), project), chosen)
    ]


def _formatted(blocks: Mapping[str, str], _case: str) -> str:
    return formatted(Source(blocks["bulletin"])).rstrip("\n")


# What each label makes of the blocks of its case, and of the name of its file.
_STAGES = {"tree": _tree, "diagnostics": _diagnostics, "fixed": _fixed, "formatted": _formatted}
_GIVEN = {"bulletin", "toml"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite what the case files and golden files expect"
    )


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
        for case in CASE.finditer(self.path.read_text(encoding="utf-8")):
            if MUTATION in blocks_of(case):
                continue  # a case of rules/test_mutations.py
            yield Case.from_parent(self, name=case["name"])


class Case(pytest.Item):
    def runtest(self) -> None:
        whole = self.path.read_text(encoding="utf-8")
        case = next(found for found in CASE.finditer(whole) if found["name"] == self.name)
        blocks = blocks_of(case)
        assert len(blocks) > 1, "a case has a bulletin block and what is expected of it"
        given = {label: block["text"] for label, block in blocks.items()}
        text = whole
        for label in sorted(
            blocks.keys() - _GIVEN, key=lambda label: -blocks[label].start()
        ):  # from the last one, so that places hold
            found = _STAGES[label](given, self.path.stem)
            if not self.config.getoption("--update"):
                assert found == blocks[label]["text"].rstrip("\n")
                continue
            start, end = (case.start("body") + offset for offset in blocks[label].span("text"))
            text = f"{text[:start]}{found}\n{text[end:]}"
        if text != whole:
            self.path.write_text(text, encoding="utf-8")

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name
