"""Which file of the folder a path of the page means: none outside of it, and no device."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from bulletinc.drafts import SOURCE_SUFFIX
from bulletinc.i18n import _
from bulletinc.server.refusals import FORBIDDEN, GONE, NOT_FOUND, Refusal

_LONGEST = 1024  # characters of a path
_ON_WINDOWS = os.name == "nt"
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[\d¹²³])(?:\..*)?", re.IGNORECASE)


def draft_at(folder: Path, path: str) -> Path:
    """The file of a draft, which need not be there. Raises :class:`Refusal`."""
    if not path.lower().endswith(SOURCE_SUFFIX):
        raise Refusal(
            FORBIDDEN,
            _("{path}: this is not the name of a draft.").format(path=path),
            _("Drafts have names that end in .txt."),
        )
    return file_at(folder, path)


def file_at(folder: Path, path: str) -> Path:
    """A file of the folder, which need not be there. Raises :class:`Refusal`.

    Below the folder no part may be hidden, a device, or a link that leads out.
    """
    check_folder(folder)
    parts = path.split("/")
    if len(path) > _LONGEST or not all(map(_is_plain, parts)):
        raise _outside(path)
    file = folder.joinpath(*parts)
    real = os.path.realpath(file)
    if not Path(real).is_relative_to(os.path.realpath(folder)):
        raise _outside(path)
    return file


def existing_at(folder: Path, path: str) -> Path:
    """A regular file of the folder. Raises :class:`Refusal`."""
    file = file_at(folder, path)
    if not file.is_file():
        raise Refusal(
            NOT_FOUND,
            _("{path}: there is no such file.").format(path=path),
            _("It may have been renamed or deleted. Look at the list of issues."),
        )
    return file


def check_folder(folder: Path) -> None:
    """Raise :class:`Refusal` where the folder of the desk is not there any more."""
    if not folder.is_dir():
        raise Refusal(
            GONE,
            _("{path}: this folder is not there any more.").format(path=folder),
            _("Connect the disk or network drive, or put the folder back. What you typed is kept."),
        )
    if not os.access(folder, os.R_OK | os.X_OK):
        raise Refusal(
            FORBIDDEN,
            _("{path}: this folder cannot be read (no permission).").format(path=folder),
            _("Ask for the right to read it. What you typed is kept."),
        )


def _is_plain(part: str) -> bool:
    """Whether a part of a path is an ordinary name, which is not hidden."""
    if not part or part.startswith(".") or "\\" in part:
        return False
    if any(unicodedata.category(sign) == "Cc" for sign in part):
        return False
    return not _ON_WINDOWS or not (
        part.endswith((".", " "))  # which Windows leaves off
        or any(sign in ':*?"<>|' for sign in part)
        or _DEVICE.fullmatch(part)
    )


def _outside(path: str) -> Refusal:
    return Refusal(
        FORBIDDEN,
        _("{path}: this is no file of the folder that is open here.").format(path=path),
        _("Open the folder that it lies in: bulletinc serve FOLDER"),
    )
