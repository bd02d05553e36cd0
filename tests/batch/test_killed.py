"""A program killed at any moment leaves each file as it was or as it was to be, never cut.

``BULLETINC_KILLS`` is how many times each command is killed at random. The steps of writing are
tried one by one besides, because a moment that comes by chance seldom falls on one.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletinc.checking import fixing
from bulletinc.fmt import formatted
from bulletinc.parser import parse
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

KILLS = int(os.environ.get("BULLETINC_KILLS", "7"))
DRAFT = (
    "清溪区工作快报\n第 12 期\n清溪区创建办\n2026年3月5日\n【简 讯】\n"
    + "白河镇清理河道　近日,志愿者 30 人清理河道。（白河镇）\n" * 4
)
NAMES = [f"稿{number}.txt" for number in range(3)]


def checked_and_fixed(text: str) -> str:
    draft, _count = fixing.fixed(
        CheckContext(Source(text), parse(Source(text))), lambda each: check(each, load_rules())
    )
    return draft.text


WRITERS: dict[str, Callable[[str], str]] = {
    "fmt": lambda text: formatted(Source(text)),
    "check --fix": checked_and_fixed,
}


def program(arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bulletinc", *arguments.split()]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def killed(arguments: str, folder: Path, after: float) -> None:
    """Run the program in a folder, and kill it after so many seconds if it is still at work."""
    process = program(arguments, folder)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def time_of(arguments: str, folder: Path) -> float:
    start = time.monotonic()
    program(arguments, folder).wait()
    return time.monotonic() - start


def drafts_in(folder: Path) -> None:
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(DRAFT, encoding="utf-8", newline="")


def is_temporary(name: str) -> bool:
    """Whether no command would take the file for a draft or a page."""
    return name.startswith(".") and name.endswith(".tmp")


@pytest.mark.parametrize("command", WRITERS)
def test_a_draft_is_the_old_one_or_the_new_one(command: str, tmp_path: Path) -> None:
    new = WRITERS[command](DRAFT)
    assert new != DRAFT
    drafts_in(tmp_path / "whole")
    whole = time_of(f"{command} .", tmp_path / "whole")
    assert {each.read_text(encoding="utf-8") for each in (tmp_path / "whole").iterdir()} == {new}
    moments = random.Random(command)
    for attempt in range(KILLS):
        folder = tmp_path / str(attempt)
        drafts_in(folder)
        killed(f"{command} .", folder, moments.uniform(whole / 2, whole))
        assert {(folder / name).read_text(encoding="utf-8") for name in NAMES} <= {DRAFT, new}
        assert all(is_temporary(each.name) for each in folder.iterdir() if each.name not in NAMES)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_page_is_whole_or_not_there(form: str, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(DRAFT, encoding="utf-8")
    page = tmp_path / f"稿.{form}"
    whole = time_of(f"build 稿.txt --to {form}", tmp_path)
    new = page.read_bytes()
    moments = random.Random(form)
    for attempt in range(KILLS):
        old = b"old" if attempt % 2 else None
        page.unlink(missing_ok=True)
        if old:
            page.write_bytes(old)
        killed(f"build 稿.txt --to {form}", tmp_path, moments.uniform(whole / 2, whole))
        assert (page.read_bytes() if page.exists() else None) in (old, new)
        assert all(
            is_temporary(each.name)
            for each in tmp_path.iterdir()
            if each.name not in ("稿.txt", page.name)
        )


# For each step, until there is none left, a child that dies just before it; what is in the folder
# then, a line for each.
STEPS = """
import json, os, signal, sys
from pathlib import Path
from bulletinc import files

file, old, new = Path("稿.txt"), "旧" * 20_000, "新" * 30_000
step = 0
ended = False
while not ended:
    for each in Path().iterdir():
        each.unlink()
    file.write_text(old, encoding="utf-8")
    step += 1
    child = os.fork()
    if not child:
        left = step
        def die(*_event):
            global left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(die)
        files.write(file, new.encode())
        sys.setprofile(None)
        os._exit(0)
    ended = os.waitpid(child, 0)[1] == 0
    is_what = {old: "old", new: "new"}.get(file.read_bytes().decode("utf-8", "replace"), "cut")
    print(json.dumps([is_what, [each.name for each in Path().iterdir() if each != file]]))
"""


def test_no_step_of_writing_leaves_a_file_cut(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STEPS], cwd=tmp_path, capture_output=True, check=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 20
    states = [state for state, _others in found]
    assert states == sorted(states, reverse=True)  # old, and from some step on new
    assert set(states) == {"old", "new"}
    assert all(is_temporary(name) for _state, others in found for name in others)
    assert found[-1] == ["new", []]
