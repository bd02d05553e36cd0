"""``bulletin.toml``: what an office has settled for its drafts, in the nearest folder above each of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bulletinc import files
from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.resources import template_folder

FILE = "bulletin.toml"
_KEYS = ("theme",)


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of the drafts below ``folder``. ``theme`` is the name of a theme, or of its folder as seen from ``folder``."""

    folder: Path | None = None
    theme: str | None = None


def find_project(folder: Path) -> Project:
    """The project that a draft in this folder belongs to; without a ``bulletin.toml`` an empty one.

    It is looked for at each call, nothing is kept. Links are not followed: what counts is where the draft is reached.
    Raises :class:`BulletinError` for a ``bulletin.toml`` that cannot be read or has a mistake.
    """
    near = Path(os.path.abspath(folder))  # noqa: PTH100 - Path.absolute keeps "..", whose parent is no folder above
    file = next((place / FILE for place in (near, *near.parents) if os.path.lexists(place / FILE)), None)
    return _read(file) if file else Project()


def _read(file: Path) -> Project:
    settings = files.read_toml(file)
    for key in settings:
        if key not in _KEYS:
            raise BulletinError(_("{path}: there is no setting “{key}”.").format(path=file, key=key), suggestion(key, _KEYS))
    theme = settings.get("theme")
    if theme is not None:
        _check_theme(file, theme)
    return Project(file.parent, theme)


def _check_theme(file: Path, theme: object) -> None:
    if not isinstance(theme, str) or not theme:
        raise BulletinError(
            _("{path}: {key} has to be a name in quotation marks.").format(path=file, key="theme"),
            _('Write theme = "official", or the name of a folder that holds a theme, such as theme = "our-theme".'),
        )
    if not os.path.isdir(file.parent / theme):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        try:
            template_folder(theme)
        except BulletinError:
            raise BulletinError(
                _("{path}: {key} names {file}, which does not exist.").format(path=file, key="theme", file=file.parent / theme),
                _("Put it there, or correct the name."),
            ) from None
