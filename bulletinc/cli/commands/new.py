"""``bulletinc new``: the next issue, to be written."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from bulletinc import drafts, files
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.parser import parse
from bulletinc.project import find_project
from bulletinc.rules.context import CheckContext
from bulletinc.scaffold import next_issue
from bulletinc.text.source import decode


@click.command(
    "new",
    cls=Command,
    short_help=_("Begin the next issue."),
    help=_(
        "Writes the draft of the next issue next to the newest one in FOLDER: masthead with "
        "the next number and today's date, sections, staff and distribution. Without FOLDER: "
        "the current folder. What has to be written says 待填写, and bulletinc check reports "
        "it until it is written. The name of the file is printed."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("folder", metavar=_("[FOLDER]"), type=click.Path(path_type=Path), default=Path())
@click.option(
    "--date",
    "day",
    metavar=_("DATE"),
    help=_("The date of the issue, such as 2026-03-05. Default: today."),
)
def command(folder: Path, day: str | None) -> None:
    """Find the newest issue, write the one after it."""
    on = _day(day) if day is not None else dt.datetime.now().astimezone().date()
    jobs, errors = drafts.find([str(folder)])
    for error in errors:
        raise error
    sources = {job.path: decode(files.read(job.path), str(job.path)) for job in jobs if job.path}
    issues = [
        CheckContext(source, parse(source), find_project(path.parent))
        for path, source in sources.items()
    ]
    newest, name, text = next_issue.next_issue(issues, on)
    target = Path(newest.source.name).with_name(name)
    if os.path.lexists(target):
        raise BulletinError(
            _("{path}: this file exists already.").format(path=target),
            _(
                "If it is not an issue, rename it; if it is, correct its name, number or "
                "date. Nothing was written."
            ),
        )
    files.write(target, text.encode())
    streams.write_output(str(target))


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise BulletinError(
            _("--date {date}: this is not a date.").format(date=typed),
            _("Write year, month and day, such as 2026-03-05."),
        ) from None
