"""What a user or a system does is never called a defect of the program."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.program import Said

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")


def shell(script: str) -> Said:
    """Run a script, in which ``$B`` is the program, in whatever folder that is."""
    program = f'b() {{ {shlex.quote(sys.executable)} -m bulletinc "$@"; }}; B=b'
    done = subprocess.run(
        ["bash", "-c", f"{program}\n{script}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "command",
    ["check issues", "fmt issues/good.txt", "kinds", "rules", "build issues --to json", "--help"],
)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.usefixtures("issues")
def test_a_closed_stream_is_no_defect(command: str, closed: str) -> None:
    said = shell(f"$B {command} {closed}")
    assert said.status in {0, 1, 2}
    assert "itself has failed" not in said.out + said.err
    assert "Traceback" not in said.err


def test_with_standard_error_closed_the_work_is_done(issues: Path) -> None:
    assert shell("$B build issues --to json 2>&-").status == 0
    assert (issues / "good.json").exists()


def test_a_product_that_has_nowhere_to_go_is_an_error() -> None:
    said = shell("$B kinds >&-")
    assert said.status == 2
    assert len(said.err.splitlines()) == 2


@pytest.mark.parametrize("command", ["check issues", "ast -", "build - --to json", "fmt -"])
@pytest.mark.usefixtures("issues")
def test_standard_input_that_is_closed_is_an_error_where_it_is_needed(command: str) -> None:
    said = shell(f"$B {command} <&-")
    assert said.status == (1 if "issues" in command else 2)
    assert "itself has failed" not in said.err


@pytest.mark.parametrize("command", ["check .", "build a.txt", "kinds", "init", "new", "fmt a.txt"])
def test_a_folder_that_was_deleted_is_an_error(tmp_path: Path, command: str) -> None:
    (tmp_path / "gone").mkdir()
    folder = shlex.quote(str(tmp_path / "gone"))
    said = shell(f"cd {folder}; rmdir {folder}; BULLETINC_LANG=en $B {command}")
    assert said.status == 2
    assert said.err.startswith("Error: The current folder no longer exists.\n")


@pytest.mark.parametrize("command", ["check issues --fix", "fmt issues", "init issues"])
@pytest.mark.usefixtures("issues")
def test_a_limit_of_file_size_is_an_error(issues: Path, command: str) -> None:
    draft = issues / "good.txt"
    draft.write_text(draft.read_text("utf-8") + "近日,清理河道 3 处。\n" * 400, encoding="utf-8")
    before = draft.read_bytes()
    said = shell(f"ulimit -f 0; $B {command} 2>&1 | cat")
    assert "itself has failed" not in said.out
    assert "Traceback" not in said.out
    assert draft.read_bytes() == before
    assert [each.name for each in issues.iterdir()] == ["good.txt"]


@pytest.mark.usefixtures("issues")
def test_what_follows_a_report_in_the_same_file_does_not_write_over_it() -> None:
    shell("{ $B check issues/good.txt -o /dev/stdout; echo after; } > log")
    lines = Path("log").read_text("utf-8").splitlines()
    assert lines[0].startswith("issues/good.txt:11:")
    assert lines[-1] == "after"
