"""The folder of the drafts: whether it can be written to, its free space, where it lies."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from bulletinc.batch import drives
from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.files import reason
from bulletinc.i18n import _

RANK = 6

_LEAST_MB = 200  # a year's issues as PDF and HTML, with some room
_MB = 1_000_000


def title() -> str:
    """What users call it."""
    return _("Folder")


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(circumstances: Circumstances, _part: str) -> Examined:
    """Try to write, and ask the system for the rest."""
    folder = circumstances.folder
    refusal = _refusal(folder)
    free = _free_mb(folder)
    remote = drives.is_remote(folder)
    observations = (
        Observation(_("Folder"), str(folder)),
        Observation(_("Writing"), _("refused") if refusal else _("allowed")),
        Observation(
            _("Free space"),
            _("not known") if free is None else _("{count} MB").format(count=free),
        ),
        Observation(_("Place"), _("a network drive") if remote else _("this machine")),
    )
    troubles = []
    if refusal:
        troubles.append(
            Trouble(
                _("{path} cannot be written to ({reason}).").format(path=folder, reason=refusal),
                _("Ask who keeps the folder for the right to write, or name another by -o FOLDER."),
            )
        )
    if free is not None and free < _LEAST_MB:
        troubles.append(
            Trouble(
                _("Only {count} MB are free in {path}.").format(count=free, path=folder),
                _("Delete what is not needed any more, or use another disk."),
            )
        )
    if remote:
        troubles.append(
            Trouble(
                _("The folder is on a network drive. watch looks for saves by itself there."),
                _("Nothing has to be done; a save may be seen a little later."),
                hinders=False,
            )
        )
    return Examined(observations, tuple(troubles))


def _refusal(folder: Path) -> str:
    """Why no file can be made in the folder; empty where one can."""
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".bulletinc-"):
            return ""
    except OSError as error:
        return reason(error)


def _free_mb(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free // _MB
    except OSError:
        return None
