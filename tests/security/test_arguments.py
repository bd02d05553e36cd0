"""A file named like an option does not become one, however its name came into the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.hostile import DRAFT, state
from tests.support.program import Run

OPTIONS = ["--output=README.txt", "-oREADME.txt", "--fix", "--isolated", "--lang=zh", "-rf.txt"]
COMMANDS = [
    ["check"], ["check", "--fix"], ["fmt"], ["build", "--to", "json"], ["ast"], ["import"],
    ["extract"], ["diff"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", OPTIONS)
def test_a_pattern_that_names_such_a_file_is_refused(
    run: Run, issues: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: list[str]
) -> None:
    monkeypatch.chdir(issues)
    Path("README.txt").write_text("VALUABLE", encoding="utf-8")
    Path(name).write_text(DRAFT.format(number=3), encoding="utf-8")
    before = state(issues)
    said = run(*command, *sorted(each.name for each in issues.iterdir()))
    assert said.status == 2
    assert f"“{name}”" in said.err.splitlines()[0]
    assert len(said.err.splitlines()) == 2
    assert state(issues) == before


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("before", ["--", "./"])
def test_such_a_file_can_be_named(
    run: Run, issues: Path, monkeypatch: pytest.MonkeyPatch, name: str, before: str
) -> None:
    monkeypatch.chdir(issues)
    Path(name).write_text(DRAFT.format(number=3), encoding="utf-8")
    said = run("check", *(["--", name] if before == "--" else [f"./{name}"]))
    assert said.status == 1
    assert f"{name}:11" in said.out


def test_standard_input_is_no_such_file(
    run: Run, issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(issues)
    Path("-").write_text("", encoding="utf-8")
    assert run("check", "-", stdin=DRAFT.format(number=3).encode()).status == 1
