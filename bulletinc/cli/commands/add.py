"""``bulletinc add``: what others sent in, put into a draft."""

from __future__ import annotations

from pathlib import Path

import click

from bulletinc.cli import changed
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option
from bulletinc.i18n import _
from bulletinc.kinds import kind_name
from bulletinc.readers.input_file import read_input
from bulletinc.revision import adding


@click.command(
    "add",
    cls=Command,
    short_help=_("Put what others sent in into a draft."),
    help=_(
        "Puts the items of each FILE at the end of a section of a draft, in canonical form: "
        "headline, text, tables, pictures and attribution. The rest of the draft keeps every byte."
        "\n\nFILE is a Word document, a web page, a PDF or any other file that can be imported. "
        "Without --section, an item goes where items with the same indicator are. Without an "
        "attribution, the unit is the one that signed the text, or the first that it names of "
        "those in bulletin.toml. An item that the draft has already is told, and not added."
        "\n\nPictures are saved next to the draft, in a folder of its name with -图."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b\n  bulletinc add letter.docx --to 2026-03.txt --section 生活环境建设"
        "\n  bulletinc add *.docx --to 2026-03.txt --diff     what that would change"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@click.option(
    "--to",
    "draft",
    metavar=_("DRAFT"),
    type=click.Path(path_type=Path),
    help=_("The draft that the items are put into."),
)
@click.option("--section", metavar=_("NAME"), help=_("The section whose last items they become."))
@click.option("--again", is_flag=True, help=_("Add items that the draft has already, too."))
@click.option(
    "--diff", is_flag=True, help=_("Show what would be changed, without writing anything.")
)
@kind_option
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    draft: Path | None,
    section: str | None,
    kind: str | None,
    *,
    again: bool,
    diff: bool,
) -> None:
    """Read all files, place their items, then show or write."""
    if not sources or draft is None:
        context.fail(_("Name the files that were sent in, and the draft with --to."))
    kind = kind and kind_name(kind)
    arrived = [read_input(Path(name)) for name in sources]
    request = adding.read_request(sources, arrived, draft, section, kind, again=again)
    carried = adding.add_bounded(request)
    changed.deliver(context, carried, _(", ").join(sources), draft, only_show=diff)
