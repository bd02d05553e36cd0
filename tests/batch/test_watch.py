"""``bulletinc watch``, run as a person runs it: what is saved is built, and nothing that is wrong
ends it.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("watchfiles")
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="it is ended as on POSIX")

ISSUE = (
    "清溪区工作快报\n\n第{number}期\n\n清溪区创建办　2026年3月5日\n\n【简讯】\n\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)
LONGEST = 60  # seconds to wait for what has to come


class Watching:
    """A running ``bulletinc watch``, and what it says."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-u", "-m", "bulletinc", "watch", *arguments, "--to", "html"]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"BULLETINC_LANG": "en"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def end(self) -> int:
        """Kill it if it still runs; its exit status."""
        self.process.kill()
        status = self.process.wait()
        self._reader.join()
        if self.process.stdout:
            self.process.stdout.close()
        return status

    def says(self, words: str) -> str:
        """Wait until a line has these words in it; all that was said until then."""
        end, said = time.monotonic() + LONGEST, ""
        while words not in said:
            try:
                said += self._lines.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"waited for {words!r}; it said: {said}")
        return said


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    (tmp_path / "a.txt").write_text(ISSUE.format(number=12), encoding="utf-8")
    running = Watching(tmp_path, ".")
    running.says("Waiting for changes")
    yield running
    running.end()


def test_a_save_is_built_and_its_findings_are_told(watching: Watching, tmp_path: Path) -> None:
    assert "第12期" in (tmp_path / "a.html").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(ISSUE.format(number=13).replace("，", ","), encoding="utf-8")
    said = watching.says("W001")
    assert said.startswith("a.html\n")
    assert ": 1 built in " in said
    assert "第13期" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_save_by_way_of_another_name_and_a_new_draft_are_built(
    watching: Watching, tmp_path: Path
) -> None:
    (tmp_path / "a.tmp").write_text(ISSUE.format(number=14), encoding="utf-8")
    (tmp_path / "a.tmp").replace(tmp_path / "a.txt")
    watching.says("1 built")
    assert "第14期" in (tmp_path / "a.html").read_text(encoding="utf-8")
    (tmp_path / "b.txt").write_text(ISSUE.format(number=15), encoding="utf-8")
    assert watching.says("1 built").startswith("b.html\n")


def test_what_is_wrong_for_a_while_does_not_end_it(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    watching.says("Error: a.txt: damaged")
    (tmp_path / "a.txt").unlink()
    watching.says("there is no draft in this folder")
    (tmp_path / "bulletin.toml").write_text("nothing = 1\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(ISSUE.format(number=16), encoding="utf-8")
    watching.says("there is no setting “nothing”")
    (tmp_path / "bulletin.toml").unlink()
    (tmp_path / "a.txt").write_text(ISSUE.format(number=17), encoding="utf-8")
    watching.says("1 built")
    assert "第17期" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_other_settings_have_the_text_checked_again_and_a_mistake_in_them_is_told(
    watching: Watching, tmp_path: Path
) -> None:
    page = (tmp_path / "a.html").stat()
    (tmp_path / "bulletin.toml").write_text('[check]\nselect = ["M", "S"]\n', encoding="utf-8")
    watching.says("1 checked again")
    (tmp_path / "bulletin.toml").write_text('[check]\nselect = ["W999"]\n', encoding="utf-8")
    watching.says("There is no rule “W999”")
    assert (tmp_path / "a.html").stat() == page


def test_of_many_findings_the_first_are_told(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        ISSUE.format(number=12) + "甲,乙,丙,丁,戊,己,庚,辛,壬,癸。\n" * 5, encoding="utf-8"
    )
    assert re.search(
        r"\d+ more: bulletinc check a.txt\n", watching.says("more: bulletinc check a.txt")
    )


def test_ctrl_c_is_how_it_ends(watching: Watching) -> None:
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(LONGEST) == 0


def test_there_has_to_be_something_to_watch(tmp_path: Path) -> None:
    running = Watching(tmp_path, "none.txt")
    running.says("there is no such file")
    assert running.process.wait(LONGEST) == 2
    running.end()
