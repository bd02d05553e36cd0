"""Whether a folder is on another machine: there nothing tells of a save, and watching is asking."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = (
    *("9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse"),
    *("fuse.rclone", "fuse.sshfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf"),
)
_WINDOWS_REMOTE = 4  # DRIVE_REMOTE


def is_remote(folder: Path) -> bool:
    """Whether a folder is on a network drive, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(os.path.realpath(folder))[0]
        if drive.startswith("\\\\"):  # \\server\share
            return True
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return bool(kind == _WINDOWS_REMOTE)
    return _kind_of_mount(os.path.realpath(folder)) in _REMOTE


def _kind_of_mount(folder: str) -> str:
    """The kind of file system by Linux's table of mounts; empty where there is none."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    longest, kind = -1, ""
    for line in lines:
        own, _sign, rest = line.partition(" - ")
        place = _unescaped(own.split(" ")[4])
        is_above = folder == place or folder.startswith(place.rstrip("/") + "/")
        if is_above and len(place) >= longest:  # of two on one place the later one is seen
            longest, kind = len(place), rest.split(" ")[0]
    return kind


def _unescaped(place: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, sign)
    return place
