"""The settings in force, with the file that each comes from, and whose files those are."""

from __future__ import annotations

from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _
from bulletinc.project import foreign_settings
from bulletinc.project.origins import origins
from bulletinc.project.ownership import is_isolated

RANK = 8


def title() -> str:
    """What users call it."""
    return _("Settings")


def parts() -> tuple[str, ...]:
    """One part."""
    return ("",)


def examine(circumstances: Circumstances, _part: str) -> Examined:
    """Read the chain of files. Raises BulletinError for a mistake in one."""
    if is_isolated():
        return Examined((Observation("bulletin.toml", _("not read, by --isolated")),))
    found = origins(circumstances.folder)
    observations = tuple(
        Observation(str(file), _(", ").join(names) or _("nothing that is in force"))
        for file, names in found.items()
    )
    foreign = tuple(
        Trouble(
            note,
            _("If that is not meant to be: make the file your own, writable by you alone."),
            hinders=False,
        )
        for note in foreign_settings(circumstances.folder)
    )
    return Examined(observations or (Observation("bulletin.toml", _("none")),), foreign)
