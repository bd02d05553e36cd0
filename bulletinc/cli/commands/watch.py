"""``bulletinc watch``: the page made anew at every save."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from bulletinc import batch, checking, compiler, drafts, report, watching
from bulletinc.cli import streams
from bulletinc.cli.complaints import complain
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option, look_options, pages_options, words
from bulletinc.i18n import _, ngettext
from bulletinc.kinds import kind_name
from bulletinc.render import formats_named


@click.command(
    "watch",
    cls=Command,
    short_help=_("Make the page anew whenever the text is saved."),
    help=_(
        "Builds each FILE, then waits, and builds again what changes, until you press Ctrl-C. What a strict colleague would find in the"
        " text is told each time."
        "\n\nFILE is a text file, or a folder (all .txt files in it and in its subfolders, also those that come later)."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b\n  bulletinc watch 2026-03.txt                  HTML and PDF at every save"
        "\n  bulletinc watch issues -o pages --to pdf     a whole folder, PDF only"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@pages_options
@kind_option
@look_options
@click.pass_context
def command(context: click.Context, /, sources: tuple[str, ...], folder: Path | None, wanted: str, **options: Any) -> None:
    """Build, wait for a save, build again."""
    if not sources or drafts.STDIN in sources:
        context.fail(_("Which file? Name a text or a folder."))
    options["kind"] = options["kind"] and kind_name(options["kind"])
    order = batch.Wanted(formats_named(words([wanted])), journal=True, checked=False, **options)
    drafts.check_folder(folder)
    jobs, errors = drafts.find(sources, folder)
    if errors:
        raise errors[0]
    batch.check_targets(jobs, order.formats)
    compiler.warm_up(order.formats)
    try:
        for count in watching.changes(Path(source) for source in sources):
            _build(sources, folder, order)
            if count == 0:
                streams.tell(_("Waiting for changes. Ctrl-C ends."))
    except KeyboardInterrupt:
        streams.tell("")


def _build(sources: tuple[str, ...], folder: Path | None, order: batch.Wanted) -> None:
    """Build what has changed, and say how it went. Nothing that is wrong ends the waiting."""
    start = time.monotonic()
    jobs, errors = drafts.find(sources, folder)
    failures: list[Exception] = list(errors)  # a file may be away for a moment while its editor saves it
    built = []
    try:
        with closing(batch.run(jobs, order, streams.read_stdin)) as outcomes:
            for outcome in outcomes:
                if outcome.error is not None:
                    failures.append(outcome.error)
                elif not outcome.unchanged:
                    built.append(outcome.name)
                    for path in outcome.written:
                        streams.produce(str(path))
        if built:
            _tell(built, time.monotonic() - start, order.kind)
    except Exception as error:  # noqa: BLE001 - two drafts may now have one page, or the fault is ours: the next save may mend it
        failures.append(error)
    for failure in {str(each): each for each in failures}.values():  # a mistake in bulletin.toml stops each draft below it
        complain(failure)


def _tell(built: list[str], seconds: float, kind: str | None) -> None:
    count = ngettext("{time}: {count} built in {seconds} seconds.", "{time}: {count} built in {seconds} seconds.", len(built))
    streams.tell(count.format(time=time.strftime("%H:%M:%S"), count=len(built), seconds=f"{seconds:.1f}"))
    checked = checking.check([checking.Task(name, Path(name)) for name in built], checking.Wanted(kind=kind))
    found = report.form("concise").render(report.Report(checked))
    if found:
        streams.tell(str(found).removesuffix("\n"))
