"""``bulletinc ast``: the tree as JSON, or the reading for people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bulletinc import files
from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option
from bulletinc.i18n import _, escape_controls, show_controls
from bulletinc.kinds import kind_name
from bulletinc.parser import parse
from bulletinc.parser.outline import outline as outline_of
from bulletinc.parser.why import explained
from bulletinc.syntax.json import as_json
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
        "\n\nWith --outline it prints the same for people: one line a part, with line numbers. "
        "With --why it tells what else a line could have been, and what decided."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("source", metavar=_("FILE"), type=click.Path(readable=False), required=False)
@kind_option
@click.option("--outline", is_flag=True, help=_("Print one line a part, with line numbers."))
@click.option(
    "--why",
    type=click.IntRange(min=1),
    metavar=_("LINE"),
    help=_("Tell what this line could have been, what that costs, and what decided."),
)
@click.pass_context
def command(
    context: click.Context,
    /,
    source: str | None,
    kind: str | None,
    why: int | None,
    *,
    outline: bool,
) -> None:
    """Read, compile, print."""
    if source is None:
        context.fail(_("No file given. Name a text file, or - for standard input."))
    text = (
        decode(streams.read_stdin(), _("(standard input)"))
        if source == "-"
        else decode(files.read(Path(source)), source)
    )
    if why is not None:
        _print_lines(explained(text, why))
        return
    document = parse(text, None if kind is None else kind_name(kind))
    if outline:
        _print_lines(outline_of(text, document))
    else:
        tree = escape_controls(as_json(document))
        streams.write_output(tree.encode(errors="backslashreplace"))


def _print_lines(lines: Iterable[str]) -> None:
    text = "".join(f"{show_controls(line)}\n" for line in lines)
    streams.write_output(text.encode(errors="backslashreplace"))
