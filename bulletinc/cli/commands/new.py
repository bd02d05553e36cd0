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
from bulletinc.kinds import kind_name
from bulletinc.scaffold.beginning import begin
from bulletinc.workers import run_bounded


@click.command(
    "new",
    cls=Command,
    short_help=_("Begin the next issue."),
    help=_(
        "Writes the draft of the next issue next to the newest one in FOLDER: masthead with "
        "the next number and today's date, sections, staff and distribution. Without FOLDER: "
        "the current folder. What has to be written says 待填写, and bulletinc check reports "
        "it until it is written. The name of the file is printed.\n\n"
        "Only the issues of one publication count: that of --name, else that of bulletin.toml, "
        "else that of the newest issue. With --name and --kind, the first issue of a new "
        "publication is begun.\n\n"
        "In a new year the numbers begin at 1 again where they did so before. Where no issue "
        "shows it, the form of the number decides, and what was assumed is said."
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
@click.option(
    "--name",
    metavar=_("PUBLICATION"),
    help=_("The name of the publication, such as 清溪区工作快报."),
)
@click.option(
    "--kind",
    metavar=_("KIND"),
    help=_("The kind of the publication, such as kuaibao or 快报. See: bulletinc kinds"),
)
@click.pass_context
def command(
    context: click.Context, /, folder: Path, day: str | None, name: str | None, kind: str | None
) -> None:
    """Find the newest issue, write the one after it."""
    on = _day(day) if day is not None else dt.datetime.now().astimezone().date()
    kind = kind_name(kind) if kind is not None else None
    work = partial(begin, on=on, name=name, kind=kind)
    new, errors, followed, others = run_bounded(work, folder, name=str(folder))
    for error in errors:
        report_error(error)
    if isinstance(new, BulletinError):
        raise new
    if os.path.lexists(new.path):
        raise BulletinError(
            _("{path}: this file exists already.").format(path=new.path),
            _(
                "If it is not an issue, rename it; if it is, correct its name, number or "
                "date. Nothing was written."
            ),
        )
    files.write(new.path, new.text.encode(), top=folder)
    streams.write_name(new.path)
    if others:
        streams.write_message(_followed(followed, others))
    for sentence in new.assumed:
        streams.write_message(sentence)
    if errors:
        context.exit(2)


def _followed(name: str, others: tuple[str, ...]) -> str:
    return _(
        "Follows “{name}”; the folder has {others}, too: name one of them with --name."
    ).format(name=name, others=_(", ").join(others))


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise BulletinError(
            _("--date {date}: this is not a date.").format(date=typed),
            _("Write year, month and day, such as 2026-03-05."),
        ) from None
