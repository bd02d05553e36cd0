"""The manuals of commands and format say what the program does, in both languages.

``pytest --update`` on this file rewrites the help texts and the trees that they show.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletinc.cli import commands
from bulletinc.parser import parse
from bulletinc.text.source import Source
from tests.support.outline import outline, valid
from tests.support.places import ROOT
from tests.support.program import program

DOCS = ROOT / "docs"
ENDINGS = {"": "en", ".zh-CN": "zh"}
COMMANDS = sorted(path.stem for path in Path(commands.__path__[0]).glob("[a-z]*.py"))

_HELP = re.compile(
    r"^## bulletinc (?P<name>\w+)\n\n```text\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_EXAMPLE = re.compile(
    r"^```bulletin\n(?P<draft>.*?)^```\n\n```tree\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def hold(page: Path, found: re.Match[str], text: str, *, update: bool) -> None:
    """A block of a page says what it should; or, on demand, it is made to."""
    if update:
        start, end = (at - found.start() for at in found.span("text"))
        block = f"{found[0][:start]}{text}{found[0][end:]}"
        whole = page.read_text(encoding="utf-8")
        page.write_text(whole.replace(found[0], block), encoding="utf-8")
    else:
        assert found["text"] == text


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_page_has_the_help_of_every_command(ending: str, pytestconfig: pytest.Config) -> None:
    page = DOCS / f"commands{ending}.md"
    found = {each["name"]: each for each in _HELP.finditer(page.read_text(encoding="utf-8"))}
    assert sorted(found) == COMMANDS
    for name, block in found.items():
        help_text = program("--lang", ENDINGS[ending], name, "--help").out
        hold(page, block, help_text, update=pytestconfig.getoption("--update"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_example_of_the_format_gives_the_tree_that_is_shown(
    ending: str, pytestconfig: pytest.Config
) -> None:
    page = DOCS / f"format{ending}.md"
    text = page.read_text(encoding="utf-8")
    examples = list(_EXAMPLE.finditer(text))
    assert len(examples) == text.count("```bulletin\n") > 10
    for example in examples:
        tree = outline(valid(parse(Source(example["draft"]))))
        hold(page, example, f"{tree}\n", update=pytestconfig.getoption("--update"))


def test_both_languages_show_the_same_examples() -> None:
    pages = [(DOCS / f"format{ending}.md").read_text(encoding="utf-8") for ending in ENDINGS]
    english, chinese = (
        [(each["draft"], each["text"]) for each in _EXAMPLE.finditer(page)] for page in pages
    )
    assert english == chinese


def test_the_index_names_every_manual() -> None:
    for ending in ENDINGS:
        links = _LINK.findall((DOCS / f"README{ending}.md").read_text(encoding="utf-8"))
        manuals = {path.name for path in DOCS.glob("*.md") if path.name.endswith("zh-CN.md")}
        names = {name.replace(".zh-CN", ending) for name in manuals}
        assert names - {f"README{ending}.md"} <= set(links)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_is_short_and_names_every_command(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("\n") <= 130
    assert {f"bulletinc {command}" for command in COMMANDS} <= set(
        re.findall(r"`(bulletinc \w+)", text)
    )
