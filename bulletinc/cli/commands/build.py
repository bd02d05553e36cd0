"""``bulletinc build``: the page as HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bulletinc import batch, compiler
from bulletinc.cli import streams
from bulletinc.cli.complaints import complain
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option, look_options
from bulletinc.i18n import _, ngettext
from bulletinc.render import formats

_MANY = 3  # more files than this, and a person who waits is told how far it is


@click.command(
    "build",
    cls=Command,
    short_help=_("Make the page, as HTML and PDF."),
    help=_(
        "Makes the official page of each FILE, as HTML and PDF beside the text."
        "\n\nFILE is a text file, a folder (all .txt files in it and in its subfolders), a pattern such as 2026-*.txt,"
        " or - for standard input, whose page is called bulletin.html and bulletin.pdf."
        "\n\nThe names of the files made are printed, one a line."
        " A file that cannot be built does not stop the others; the exit status is then 2."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b\n  bulletinc build 2026-03.txt                  the page beside the text"
        "\n  bulletinc build issues -o pages              a whole folder into another one"
        "\n  bulletinc build 2026-*.txt --to pdf          PDF only"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path),
    help=_("Put the pages into this folder; it is made if need be. Subfolders of a folder that you name are kept."),
)
@click.option(
    "--to",
    "wanted",
    metavar=_("FORMATS"),
    default="html,pdf",
    help=_("What to make: {formats}, or several with commas between. Without it: html,pdf.").format(formats=_(", ").join(formats())),
)
@kind_option
@look_options
@click.option(
    "--strict-fonts",
    "strict_faces",
    is_flag=True,
    help=_("Make no page in which a character is missing or set in another face than it should be."),
)
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], folder: Path | None, wanted: str, kind: str | None, **look: Any) -> None:
    """Build, report each outcome as it comes, and close with a count if there was more than one file."""
    if not sources:
        context.fail(_("Which file? Name a text, a folder or a pattern, or - for standard input."))
    names = compiler.formats_named(wanted)
    kind = kind and compiler.kind_name(kind)
    batch.check_folder(folder)
    jobs, errors = batch.find(sources, folder)
    batch.check_targets(jobs, names)
    for error in errors:
        complain(error)
    failed = len(errors)
    progress = streams.watched() and len(jobs) > _MANY
    for number, outcome in enumerate(batch.run(jobs, names, kind, streams.read_stdin, compiler.Look(**look)), 1):
        if progress:
            streams.tell(f"[{number}/{len(jobs)}] {outcome.name}")
        for note in outcome.notes:
            streams.tell(note)
        for path in outcome.written:
            streams.produce(str(path))
        if outcome.error is not None:
            complain(outcome.error)
            failed += 1
    all_files = len(jobs) + len(errors)
    if all_files > 1:
        _close(all_files - failed, failed)
    if failed:
        context.exit(2)


def _close(built: int, failed: int) -> None:
    streams.tell(ngettext("{built} built, {failed} failed.", "{built} built, {failed} failed.", built).format(built=built, failed=failed))
