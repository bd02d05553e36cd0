"""``bulletinc site``: the archive as static pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bulletinc.cli import progress, streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.foreign_settings import report_foreign_settings
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import build_options, look_options
from bulletinc.i18n import _, ngettext

_FAILED = 2


@click.command(
    "site",
    cls=Command,
    short_help=_("Publish a folder of issues as static pages."),
    help=_(
        "Writes all drafts of FOLDER and its subfolders as pages for an intranet or a disk: by "
        "year, section, unit and indicator, and each issue's own page. They need no server; only "
        "the search has a small script."
        "\n\nWhat has not changed is not made again. Pages of drafts that are gone are removed; a "
        "file that bulletinc did not make is neither replaced nor removed."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc site issues -o site"
        "\n  bulletinc site issues -o site --to html,pdf,docx"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("folder", metavar=_("FOLDER"), type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path),
    help=_("Put the pages into this folder, which is created if missing."),
)
@click.option(
    "--to",
    "wanted",
    metavar=_("FORMATS"),
    default="html",
    help=_("Each issue in these formats: html, pdf, docx. Default: html."),
)
@look_options
@click.pass_context
def command(context: click.Context, /, folder: Path, out: Path, wanted: str, **chosen: Any) -> None:
    """Publish, and say what was written."""
    from bulletinc.archive.site.publishing import publish

    if out is None:
        context.fail(_("Name the folder for the pages with -o."))
    options = build_options(wanted, {**chosen, "kind": None})
    report_foreign_settings([folder / "draft"])
    with streams.stop_on_signals():
        made = publish(folder, out, options, progress.shown)
    for note in made.notes:
        streams.write_message(note)
    for error in {str(error): error for error in made.errors}.values():
        report_error(error)
    streams.write_name(out / "index.html")
    told = ngettext(
        "{count} issue: {built} built, {written} pages written, {unchanged} unchanged, "
        "{removed} removed.",
        "{count} issues: {built} built, {written} pages written, {unchanged} unchanged, "
        "{removed} removed.",
        made.issues,
    )
    streams.write_message(
        told.format(
            count=made.issues,
            built=made.built,
            written=made.written,
            unchanged=made.unchanged,
            removed=made.removed,
        )
    )
    if made.errors:
        context.exit(_FAILED)
