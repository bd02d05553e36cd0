"""Text that was not saved is kept for its user, and for nobody else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bulletinc.server.refusals import Refusal
from bulletinc.server.unsaved import UnsavedTexts


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_a_text_is_kept_over_a_restart_until_it_is_forgotten(state: Path, tmp_path: Path) -> None:
    UnsavedTexts(tmp_path).keep("2026/第3期.txt", "写了一半𠮷", "abc")
    again = UnsavedTexts(tmp_path)
    kept = again.get("2026/第3期.txt")
    assert kept is not None
    assert (kept["text"], kept["stamp"], again.all()) == ("写了一半𠮷", "abc", [kept])
    again.remove("2026/第3期.txt")
    assert (again.get("2026/第3期.txt"), again.all()) == (None, [])
    assert state.is_dir()


def test_another_folder_has_texts_of_its_own(state: Path, tmp_path: Path) -> None:
    assert not state.exists()
    UnsavedTexts(tmp_path / "a").keep("1.txt", "甲", "")
    assert UnsavedTexts(tmp_path / "b").all() == []


def test_nobody_else_may_read_it(state: Path, tmp_path: Path) -> None:
    UnsavedTexts(tmp_path).keep("1.txt", "甲", "")
    for place, _folders, _files in os.walk(state / "bulletinc/desk"):
        if place != str(state / "bulletinc/desk"):
            assert stat.S_IMODE(os.stat(place).st_mode) == 0o700


def test_what_cannot_be_read_is_none(state: Path, tmp_path: Path) -> None:
    texts = UnsavedTexts(tmp_path)
    texts.keep("1.txt", "甲", "")
    (file,) = state.rglob("*.json")
    for data in (b"", b"{", b"[]", b'{"path": 1}', b"\xff\xfe", b"null"):
        file.write_bytes(data)
        assert (texts.get("1.txt"), texts.all()) == (None, [])


def test_no_place_for_it_is_told_of(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.write_text("a file", encoding="utf-8")
    with pytest.raises(Refusal):
        UnsavedTexts(tmp_path).keep("1.txt", "甲", "")
    monkeypatch.setenv("XDG_STATE_HOME", "")
    monkeypatch.setattr(Path, "home", _no_home)
    with pytest.raises(Refusal):
        UnsavedTexts(tmp_path).keep("1.txt", "甲", "")
    assert UnsavedTexts(tmp_path).get("1.txt") is None


def _no_home() -> Path:
    raise RuntimeError
