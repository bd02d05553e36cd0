"""Reading in one go, and writing whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from bulletinc.errors import BulletinError
from bulletinc.files import check_folder_of, read, write


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def test_reads_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x00\xff\r\n")
    assert read(tmp_path / "a") == b"\x00\xff\r\n"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "there is no such file"),
        (".", "this is a folder"),
        ("x" * 300, "the name is too long"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_remedy(
    tmp_path: Path, name: str, says: str
) -> None:
    with pytest.raises(BulletinError) as caught:
        read(tmp_path / name)
    assert says in caught.value.message
    assert caught.value.remedy


def test_writes_and_makes_folders(tmp_path: Path) -> None:
    write(tmp_path / "新 文件夹/下级/a.html", b"one")
    write(tmp_path / "新 文件夹/下级/a.html", b"two")
    assert (tmp_path / "新 文件夹/下级/a.html").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "新 文件夹/下级").iterdir()] == ["a.html"]


def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "new", b"")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "usual").stat().st_mode
    )
    (tmp_path / "new").chmod(0o640)
    write(tmp_path / "new", b"again")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(BulletinError, match="link: this is a link"):
        write(tmp_path / "link", b"new")
    with pytest.raises(BulletinError, match="link: this is a link"):
        check_folder_of(tmp_path / "link")
    assert (tmp_path / "real").read_bytes() == b"old"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BulletinError, match="the disk is full"):
        write(tmp_path / "a.pdf", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_an_interruption_leaves_nothing_partial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_what_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(
        os, "access", lambda _path, mode: mode != os.W_OK
    )  # root may write without the rights
    with pytest.raises(BulletinError, match="no permission"):
        write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder", "there is a folder of this name"),
        ("file/a.html", "a file is where a folder should be"),
    ],
)
def test_what_is_in_the_way_is_named(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(BulletinError) as caught:
        write(tmp_path / name, b"")
    assert says in caught.value.message
    assert str(tmp_path / name) in caught.value.message


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root can become another for a while"
)
def test_a_folder_that_one_may_not_look_into_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    os.setresuid(65534, 65534, 0)
    try:
        with pytest.raises(
            BulletinError, match=r"sub: this folder cannot be written to \(no permission\)"
        ):
            check_folder_of(tmp_path / "secret/sub/one.pdf")
    finally:
        os.setresuid(0, 0, 0)


def test_a_name_that_is_too_long_is_left_for_writing_to_tell(tmp_path: Path) -> None:
    check_folder_of(tmp_path / ("长" * 200) / "one.pdf")
