"""Which path a draft may name for a picture, and how its file is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bulletinc.pictures.picture_file import PictureError, PictureFolder
from tests.support.drawn_pictures import drawn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft's folder with one picture in it and one next to it."""
    (tmp_path / "outside.png").write_bytes(drawn())
    made = tmp_path / "稿件"
    (made / "图片").mkdir(parents=True)
    (made / "图片" / "1.png").write_bytes(drawn())
    return made


def error(folder: Path | None, path: str) -> str:
    with pytest.raises(PictureError) as found:
        PictureFolder(folder).read(path)
    assert found.value.remedy.endswith((".", "。"))
    return found.value.reason


@pytest.mark.parametrize("path", ["图片/1.png", r"图片\1.png", "./图片/../图片/1.png"])
def test_a_picture_in_the_folder_and_below_is_read(folder: Path, path: str) -> None:
    found = PictureFolder(folder).read(path)
    assert found.data == drawn()
    assert found.state.size == len(found.data)
    assert found.state.inode == (folder / "图片/1.png").stat().st_ino


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "别名.png").symlink_to(folder / "图片/1.png")
    assert PictureFolder(folder).read("别名.png").data == drawn()


@pytest.mark.parametrize(
    "path", ["../outside.png", "图片/../../outside.png", "连接.png", "上/outside.png"]
)
def test_nothing_outside_the_folder_is_read(folder: Path, path: str) -> None:
    (folder / "连接.png").symlink_to(folder.parent / "outside.png")
    (folder / "上").symlink_to(folder.parent)
    assert error(folder, path) == "它在文稿的文件夹以外（直接写出，或者通过链接）。"


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "https://example.gov.cn/1.png",
        "file:///etc/passwd",
        r"C:\1.png",
        r"\\服务器\图\1.png",
    ],
)
def test_addresses_and_absolute_paths_are_refused(folder: Path, path: str) -> None:
    assert error(folder, path) == "只排文稿自己文件夹里的图片，不取网址和绝对路径。"


@pytest.mark.parametrize(
    "path", ["没有.png", "图片/1.png/1.png", "图片/没有/1.png", "a\0b", "长" * 5000]
)
def test_what_is_not_there_is_an_error(folder: Path, path: str) -> None:
    assert error(folder, path)


def test_a_draft_without_a_folder_has_no_pictures() -> None:
    assert error(None, "1.png") == "文稿没有所在的文件夹，找不到它的图片。"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_folders_and_pipes_are_no_pictures(folder: Path) -> None:
    os.mkfifo(folder / "管道.png")
    assert error(folder, "图片") == "它不是文件，而是文件夹或者设备。"
    assert error(folder, "管道.png") == "它不是文件，而是文件夹或者设备。"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a link to a device")
def test_a_device_is_outside_the_folder(folder: Path) -> None:
    (folder / "设备.png").symlink_to("/dev/zero")
    assert error(folder, "设备.png").startswith("它在文稿的文件夹以外")


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "大.png").open("wb") as file:
        file.truncate(60 * 2**20)
    assert error(folder, "大.png") == "文件太大（60MB，最多50MB）。"


def test_a_file_that_changes_while_it_is_read_is_not_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    look = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        if looks:
            with (folder / "图片/1.png").open("ab") as file:
                file.write(b"more")
        looks.append(descriptor)
        return look(descriptor)

    monkeypatch.setattr(os, "fstat", fstat)
    assert error(folder, "图片/1.png") == "读取的时候它被改动了。"


def test_what_was_sent_takes_the_place_of_the_folder(folder: Path) -> None:
    file = PictureFolder(folder).read("图片/1.png")
    refused = PictureError("原因。", "办法。")
    sent = PictureFolder(folder, {"甲.png": file, "乙.png": refused})
    assert sent.read("甲.png") is file
    for path in ("乙.png", "图片/1.png"):
        with pytest.raises(PictureError):
            sent.read(path)
