"""No path of the page leads out of the folder, to a device, or through a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletinc.server import places
from bulletinc.server.places import draft_at, existing_at, file_at
from bulletinc.server.refusals import Refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "issues"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026/第3期.txt").touch()
    return folder


def test_a_draft_of_the_folder_is_found_whether_it_is_there_or_not(folder: Path) -> None:
    assert draft_at(folder, "2026/第3期.txt") == folder / "2026/第3期.txt"
    assert draft_at(folder, "第4期（专刊）.TXT") == folder / "第4期（专刊）.TXT"


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".txt",
        "../secret.txt",
        "2026/../../secret.txt",
        "2026/../第3期.txt",
        "/etc/passwd.txt",
        "//etc/passwd.txt",
        "2026//第3期.txt",
        "./第3期.txt",
        "..\\secret.txt",
        "C:\\secret.txt",
        "\\\\server\\share\\a.txt",
        "a\0.txt",
        "a\n.txt",
        ".hidden/a.txt",
        ".a.txt",
        f"{'a/' * 600}a.txt",
    ],
)
def test_a_path_that_is_no_plain_name_below_the_folder_is_refused(folder: Path, path: str) -> None:
    with pytest.raises(Refusal) as refused:
        draft_at(folder, path)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "path",
    [
        "C:secret.txt",
        "第3期.txt:stream.txt",
        "CON.txt",
        "com1.txt",
        "nul.x.txt",
        "2026./a.txt",
        "2026 /a.txt",
        "*.txt",
    ],
)
def test_what_windows_takes_for_something_else_is_refused_there(
    folder: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draft_at(folder, path) == folder / path
    monkeypatch.setattr(places, "_ON_WINDOWS", True)
    with pytest.raises(Refusal) as refused:
        draft_at(folder, path)
    assert refused.value.status == 403


def test_a_draft_ends_in_txt(folder: Path) -> None:
    for path in ("bulletin.toml", "第3期.pdf", "第3期"):
        with pytest.raises(Refusal, match=path):
            draft_at(folder, path)


def test_a_link_that_leads_out_is_refused_and_one_inside_is_followed(folder: Path) -> None:
    os.symlink(folder.parent / "secret.txt", folder / "link.txt")
    os.symlink(folder.parent, folder / "above")
    os.symlink("/dev/zero", folder / "zero.txt")
    os.symlink(folder / "2026/第3期.txt", folder / "inside.txt")
    for path in ("link.txt", "above/secret.txt", "zero.txt"):
        with pytest.raises(Refusal) as refused:
            draft_at(folder, path)
        assert refused.value.status == 403
    assert draft_at(folder, "inside.txt") == folder / "inside.txt"


def test_a_folder_that_is_a_link_itself_is_open(folder: Path, tmp_path: Path) -> None:
    os.symlink(folder, tmp_path / "shared")
    assert draft_at(tmp_path / "shared", "2026/第3期.txt").is_file()


def test_only_a_regular_file_is_there(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    for path in ("pipe.txt", "2026", "none.txt"):
        with pytest.raises(Refusal) as refused:
            existing_at(folder, path)
        assert refused.value.status == 404


def test_a_folder_that_is_gone_is_told_of(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    with pytest.raises(Refusal, match="issues") as refused:
        file_at(folder, "2026/第3期.txt")
    assert refused.value.status == 410
