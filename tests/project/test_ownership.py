"""Settings of other people are reported; in isolation none are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletinc.project import Project, find_project, foreign_settings
from bulletinc.project.ownership import ISOLATED

SOMEBODY = 54321


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def settings(folder: Path, text: str = 'masthead.name = "清溪区工作快报"') -> Path:
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    (folder / "bulletin.toml").write_text(text, encoding="utf-8")
    (folder / "bulletin.toml").chmod(0o644)
    return folder


def own(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have the files of these names belong to somebody else."""
    real = os.stat

    def stat(path: str | Path, **options: bool) -> os.stat_result:
        status = real(path, **options)
        if Path(path).name in names:
            return os.stat_result((*status[:4], SOMEBODY, *status[5:10]))
        return status

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_ones_own_settings_and_those_of_root_are_not_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert foreign_settings(settings(tmp_path / "a")) == ()
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(tmp_path).st_uid)
    assert foreign_settings(tmp_path / "a") == ()


@pytest.mark.parametrize("below", [".", "issues", "issues/2026/03"])
def test_settings_of_another_user_are_reported_with_his_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    folder = settings(tmp_path / "a")
    own(monkeypatch, "bulletin.toml")
    (said,) = foreign_settings(folder / below)
    assert said.startswith(f"{folder / 'bulletin.toml'} belongs to {SOMEBODY}.")
    assert find_project(folder).name  # they are obeyed


@pytest.mark.parametrize(
    ("file", "folder", "reported"),
    [
        (0o644, 0o755, False),
        (0o664, 0o775, False),
        (0o646, 0o755, True),
        (0o666, 0o755, True),
        (0o644, 0o777, True),
        (0o644, 0o1777, False),
        (0o666, 0o1777, True),
    ],
)
def test_settings_that_everyone_can_change_are_reported(
    tmp_path: Path, file: int, folder: int, *, reported: bool
) -> None:
    place = settings(tmp_path / "a")
    (place / "bulletin.toml").chmod(file)
    place.chmod(folder)
    assert ["can be changed by everyone" in said for said in foreign_settings(place)] == (
        [True] * reported
    )


def test_a_theme_of_another_user_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = settings(tmp_path / "a", 'theme = "ours"')
    (place / "ours").mkdir()
    (place / "ours/layout.toml").touch()
    own(monkeypatch, "layout.toml")
    (said,) = foreign_settings(place)
    assert "ours/layout.toml belongs to" in said


def test_settings_that_are_wrong_are_reported_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = settings(tmp_path / "a", "[[[")
    own(monkeypatch, "bulletin.toml")
    assert len(foreign_settings(place)) == 1


@pytest.mark.parametrize(
    ("value", "isolated"), [("1", True), ("yes", True), ("0", False), ("", False)]
)
def test_in_isolation_no_settings_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, *, isolated: bool
) -> None:
    place = settings(tmp_path / "a")
    monkeypatch.setenv(ISOLATED, value)
    assert (find_project(place) == Project()) == isolated
    (place / "bulletin.toml").chmod(0o666)
    assert (foreign_settings(place) == ()) == isolated
