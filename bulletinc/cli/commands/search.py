"""``bulletinc search``: the items of an archive with certain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bulletinc.cli import progress, streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import cluster_options, form_option, number, scheduler_of
from bulletinc.i18n import _

_MOST = 50  # items that a person is shown
_LOOKS: dict[str, dict[str, Any]] = {
    "place": {"fg": "blue"},
    "headline": {"bold": True},
    "word": {"fg": "red", "bold": True},
}


@click.command(
    "search",
    cls=Command,
    short_help=_("Find items in a folder of issues."),
    help=_(
        "Finds the items with these WORDS in all drafts of FOLDER (the current one, if none is "
        "named) and its subfolders, the best first. Several words, in one pair of quotation marks "
        "for the shell, must all be there; what stands in “…” is looked for exactly so. Every "
        "sign is meant literally."
        "\n\nThe words are looked up in an index, .bulletinc-index in FOLDER, which is brought up "
        "to date each time. It may be deleted."
        "\n\nThe exit status is 0 if something was found, 1 if nothing was, 2 if the search could "
        "not be made."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc search 垃圾分类 issues"
        "\n  bulletinc search '垃圾分类 积分' issues --since 2026-01 --unit 白河镇"
        "\n  bulletinc search '“小积分”撬动' issues --format json"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("typed", metavar=_("WORDS"))
@click.argument("folder", metavar=_("[FOLDER]"), default=".", type=click.Path(path_type=Path))
@click.option(
    "--since",
    metavar=_("DAY"),
    default="",
    help=_("Only issues of this day, month or year (2026-03-05, 2026-03, 2026) or later."),
)
@click.option(
    "--until",
    metavar=_("DAY"),
    default="",
    help=_("Only issues of this day, month or year or earlier."),
)
@click.option(
    "--unit", metavar=_("PART"), default="", help=_("Only items of units with this in their names.")
)
@click.option(
    "--section",
    metavar=_("PART"),
    default="",
    help=_("Only items in sections with this in their headings."),
)
@click.option(
    "--indicator",
    metavar=_("PART"),
    default="",
    help=_("Only items with this indicator, by its code or a part of its name."),
)
@click.option(
    "--limit",
    type=number(0, 1_000_000),
    default=None,
    help=_("Show so many items at most; 0 for all. Default: 50, in JSON all."),
)
@form_option
@cluster_options
@click.pass_context
def command(
    context: click.Context,
    /,
    typed: str,
    folder: Path,
    limit: int | None,
    form: str,
    scheduler: str | None,
    ca: Path | None,
    certificate: Path | None,
    key: Path | None,
    **narrowed: str,
) -> None:
    """Search, show, and say how much was found."""
    from bulletinc.archive import listing
    from bulletinc.archive.index import reader_of
    from bulletinc.archive.query import question
    from bulletinc.archive.search import find

    cluster = scheduler_of(context, scheduler, ca, certificate, key)
    asked = question(typed, **narrowed)
    most = limit or None if limit is not None or form == "json" else _MOST
    with streams.stop_on_signals():
        found = find(folder, asked, most, watch=progress.shown, read=reader_of(cluster))
    for note in found.notes:
        streams.write_message(note)
    for error in found.errors:
        report_error(error)
    if form == "json":
        streams.write_output(listing.as_json(found))
    else:
        context.color = streams.coloured()
        if found.hits:
            paint = _painted if context.color else listing.plain
            streams.write_output(listing.as_text(found, paint), styled=True)
        streams.write_message(listing.summary(found))
    context.exit(0 if found.hits else 1)


def _painted(text: str, role: str) -> str:
    return click.style(text, **_LOOKS[role])
