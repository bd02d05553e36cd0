"""``bulletinc diff``: what was changed between two versions of an issue."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.kinds import kind_name
from bulletinc.readers.input_file import read_input
from bulletinc.readers.placing import keep
from bulletinc.revision.differences import DiffRequest, differences_bounded
from bulletinc.revision.forms import form_names, load_form


@click.command(
    "diff",
    cls=Command,
    short_help=_("Show what was changed between two versions."),
    help=_(
        "Shows what was changed from OLD to NEW, item by item: lines added, removed and moved, "
        "and within a line the very words."
        "\n\nOLD and NEW are drafts, Word documents, PDFs or any file that can be imported, in "
        "any mix. What only layout or typing changed is not shown. Comments of NEW are listed "
        "beside their items."
        "\n\nThe exit status is 1 if there are changes."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b\n  bulletinc diff 2026-03.txt 2026-03-chief.docx"
        "\n  bulletinc diff old.pdf new.txt --format html -o changes.html"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("old", metavar=_("OLD"), type=click.Path(readable=False), required=False)
@click.argument("new", metavar=_("NEW"), type=click.Path(readable=False), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(form_names()),
    default="text",
    help=_("How the changes are shown: text for a terminal (the default), a page, or JSON."),
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("Write into this file; another file of this name is never overwritten."),
)
@kind_option
@click.pass_context
def command(
    context: click.Context,
    /,
    old: str | None,
    new: str | None,
    form: str,
    output: Path | None,
    kind: str | None,
) -> None:
    """Read both versions, compare, show."""
    if old is None or new is None:
        context.fail(_("Two files are needed: the old version and the new one."))
    kind = kind and kind_name(kind)
    found = differences_bounded(DiffRequest(old, _read(old), new, _read(new), kind))
    color = output is None and sys.stdout.isatty()
    shown = load_form(form).render(old, new, found.changes, found.comments, color=color)
    if output is None:
        streams.write_output(shown.removesuffix("\n"))
    else:
        keep(shown.encode(), output)
        streams.write_output(str(output))
    context.exit(1 if found.changes else 0)


def _read(name: str) -> bytes:
    if Path(name).is_dir():
        raise BulletinError(
            _("{path}: this is a folder, not a file.").format(path=name),
            _("Name one file for the old version, and one for the new."),
        )
    return read_input(Path(name))
