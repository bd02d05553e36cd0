"""On network drives nothing tells of a save: watching is asking there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bulletinc.batch import drives, watch

watchfiles = pytest.importorskip("watchfiles")


@pytest.mark.parametrize(
    ("kind", "polling"), [("nfs4", True), ("fuse.sshfs", True), ("ext4", None), ("overlay", None)]
)
def test_saves_are_looked_for_where_nothing_tells_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, polling: bool | None
) -> None:
    asked: dict[str, Any] = {}

    def begin(*_folders: str, **how: Any) -> Iterator[set[object]]:
        asked.update(how)
        return iter([set()])

    table = tmp_path / "mountinfo"
    table.write_text(f"1 1 8:1 / / rw - ext4 a rw\n2 1 0:30 / {tmp_path} rw - {kind} b rw\n")
    monkeypatch.setattr(drives, "_MOUNTS", table)
    monkeypatch.setattr(watchfiles, "watch", begin)
    assert list(watch.changes([tmp_path])) == [0]
    assert asked["force_polling"] is polling


@pytest.mark.parametrize(
    ("table", "remote"),
    [
        ("1 1 0:3 / / rw - nfs a rw\n2 1 8:1 / /home rw - ext4 b rw\n", False),
        ("1 1 0:3 / /home rw - ext4 a rw\n2 1 8:1 / /home rw - cifs b rw\n", True),
        ("2 1 8:1 / /home rw - cifs b rw\n1 1 0:3 / / rw - ext4 a rw\n", True),
        ("1 1 0:3 / / rw - ext4 a rw\n2 1 8:1 / /hom rw - cifs b rw\n", False),
        ("", False),
    ],
)
def test_the_nearest_and_latest_mount_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, remote: bool
) -> None:
    monkeypatch.setattr(drives, "_MOUNTS", tmp_path / "mountinfo")
    if table:
        (tmp_path / "mountinfo").write_text(table)
    monkeypatch.setattr("os.path.realpath", lambda _path: "/home/甲")
    assert drives.is_remote(Path("x")) is remote
