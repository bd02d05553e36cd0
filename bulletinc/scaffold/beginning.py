"""What ``new`` begins in a folder: the next issue of what lies there, or a first one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from bulletinc.drafts import NoDrafts
from bulletinc.errors import BulletinError
from bulletinc.project import find_project
from bulletinc.scaffold.existing import read_drafts
from bulletinc.scaffold.first_issue import first_issue
from bulletinc.scaffold.next_issue import NewIssue, next_issue
from bulletinc.scaffold.publications import choose_publication, no_issue


class BegunIssue(NamedTuple):
    """The next issue, or why there is none; and an error for each unreadable draft.

    ``others`` are publications of the folder that might have been meant instead of ``followed``.
    """

    issue: NewIssue | BulletinError
    errors: list[BulletinError]
    followed: str = ""
    others: tuple[str, ...] = ()


def begin(folder: Path, on: dt.date, name: str | None, kind: str | None) -> BegunIssue:
    """Begin the issue of a day, of a publication by its name or kind where these are given."""
    try:
        drafts, errors = read_drafts(folder)
    except NoDrafts:
        drafts, errors = [], []
    publication, others = choose_publication(drafts, name, kind)
    try:
        if publication is not None:
            new = next_issue(publication, on)
            return BegunIssue(new, errors, publication.title, tuple(others))
        project = find_project(folder)
        new = first_issue(folder, _named(name or project.name), kind, project, on)
        return BegunIssue(new, errors)
    except BulletinError as error:
        return BegunIssue(error, errors)


def _named(name: str | None) -> str:
    if name is None or not name.strip():
        raise no_issue()
    return name
