"""What ``new`` begins in a folder: the next issue of what lies there, or a first one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bulletinc.drafts import NoDrafts
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.project import find_project
from bulletinc.scaffold.existing import read_drafts
from bulletinc.scaffold.first_issue import first_issue
from bulletinc.scaffold.next_issue import NewIssue, next_issue
from bulletinc.scaffold.publications import choose_publication, no_issue


def begin(
    folder: Path, on: dt.date, name: str | None, kind: str | None
) -> tuple[NewIssue | BulletinError, list[BulletinError]]:
    """The next issue, or why there is none; and an error for each unreadable draft."""
    try:
        drafts, errors = read_drafts(folder)
    except NoDrafts:
        drafts, errors = [], []
    publication, others = choose_publication(drafts, name, kind)
    try:
        if publication is not None:
            new = next_issue(publication, on)
            if others:
                new = new._replace(assumed=(_followed(publication.title, others), *new.assumed))
        else:
            project = find_project(folder)
            new = first_issue(folder, _named(name or project.name), kind, project, on)
    except BulletinError as error:
        return error, errors
    return new, errors


def _named(name: str | None) -> str:
    if name is None or not name.strip():
        raise no_issue()
    return name


def _followed(name: str, others: list[str]) -> str:
    return _(
        "Follows “{name}”; the folder has {others}, too: name one of them with --name."
    ).format(name=name, others=_(", ").join(others))
