"""``bulletinc ast``: the tree as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from bulletinc import compiler, files
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option
from bulletinc.i18n import _, escape_controls
from bulletinc.options import BuildOptions
from bulletinc.text.source import decode


@click.command(
    "ast",
    cls=Command,
    short_help=_("Print how a text was understood, as JSON."),
    help=_(
        "Prints the tree of a bulletin as JSON in UTF-8: masthead, sections, items, colophon "
        "and the rest, each with its place in the text."
        "\n\nFILE is a text file, or - for standard input. A span [start, end] counts "
        "characters from 0, without the end."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("source", metavar=_("FILE"), type=click.Path(readable=False), required=False)
@kind_option
@click.pass_context
def command(context: click.Context, /, source: str | None, kind: str | None) -> None:
    """Read, compile, print."""
    if source is None:
        context.fail(_("No file given. Name a text file, or - for standard input."))
    text = (
        decode(streams.read_stdin(), _("(standard input)"))
        if source == "-"
        else decode(files.read(Path(source)), source)
    )
    tree = compiler.build(text, BuildOptions(("json",), kind)).outputs["json"]
    streams.write_output(escape_controls(tree.decode()).encode())
