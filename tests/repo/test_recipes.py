"""Every recipe of ARCHITECTURE.md and docs/recipes.md, carried out in a copy of the checkout.

A recipe is a heading that begins with “Add”. A block after a line "`path`:" is a whole new file, or
a change (``diff``) of one that exists; a ``console`` block is what a terminal shows, where a line
of nothing but … stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.places import ROOT

PAGES = ("ARCHITECTURE.md", "docs/recipes.md")
COPIED = (
    "bulletinc",
    "examples",
    "grammar",
    "scripts",
    "templates",
    "tests",
    "hatch_build.py",
    "pyproject.toml",
    "ARCHITECTURE.md",
    "README.md",
    "README.zh-CN.md",
)

_RECIPE = re.compile(
    r"^##+ (?P<name>Add [^\n]+)\n(?P<body>.*?)(?=^##+ Add |\Z)", re.MULTILINE | re.DOTALL
)
_BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`:\n\n)?"
    r"^(?P<fence>```+)(?P<label>\w+)\n(?P<text>(?:.*\n)*?)(?P=fence)$",
    re.MULTILINE,
)
_COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_ANY_LINES = "…"


@dataclass(frozen=True)
class Recipe:
    """A recipe's name and text."""

    name: str
    body: str

    def carry_out(self, checkout: Path) -> Iterator[str]:
        """Do what the recipe says, block by block; yield the paths of the files it adds."""
        for block in _BLOCK.finditer(self.body):
            match block["path"], block["label"]:
                case None, "console":
                    for each in _COMMAND.finditer(block["text"]):
                        run(each["command"], each["output"], checkout)
                case str(path), "diff":
                    change(checkout / path, block["text"])
                case str(path), _:
                    add(checkout / path, block["text"])
                    yield path
                case _:
                    pytest.fail(f"a {block['label']} block of “{self.name}” has no file")


RECIPES = [
    Recipe(each["name"], each["body"])
    for page in PAGES
    for each in _RECIPE.finditer((ROOT / page).read_text(encoding="utf-8"))
]


def run(command: str, expected: str, checkout: Path) -> None:
    """Run a command in the checkout; it prints what is expected of it, to either stream."""
    program, *arguments = shlex.split(command)
    module = [] if program == "python" else ["-m", program]
    done = subprocess.run(
        [sys.executable, *module, *arguments],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout), "BULLETINC_LANG": "en"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    lines = (".*" if line == _ANY_LINES else re.escape(line) for line in expected.splitlines())
    wanted = "".join(f"(?:{line}\n)*?" if line == ".*" else f"{line}\n" for line in lines)
    assert re.fullmatch(wanted, done.stdout), f"$ {command}\n{done.stdout}"
    if program in {"pytest", "python"}:
        assert done.returncode == 0, f"$ {command}\n{done.stdout}"


def change(file: Path, diff: str) -> None:
    """Make changes, parted by ``@@``; the file has exactly one place for each."""
    text = file.read_text(encoding="utf-8")
    for hunk in re.split(r"^@@\n", diff, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"{file.name} has this {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def add(file: Path, text: str) -> None:
    """Write a file that is new."""
    assert not file.exists(), f"{file} is there already"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout, with what ``hatch_build.py`` has made in it."""
    without = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=without)
        else:
            shutil.copy2(source, tmp_path / name)
    return tmp_path


def test_the_page_of_the_house_is_short() -> None:
    lines = (ROOT / PAGES[0]).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 220
    assert [line for line in lines if len(line) > 160] == []


def test_the_pages_have_the_recipes_that_a_newcomer_needs() -> None:
    names = {recipe.name for recipe in RECIPES}
    assert names >= {
        "Add a kind",
        "Add an output format",
        "Add a command",
        "Add a rule",
        "Add a node",
        "Add a layout number",
    }


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_recipe_works_as_written(recipe: Recipe, checkout: Path) -> None:
    added = list(recipe.carry_out(checkout))
    assert "```console" in recipe.body
    python = [path for path in added if path.endswith(".py")]
    for command in ("check", "format --check"):
        if python:
            run(f"ruff {command} -q --no-cache {shlex.join(python)}", "", checkout)
