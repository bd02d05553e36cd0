"""Whose settings are obeyed: those of other people are reported, and none are read in isolation."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bulletinc.i18n import _

ISOLATED = "BULLETINC_ISOLATED"  # set by --isolated, and inherited by the processes of a run


def is_isolated() -> bool:
    """Whether this run reads no settings."""
    return os.environ.get(ISOLATED, "") not in ("", "0")


def describe_foreign(path: Path) -> str | None:
    """Say whose a file is, if somebody else could have written it; ``None`` for one's own.

    Those of root are one's own, as the whole system is his.
    """
    if not hasattr(os, "geteuid"):
        return None  # Windows: rights are no bits there
    try:
        status = os.stat(path)
        folder = os.stat(path.parent)
    except OSError:
        return None
    if status.st_uid not in (os.geteuid(), 0):
        return _(
            "{path} belongs to {owner}. Its settings are obeyed; --isolated reads none."
        ).format(path=path, owner=_name_of(status.st_uid))
    replaceable = folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX
    if status.st_mode & stat.S_IWOTH or replaceable:
        return _(
            "{path} can be changed by everyone on this machine. Its settings are obeyed; "
            "--isolated reads none."
        ).format(path=path)
    return None


def _name_of(user: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
