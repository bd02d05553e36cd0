"""Only ordinary files of bounded size are read, and one that is not costs only itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bulletinc import files
from bulletinc.cli import streams
from bulletinc.errors import BulletinError
from tests.support.hostile import DRAFT, KINDS, state
from tests.support.program import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

COMMANDS = {
    "check": ["check", "issues"],
    "check --fix": ["check", "issues", "--fix"],
    "fmt": ["fmt", "issues"],
    "init": ["init", "issues"],
    "new": ["new", "issues"],
    "build": ["build", "issues", "--to", "html"],
}
NAMED = {
    "check": ["check"],
    "fmt": ["fmt"],
    "ast": ["ast"],
    "build": ["build", "--to", "html"],
    "import": ["import", "-o", "imported"],
    "extract": ["extract", "-o", "extracted/"],
}
READABLE = {"closed file"} if os.name != "posix" or os.geteuid() == 0 else set()


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", KINDS)
def test_in_a_folder_one_such_file_costs_only_itself(
    run: Run, issues: Path, kind: str, command: str
) -> None:
    KINDS[kind](issues / "bad.txt")
    said = run(*COMMANDS[command])
    assert "Traceback" not in said.err
    assert "itself has failed" not in said.err
    assert "SECRET" not in said.out + said.err
    if kind in READABLE | {"folder"}:
        assert said.status in {0, 1}
    else:
        assert said.status == 2
        assert "bad.txt" in said.err
    done = {
        "check": lambda: "good.txt" in said.out,
        "check --fix": lambda: "近日，志愿者" in (issues / "good.txt").read_text("utf-8"),
        "fmt": (issues / "good.txt").exists,
        "init": (issues / "bulletin.toml").exists,
        "new": lambda: len(list(issues.glob("*.txt"))) > 2,
        "build": (issues / "good.html").exists,
    }
    assert done[command]()


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file", "link out"}))
def test_a_file_that_is_named_is_refused_with_a_remedy(
    run: Run, issues: Path, kind: str, command: str
) -> None:
    KINDS[kind](issues / "bad.txt")
    said = run(*NAMED[command], "issues/bad.txt")
    assert said.status == 2
    assert said.err.startswith("Error: issues/bad.txt")
    assert len(said.err.splitlines()) == 2
    assert not Path("imported").exists() or state(Path("imported")) == {}


def test_a_link_that_is_named_is_read(run: Run, issues: Path) -> None:
    (issues / "link.txt").symlink_to("../outside/draft.txt")
    assert run("check", "issues/link.txt").status == 1
    assert run("check", "issues").status == 2


def test_a_link_within_the_folder_is_read(run: Run, issues: Path) -> None:
    (issues / "link.txt").symlink_to("good.txt")
    said = run("check", "issues")
    assert said.status == 1
    assert said.err == ""


def test_a_pattern_takes_no_link_out_of_its_folder(run: Run, issues: Path) -> None:
    (issues / "link.txt").symlink_to("../outside/draft.txt")
    said = run("check", "issues/*.txt")
    assert said.status == 2
    assert "issues/link.txt: this is a link to a file outside of the folder" in said.err
    assert "good.txt:11" in said.out


@pytest.mark.parametrize("command", ["check", "fmt", "build", "new"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file", "folder"}))
def test_settings_of_such_a_kind_are_an_error(
    run: Run, issues: Path, kind: str, command: str
) -> None:
    KINDS[kind](issues / "bulletin.toml")
    options = ["--to", "html"] if command == "build" else []
    said = run(command, "issues", *options)
    assert said.status == 2 or command == "fmt"  # which needs no settings
    assert "SECRET" not in said.out + said.err
    assert "itself has failed" not in said.err


@pytest.mark.parametrize("command", ["check", "build", "new"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"closed file", "folder"}))
def test_isolated_reads_no_settings(run: Run, issues: Path, kind: str, command: str) -> None:
    KINDS[kind](issues / "bulletin.toml")
    options = ["--to", "html"] if command == "build" else []
    assert run("--isolated", command, "issues", *options).status in {0, 1}


def test_a_file_beyond_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    (tmp_path / "a").write_bytes(b"x" * 11)
    assert files.read(tmp_path / "a", 11) == b"x" * 11
    with pytest.raises(BulletinError, match="larger than"):
        files.read(tmp_path / "a", 10)


def test_a_draft_may_be_a_hundred_kilobytes(run: Run, issues: Path) -> None:
    body = "近日，志愿者清理河道。\n\n" * 3000
    (issues / "good.txt").write_text(DRAFT.format(number=1) + body, encoding="utf-8")
    assert run("check", "issues", "--select", "M").status in {0, 1}


@pytest.mark.parametrize(
    "command", [["check"], ["fmt"], ["build", "--to", "json"], ["ast"], ["import"], ["extract"]]
)
def test_standard_input_without_end_is_given_up(
    run: Run, monkeypatch: pytest.MonkeyPatch, issues: Path, command: list[str]
) -> None:
    monkeypatch.setattr(streams, "LARGEST_BYTES", 2**20)
    said = run(*command, "-", stdin=b"a\n" * 2**20)
    assert said.status == 2
    assert "(standard input): larger than 1 MB." in said.err
    assert [path.name for path in issues.parent.iterdir() if path.is_file()] == []


@pytest.mark.parametrize("settings", ['ignore = ["SECRET"]', 'select = ["SECRET"]', "SEVERITY"])
@pytest.mark.parametrize("way", ["extend", "link"])
def test_a_rule_that_an_outside_file_names_is_not_shown(
    run: Run, issues: Path, settings: str, way: str
) -> None:
    text = settings.replace("SEVERITY", 'severity = {SECRET = "error"}')
    other = issues.parent / "outside/other.toml"
    other.write_text(f"[check]\n{text}\n", encoding="utf-8")
    own = issues / "bulletin.toml"
    if way == "link":
        own.symlink_to("../outside/other.toml")
    else:
        own.write_text('extend = "../outside/other.toml"\n', encoding="utf-8")
    said = run("check", "issues")
    assert said.status == 2
    assert "issues/bulletin.toml: there is a mistake in it." in said.err
    assert "SECRET" not in said.out + said.err
