"""What comes from outside, written into the folder: never over a file that is there."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from bulletinc import files
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.kinds import kind_name
from bulletinc.pictures import decoding
from bulletinc.pictures.picture_file import PictureError
from bulletinc.readers import importing, placing
from bulletinc.readers.imported_pictures import FOLDER
from bulletinc.scaffold.beginning import begin
from bulletinc.scaffold.publications import UnclearIssueError
from bulletinc.server.refusals import CONFLICT, UNPROCESSABLE, Refusal
from bulletinc.workers import run_bounded

_MOST_NAMES = 100  # that are tried: 来文, 来文-2, 来文-3
_SIGNS = ((b"\x89PNG", ".png"), (b"RIFF", ".webp"), (b"GIF8", ".gif"))
_NAME = 8  # characters of a hash


def import_file(folder: Path, name: str, data: bytes) -> dict[str, Any]:
    """Make a draft of a file that is called ``name``. Raises BulletinError."""
    stem = PurePath(placing.safe_name(PurePath(name).stem)).stem
    error: Exception | None = None
    for number in range(1, _MOST_NAMES):
        target = folder / (stem if number == 1 else f"{stem}-{number}")
        job = Job(name, None, target, folder)
        (result,) = importing.run([job], None, lambda: data, bounded=True)
        error = result.error
        if result.path is not None:
            path = result.path.relative_to(folder).as_posix()
            return {"path": path, "notes": result.notes, "unchanged": result.unchanged}
        if not isinstance(error, placing.NameTaken):
            break
    raise error or BulletinError(_("{path}: cannot be imported.").format(path=name))


def begin_issue(folder: Path, day: dt.date, name: str | None, kind: str | None) -> dict[str, Any]:
    """Write the next issue of a folder, or the first one. Raises BulletinError."""
    work = partial(begin, on=day, name=name, kind=kind_name(kind) if kind else None)
    begun, errors, followed, others = run_bounded(work, folder, name=folder.name)
    if isinstance(begun, UnclearIssueError):
        remedy = _("Fill in the name of the bulletin, such as 清溪区工作快报, and its kind.")
        raise Refusal(UNPROCESSABLE, begun.message, remedy, {"needs": ["name", "kind"]})
    if isinstance(begun, BulletinError):
        raise begun
    if os.path.lexists(begun.path):
        raise Refusal(
            CONFLICT,
            _("{path}: this file exists already.").format(path=begun.path.name),
            _(
                "If it is not an issue, rename it; if it is, correct its name, number or "
                "date. Nothing was written."
            ),
        )
    files.write(begun.path, begun.text.encode(), top=folder)
    notes = [*begun.assumed, *(error.message for error in errors)]
    if others:
        told = _("Follows “{name}”. For the next one of {others}, fill in that name.")
        notes.insert(0, told.format(name=followed, others=_(", ").join(others)))
    return {"path": begun.path.relative_to(folder).as_posix(), "notes": notes}


def keep_picture(folder: Path, draft: Path, data: bytes) -> str:
    """Save a picture beside a draft, and return the line that places it. Raises BulletinError."""
    try:
        decoding.picture_size(data)
    except PictureError as error:
        raise Refusal(UNPROCESSABLE, error.reason, error.remedy) from None
    suffix = next((end for sign, end in _SIGNS if data.startswith(sign)), ".jpg")
    place = f"{draft.stem}{FOLDER}"
    name = f"{hashlib.sha256(data).hexdigest()[:_NAME]}{suffix}"
    placing.keep(data, draft.with_name(place) / name, folder)
    return f"【插图：{place}/{name}】"
