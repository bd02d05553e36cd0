"""Names, texts and settings are data: nothing of them acts on a terminal or in a log."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bulletinc.report import form_names
from tests.support.hostile import BYTES, DRAFT, NAMES, TEXTS, acting
from tests.support.places import ROOT
from tests.support.program import Run, Said, program

COMMANDS = {
    "check": ["check"],
    "diff of fixes": ["check", "--diff"],
    "fmt": ["fmt", "--check"],
    "diff of fmt": ["fmt", "--diff"],
    "ast": ["ast"],
    "import": ["import", "-o", "imported"],
}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


def is_harmless(said: Said, *, commands: bool = False) -> bool:
    """Whether a person, a terminal and a build server may read it. ``commands``: GitHub's own."""
    text = said.out + said.err
    assert acting(text) == []
    assert "Traceback" not in text
    assert "itself has failed" not in text
    assert said.status in {0, 1, 2}
    if not commands:
        assert [line for line in text.splitlines() if line.lstrip().startswith("::")] == []
        assert not re.search(r"##(vso)?\[", text, re.IGNORECASE)
    return True


def named(folder: Path, name: str, text: str = DRAFT.format(number=1)) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@POSIX
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_shown_and_does_nothing(
    run: Run, issues: Path, name: str, command: str
) -> None:
    path = named(issues, NAMES[name])
    assert is_harmless(run(*COMMANDS[command], "--", os.path.relpath(path)))


@POSIX
@pytest.mark.parametrize("name", ["::error file=x::PWNED.txt", " ::a.txt", "a##[b]##VSO[c].txt"])
@pytest.mark.parametrize(
    "command",
    [
        ["check", "."],
        ["check", ".", "--format", "concise"],
        ["check", ".", "--format", "junit"],
        ["check", "--fix", "."],
        ["build", "--to", "html", "."],
        ["fmt", "."],
        ["fmt", "--check", "."],
    ],
    ids=" ".join,
)
def test_a_name_at_the_beginning_of_a_line_is_no_command(
    run: Run, issues: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: list[str]
) -> None:
    monkeypatch.chdir(issues)
    text = DRAFT.format(number=1).replace("清理", "清理,打扫,")
    named(issues, name, text + "\n\n\n")
    said = run(*command)
    assert is_harmless(said)
    assert "U+00" in said.out + said.err or command == ["check", "--fix", "."]


def test_a_line_beside_a_change_is_no_command(run: Run, issues: Path) -> None:
    text = DRAFT.format(number=1)
    named(issues, "a.txt", text + "\n::error::PWNED\n\n\n\n　　::warning::PWNED 一,二\n")
    named(issues, "b.txt", text + "\n::error::PWNED two\n")
    for command in (["fmt", "--diff", "issues/a.txt"], ["check", "--diff", "issues/a.txt"]):
        assert is_harmless(run(*command))
    assert is_harmless(run("diff", "issues/a.txt", "issues/b.txt"))


def test_commands_of_our_own_are_written_as_they_are(run: Run, issues: Path) -> None:
    named(issues, "::error::PWNED.txt")
    lines = run("check", "--format", "github", "issues").out.splitlines()
    assert lines
    assert all(line.startswith(("::warning file=", "::error file=")) for line in lines)


@POSIX
@pytest.mark.parametrize("command", [["check"], ["build", "--to", "json"], ["import", "-o", "in"]])
def test_a_name_of_bytes_passes_without_its_controls(issues: Path, command: list[str]) -> None:
    path = named(issues, BYTES)
    said = program(*command, os.path.relpath(path))
    assert is_harmless(said)
    assert b"\x9b" not in said.data + said.err.encode("utf-8", "surrogateescape")


@POSIX
@pytest.mark.parametrize("form", form_names())
def test_names_and_texts_do_nothing_in_any_form_of_report(
    run: Run, issues: Path, form: str
) -> None:
    for number, name in enumerate(NAMES.values()):
        named(issues, name, DRAFT.format(number=number + 10) + [*TEXTS.values()][number % 6])
    said = run("check", "issues", "--format", form)
    assert said.out
    assert is_harmless(said, commands=form == "github")
    if form == "github":
        assert all(line.startswith(("::error ", "::warning ")) for line in said.out.splitlines())
        assert "::stop-commands::" not in {line[:17] for line in said.out.splitlines()}
    if form in {"json", "gitlab", "sarif"}:
        json.loads(said.out)


@POSIX
def test_names_do_nothing_where_pages_are_made(run: Run, issues: Path) -> None:
    names = [name for name in NAMES.values() if not name.startswith(".")]  # those are hidden
    for number, name in enumerate(names):
        named(issues, name, DRAFT.format(number=number + 10))
    said = run("build", "issues", "--to", "html", "-o", "pages")
    assert is_harmless(said)
    assert len(said.out.splitlines()) == len(names) + 1
    assert not (issues.parent / "PWNED").exists()


@pytest.mark.parametrize("command", ["check", "diff of fixes", "fmt", "diff of fmt", "ast"])
@pytest.mark.parametrize("text", TEXTS)
def test_the_text_of_a_draft_does_nothing(run: Run, issues: Path, text: str, command: str) -> None:
    named(issues, "a.txt", DRAFT.format(number=1) + TEXTS[text] + "\n")
    assert is_harmless(run(*COMMANDS[command], "issues/a.txt"))


@pytest.mark.parametrize(
    "settings",
    [
        '[words]\n"河道" = "河\\n::add-mask::x\\u001b[2J"\n',
        '[masthead]\nname = "a\\n::error::PWNED\\u009b"\n',
        '"k\\n::error::PWNED" = 1\n',
        'theme = "\\n::error::PWNED\\u001b[2J"\n',
        'extend = "\\n::error::PWNED\\u202e"\n',
        '[check]\nselect = ["\\n::error::PWNED\\u0007"]\n',
        '[check.severity]\n"\\n::error::x" = "error"\n',
        '[[check.suppress]]\nfile = "\\n::error::x"\ncode = "M"\nreason = "\\u001b[2J"\n',
        "name = \x1b]0;PWNED\x07\n",
        "::error::PWNED\n",
    ],
)
@pytest.mark.parametrize("command", [["check"], ["fmt", "--check"], ["build", "--to", "html"]])
def test_settings_do_nothing(run: Run, issues: Path, settings: str, command: list[str]) -> None:
    (issues / "bulletin.toml").write_text(settings, encoding="utf-8")
    assert is_harmless(run(*command, "issues/good.txt"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["\x1b[2J"],
        ["build", "\x1b[2J.txt"],
        ["check", "--fo\x1brmat"],
        ["check", "--format", "\x1b\n::error::x", "a.txt"],
        ["build", "a.txt", "--to", "\n::error::x"],
        ["build", "a.txt", "--kind", "\x9b2J"],
        ["build", "a.txt", "--theme", "\n::error::x"],
        ["build", "a.txt", "--jobs", "\x1b"],
        ["build", "a.txt", "-o", "\x1b]0;x\x07/\n::error::x"],
        ["explain", "\n::error::x"],
        ["new", "--date", "\x1b[2J\n::error::x"],
        ["--lang", "\x1b[2J", "build"],
        ["check", "-", "--stdin-filename", "\n::error::x\x1b"],
    ],
)
@pytest.mark.usefixtures("issues")
def test_what_is_typed_does_nothing(run: Run, arguments: list[str]) -> None:
    assert is_harmless(run(*arguments, stdin=DRAFT.encode()))


def test_on_a_terminal_the_same_holds(issues: Path) -> None:
    path = named(issues, "y\x1b]0;PWNED\x07.txt")
    said = program("check", os.path.relpath(path), FORCE_COLOR="1")
    assert "\x1b[" in said.out  # our own colours
    assert "\x1b]0" not in said.out
    assert "␛]0;PWNED␇" in said.out


def test_a_draft_that_looks_like_an_option_is_a_name_after_two_dashes(
    run: Run, issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(issues)
    Path("README.txt").write_text("VALUABLE")
    Path("--output=README.txt").write_text(DRAFT.format(number=1), encoding="utf-8")
    said = run("check", "--", "--output=README.txt", "good.txt")
    assert said.status == 1
    assert "--output=README.txt:11:" in said.out
    assert Path("README.txt").read_text() == "VALUABLE"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a system without a disk that is full")
@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"], ["rules"]])
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bulletinc", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT), "BULLETINC_LANG": "en"},
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"Error: The output cannot be written (the disk is full).")
