"""``bulletinc init``: a bulletin.toml from the drafts that are there."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bulletinc import files
from bulletinc.cli import streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.help_page import Command
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.project import FILE, Project
from bulletinc.scaffold import settings
from bulletinc.scaffold.existing import read_drafts
from bulletinc.workers import run_bounded


@click.command(
    "init",
    cls=Command,
    short_help=_("Write a bulletin.toml from existing drafts."),
    help=_(
        "Writes a bulletin.toml into FOLDER with what the drafts there have in common: name, "
        "issuer, sections, units, indicators, staff and distribution. Without FOLDER: the "
        "current folder. An existing bulletin.toml is never changed."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("folder", metavar=_("[FOLDER]"), type=click.Path(path_type=Path), default=Path())
@click.pass_context
def command(context: click.Context, /, folder: Path) -> None:
    """Read all drafts, write what they settle."""
    target = folder / FILE
    if os.path.lexists(target):
        raise BulletinError(
            _("{path}: this file exists already.").format(path=target),
            _("Edit it, or rename it and run bulletinc init again. Nothing was written."),
        )
    text, errors = run_bounded(_settings, folder, name=str(folder))
    for error in errors:
        report_error(error)
    files.write(target, text.encode(), top=folder)
    streams.write_name(target)
    if errors:
        context.exit(2)


def _settings(folder: Path) -> tuple[str, list[BulletinError]]:
    """The settings that all drafts of a folder show, and an error for each that cannot be read."""
    found, errors = read_drafts(folder, lambda _folder: Project())
    return settings.write_settings(found), errors
