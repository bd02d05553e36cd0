"""A place to be attacked in: drafts in one folder, and next to it what must stay as it is."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.hostile import DRAFT, state

_LONGEST_S = 100  # for a test; what reads from a pipe would wait for ever


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    def give_up(_number: int, _frame: object) -> None:
        pytest.fail("it waits for something that never comes")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_LONGEST_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def issues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of drafts, with a good one in it; the current folder is the one above."""
    for variable in ("LC_ALL", "LANG", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.setenv(variable, "")
    monkeypatch.setenv("BULLETINC_LANG", "en")
    folder = tmp_path / "issues"
    folder.mkdir()
    (folder / "good.txt").write_text(DRAFT.format(number=2), encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret").write_text("SECRET=abcdef\n", encoding="utf-8")
    draft = DRAFT.format(number=9).replace("【简讯】", "【简 讯】")
    (tmp_path / "outside/draft.txt").write_text(draft, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def outside(issues: Path) -> Iterator[Path]:
    """What is not in the folder of drafts, looked at before and after."""
    folder = issues.parent / "outside"
    before = state(folder)
    yield folder
    assert state(folder) == before
