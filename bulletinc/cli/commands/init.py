"""``bulletinc init``: a bulletin.toml from the drafts that are there."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bulletinc import drafts, files
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.parser import parse
from bulletinc.project import FILE
from bulletinc.rules.context import CheckContext
from bulletinc.scaffold import settings
from bulletinc.text.source import decode


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
def command(folder: Path) -> None:
    """Read all drafts, write what they settle."""
    target = folder / FILE
    if os.path.lexists(target):
        raise BulletinError(
            _("{path}: this file exists already.").format(path=target),
            _("Edit it, or rename it and run bulletinc init again. Nothing was written."),
        )
    jobs, errors = drafts.find([str(folder)])
    for error in errors:
        raise error
    sources = [decode(files.read(job.path), job.name) for job in jobs if job.path]
    files.write(
        target,
        settings.write_settings(
            [CheckContext(source, parse(source)) for source in sources]
        ).encode(),
    )
    streams.write_output(str(target))
