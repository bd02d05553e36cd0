"""``bulletinc extract``: the draft out of a PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.i18n import _
from bulletinc.readers import embedded, placing
from bulletinc.readers.input_file import read_input
from bulletinc.workers import run_bounded


@click.command(
    "extract",
    cls=Command,
    short_help=_("Get the draft back out of a PDF."),
    help=_(
        "Gives back the draft that FILE was made from, byte for byte: every PDF of bulletinc "
        "carries its draft inside."
        "\n\nFILE is a PDF that bulletinc made, or - for standard input. The draft is put "
        "next to it under its own name, which is printed. Another file of that name is never "
        "overwritten."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc extract 2026-03.pdf                the draft next to the PDF"
        "\n  bulletinc extract 2026-03.pdf -o drafts/     into a folder"
        "\n  bulletinc extract 2026-03.pdf -o - | less    to look at"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("source", metavar=_("FILE"), type=click.Path(readable=False), required=False)
@click.option(
    "-o",
    "--output",
    metavar=_("PLACE"),
    type=click.Path(readable=False),
    help=_(
        "Put the draft into this file or folder (a name that ends in / is a folder),"
        " or - for standard output."
    ),
)
@click.pass_context
def command(context: click.Context, /, source: str | None, output: str | None) -> None:
    """Read the PDF, take the draft out, put it where it is wanted."""
    if source is None:
        context.fail(_("No file given. Name a PDF, or - for standard input."))
    pdf = streams.read_stdin() if source == "-" else read_input(Path(source))
    called = _("(standard input)") if source == "-" else source
    read = partial(embedded.embedded_source, name=called)
    inside, draft = run_bounded(read, pdf, name=called)
    if output == "-":
        streams.write_output(draft)
        return
    name = placing.safe_name(inside)
    if name != inside:
        streams.write_message(
            _("The draft is called {inside} inside. Its name was made safe: {name}").format(
                inside=placing.visible_name(inside), name=name
            )
        )
    path = placing.place(name, None if source == "-" else Path(source), output)
    if not placing.keep(draft, path):
        streams.write_message(_("{path}: already there, with the same content.").format(path=path))
    streams.write_name(path)
