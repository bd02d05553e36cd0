"""``bulletin.toml``: which one a draft has, and how mistakes in it are told."""

from __future__ import annotations

from pathlib import Path

import pytest

import bulletinc
from bulletinc.errors import BulletinError
from bulletinc.project import Project, find_project


def settle(folder: Path, theme: str) -> Project:
    """Write a ``bulletin.toml``, with the folder of its theme."""
    (folder / theme).mkdir(parents=True)
    (folder / "bulletin.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")
    return Project(folder, theme)


def complaint(folder: Path, toml: str) -> BulletinError:
    (folder / "bulletin.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(BulletinError) as error:
        find_project(folder)
    assert error.value.remedy
    assert error.value.message.startswith(str(folder / "bulletin.toml"))
    return error.value


def test_the_nearest_file_above_a_draft_counts(tmp_path: Path) -> None:
    (tmp_path / "2026/03").mkdir(parents=True)
    outer = settle(tmp_path, "outer")
    assert find_project(tmp_path / "2026/03") == find_project(tmp_path) == outer
    inner = settle(tmp_path / "2026", "inner")
    assert find_project(tmp_path / "2026/03") == inner
    assert find_project(tmp_path) == outer


def test_above_a_folder_is_not_where_its_name_passes_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(tmp_path / "2026", "inner")
    (tmp_path / "drafts").mkdir()
    outer = settle(tmp_path, "outer")
    monkeypatch.chdir(tmp_path / "2026")
    assert find_project(Path("../drafts")) == outer


def test_without_a_file_there_is_no_theme(tmp_path: Path) -> None:
    assert find_project(tmp_path).theme is None


def test_a_file_may_settle_nothing(tmp_path: Path) -> None:
    settle(tmp_path, "outer")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/bulletin.toml").touch()
    assert find_project(tmp_path / "plain") == Project(tmp_path / "plain")


def test_a_change_is_seen(tmp_path: Path) -> None:
    settle(tmp_path, "first")
    assert find_project(tmp_path).theme == "first"
    assert settle(tmp_path, "second") == find_project(tmp_path)


def test_the_theme_that_is_shipped_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text('theme = "official"')
    assert find_project(tmp_path).theme == "official"


def test_an_unknown_setting_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    error = complaint(tmp_path, 'thema = "x"')
    assert "thema" in error.message
    assert "theme" in str(error.remedy)


@pytest.mark.parametrize("value", ['""', "5", "true", "[]", "{}", "1979-05-27", "nan"])
def test_a_theme_is_a_name(tmp_path: Path, value: str) -> None:
    error = complaint(tmp_path, f"theme = {value}")
    assert "theme" in error.message
    assert '"our-theme"' in str(error.remedy)


@pytest.mark.parametrize("name", ["none", "../none", "bulletin.toml", "a\\u0000b", "x" * 5000])
def test_a_theme_that_does_not_exist_is_told_with_file_and_key(tmp_path: Path, name: str) -> None:
    assert "theme" in complaint(tmp_path, f'theme = "{name}"').message.removeprefix(str(tmp_path))


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    settle(tmp_path, "outer")
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026/bulletin.toml").symlink_to(tmp_path / "none.toml")
    with pytest.raises(BulletinError):
        find_project(tmp_path / "2026")


def test_a_deep_folder_is_no_trouble(tmp_path: Path) -> None:
    assert find_project(tmp_path.joinpath(*"a" * 1500)).theme is None


def test_a_draft_is_set_by_the_theme_of_its_project(tmp_path: Path) -> None:
    settle(tmp_path, "red")
    (tmp_path / "red/layout.toml").write_text('[colour]\nred = "#c01020"\n')
    (tmp_path / "drafts").mkdir()
    draft = tmp_path / "drafts/a.txt"
    draft.write_text("清溪区简报\n第1期\n", encoding="utf-8")
    assert b"--colour-red: #c01020;" in bulletinc.build(draft)["html"]
    assert b"--colour-red: #e60012;" in bulletinc.build(draft, theme="official")["html"]
