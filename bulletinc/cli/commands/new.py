"""``bulletinc new``: the next issue, to be written."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path

import click

from bulletinc import files
from bulletinc.cli import streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.help_page import Command
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.scaffold import next_issue
from bulletinc.scaffold.existing import read_drafts
from bulletinc.workers import run_bounded


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
@click.pass_context
def command(context: click.Context, /, folder: Path, day: str | None) -> None:
    """Find the newest issue, write the one after it."""
    on = _day(day) if day is not None else dt.datetime.now().astimezone().date()
    target, text, errors = run_bounded(partial(_next, on=on), folder, name=str(folder))
    for error in errors:
        report_error(error)
    if isinstance(text, BulletinError):
        raise text
    if os.path.lexists(target):
        raise BulletinError(
            _("{path}: this file exists already.").format(path=target),
            _(
                "If it is not an issue, rename it; if it is, correct its name, number or "
                "date. Nothing was written."
            ),
        )
    files.write(target, text.encode(), top=folder)
    streams.write_name(target)
    if errors:
        context.exit(2)


def _next(folder: Path, on: dt.date) -> tuple[Path, str | BulletinError, list[BulletinError]]:
    """Path and text of the next issue, or why there is none; an error for each unreadable draft."""
    issues, errors = read_drafts(folder)
    try:
        newest, name, text = next_issue.next_issue(issues, on)
    except BulletinError as error:
        return folder, error, errors
    return Path(newest.source.name).with_name(name), text, errors


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise BulletinError(
            _("--date {date}: this is not a date.").format(date=typed),
            _("Write year, month and day, such as 2026-03-05."),
        ) from None
