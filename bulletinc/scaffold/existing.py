"""The drafts that an office has already, read for what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bulletinc import drafts, files
from bulletinc.errors import BulletinError
from bulletinc.parser import parse
from bulletinc.project import Project, find_project
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import decode


def read_drafts(
    folder: Path, project: Callable[[Path], Project] = find_project
) -> tuple[list[CheckContext], list[BulletinError]]:
    """Read all drafts of a folder; give those that can be read, and an error for each other.

    ``project`` gives the project of the drafts of a folder. Raises BulletinError where no draft
    can be read.
    """
    jobs, errors = drafts.find([str(folder)])
    found, left = [], list(errors)
    for job in jobs:
        if job.path is not None:
            try:
                source = decode(files.read(job.path), str(job.path))
            except BulletinError as error:
                left.append(error)
            else:
                found.append(CheckContext(source, parse(source), project(job.path.parent)))
    if not found and left:
        raise left[0]
    return found, left
