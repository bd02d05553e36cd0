"""``bulletinc watch``: the page made anew at every save."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import click

from bulletinc import checking, compiler, drafts, report
from bulletinc.batch import runner, watch
from bulletinc.batch.placing import plan
from bulletinc.batch.targets import check_targets
from bulletinc.cli import streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.foreign_settings import report_foreign_settings
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import build_options, kind_option, look_options, pages_options
from bulletinc.i18n import _, ngettext
from bulletinc.options import BuildOptions, CheckOptions
from bulletinc.text.source import quoted
from bulletinc.workers import forkserver

_LINES = 20  # of findings that are shown at a save
_HOW = runner.RunOptions(cache=True)


@click.command(
    "watch",
    cls=Command,
    short_help=_("Make the page again whenever the text is saved."),
    help=_(
        "Builds each FILE, then waits, and builds again what changes, until you press Ctrl-C. "
        "The findings in the text are listed each time."
        "\n\nFILE is a text file, or a folder (all .txt files in it and in its subfolders, "
        "also those that come later)."
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
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    folder: Path | None,
    wanted: str | None,
    **chosen: Any,
) -> None:
    """Build, wait for a save, build again."""
    if not sources or drafts.STDIN in sources:
        context.fail(_("No file given. Name a text file or a folder."))
    options = build_options(wanted, chosen)
    drafts.check_folder(folder)
    jobs, errors = drafts.find(sources, folder)
    report_foreign_settings(job.path for job in jobs)
    if errors:
        raise errors[0]
    plans = plan(jobs, options.formats or None, folder)
    for part in plans:
        check_targets(part.jobs, part.formats)
        compiler.warm_up(replace(options, formats=part.formats))
    try:
        with forkserver.kept():  # before there is a watching thread
            for count in watch.changes(Path(source) for source in sources):
                _build(sources, folder, options)
                if count == 0:
                    streams.write_message(_("Waiting for changes. Press Ctrl-C to stop."))
    except KeyboardInterrupt:
        streams.write_message("")


def _build(sources: tuple[str, ...], folder: Path | None, options: BuildOptions) -> None:
    """Build what has changed, and say how it went. Nothing that is wrong ends the waiting."""
    start = time.monotonic()
    jobs, errors = drafts.find(sources, folder)
    failures: list[Exception] = list(
        errors
    )  # a file may be away for a moment while its editor saves it
    built, counted, remarks = 0, [], dict[str, None]()
    try:
        runs = [
            runner.run(part.jobs, replace(options, formats=part.formats), _HOW, streams.read_stdin)
            for part in plan(jobs, options.formats or None, folder)
        ]
        with ExitStack() as stack:
            for outcome in chain.from_iterable(stack.enter_context(closing(run)) for run in runs):
                if outcome.error is not None:
                    failures.append(outcome.error)
                if outcome.counted:
                    counted.append(outcome.name)
                    built += not outcome.unchanged
                remarks |= dict.fromkeys(outcome.remarks)
                for path in outcome.written:
                    streams.write_name(path)
        for remark in remarks:
            streams.write_message(remark)
        if counted:
            _tell_time(built, len(counted), time.monotonic() - start)
            checked = checking.check(
                [checking.CheckRequest(name, Path(name)) for name in sorted(counted)],
                CheckOptions(kind=options.kind),
            )
            failures += [each.error for each in checked if each.error]
            _tell_findings(checked)
    except Exception as error:
        failures.append(error)
    for failure in {
        str(each): each for each in failures
    }.values():  # a mistake in bulletin.toml stops each draft below it
        report_error(failure)


def _tell_time(built: int, counted: int, seconds: float) -> None:
    """When it was, and how many were built; or only checked again, by another bulletin.toml."""
    now = time.strftime("%H:%M:%S")
    if built:
        told = ngettext(
            "{time}: {count} built in {seconds} seconds.",
            "{time}: {count} built in {seconds} seconds.",
            built,
        )
        streams.write_message(told.format(time=now, count=built, seconds=f"{seconds:.1f}"))
    else:
        told = ngettext("{time}: {count} checked again.", "{time}: {count} checked again.", counted)
        streams.write_message(told.format(time=now, count=counted))


def _tell_findings(checked: tuple[checking.Checked, ...]) -> None:
    """A line for each finding, of which a person at work reads so many."""
    lines = str(report.load_form("concise").render(report.Report(checked))).splitlines()
    for line in lines[:_LINES]:
        streams.write_message(line)
    if (more := len(lines) - _LINES) > 0:
        told = ngettext(
            "{count} more: bulletinc check {name}", "{count} more: bulletinc check {name}", more
        )
        streams.write_message(
            told.format(count=more, name=quoted(checked[0].name) if len(checked) == 1 else "…")
        )
