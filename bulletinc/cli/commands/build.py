"""``bulletinc build``: the page as HTML, PDF and Word."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bulletinc import drafts
from bulletinc.batch import runner
from bulletinc.batch.placing import plan
from bulletinc.cli import progress, streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.foreign_settings import report_foreign_settings
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import (
    build_options,
    cluster_options,
    kind_option,
    look_options,
    number,
    overwrite_option,
    pages_options,
    scheduler_of,
)
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.text.source import quoted
from bulletinc.workers.bounds import Bounds, processors

_MOST_JOBS = 1024
_LONGEST_S = 86_400  # a day
_LEAST_MEMORY_MB = 256  # the program and the fonts take half of that
_MOST_MEMORY_MB = 1 << 20
_NAMED = 3  # arguments that a command suggested to the user repeats


@click.command(
    "build",
    cls=Command,
    short_help=_("Make the page, as HTML, PDF or Word."),
    help=_(
        "Makes the official page of each FILE, as HTML and PDF next to the text; as a Word "
        "document with --to docx."
        "\n\nFILE is a text file, a folder (all .txt files in it and in its subfolders), a "
        "pattern such as 2026-*.txt, or - for standard input, whose page is called "
        "bulletin.html and bulletin.pdf."
        "\n\nThe names of the files made are printed, one on each line. Of several texts, "
        "those that have not changed since the last time are not built again. A file that "
        "cannot be built does not stop the others; the exit status is then 2."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc build 2026-03.txt                  the page next to the text"
        "\n  bulletinc build issues -o pages              a whole folder into another one"
        "\n  bulletinc build 2026-*.txt --to pdf          PDF only"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@pages_options
@kind_option
@look_options
@click.option(
    "--strict-fonts",
    is_flag=True,
    help=_("Do not make a page in which a character is missing or set in the wrong face."),
)
@click.option(
    "-j",
    "--jobs",
    "workers",
    metavar=_("NUMBER"),
    type=number(1, _MOST_JOBS),
    help=_("Build this many at once. Default: one for each processor."),
)
@click.option(
    "--timeout",
    metavar=_("SECONDS"),
    type=number(0, _LONGEST_S, whole=False),
    default=Bounds().timeout,
    help=_("Give up a page that is not finished after this many seconds. Default: {count}.").format(
        count=Bounds().timeout
    ),
)
@click.option(
    "--memory",
    metavar="MB",
    type=number(_LEAST_MEMORY_MB, _MOST_MEMORY_MB),
    default=Bounds().memory,
    help=_(
        "Give up a page that needs more than this many megabytes of memory, on Linux. "
        "Default: {count}."
    ).format(count=Bounds().memory),
)
@cluster_options
@click.option(
    "--force", is_flag=True, help=_("Build also what has not changed since the last time.")
)
@overwrite_option
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    folder: Path | None,
    wanted: str | None,
    workers: int | None,
    timeout: float,
    memory: int,
    scheduler: str | None,
    ca: Path | None,
    certificate: Path | None,
    key: Path | None,
    force: bool,
    overwrite: bool,
    **chosen: Any,
) -> None:
    """Build, report each outcome as it comes, and close with a count of more than one."""
    if not sources:
        context.fail(
            _("No file given. Name a text file, a folder or a pattern, or - for standard input.")
        )
    if workers and scheduler:
        context.fail(
            _("--jobs is for this machine, --scheduler for a cluster: give only one of them.")
        )
    cluster = scheduler_of(context, scheduler, ca, certificate, key)
    start = time.monotonic()
    options = build_options(wanted, chosen)
    drafts.check_folder(folder)
    jobs, errors = drafts.find(sources, folder)
    plans = plan(jobs, options.formats or None, folder)
    count = progress.Count(failed=len(errors))
    for error in errors:
        report_error(error)
    report_foreign_settings(job.path for job in jobs)
    how = runner.RunOptions(
        force=force,
        overwrite=overwrite,
        workers=workers or processors(),
        bounds=Bounds(timeout, memory),
        scheduler=cluster,
    )
    with (
        streams.stop_on_signals(),
        progress.shown(len(jobs)) as display,
    ):
        for part in plans:
            wanted_here = replace(options, formats=part.formats)
            with closing(runner.run(part.jobs, wanted_here, how, streams.read_stdin)) as outcomes:
                for outcome in outcomes:
                    _report(outcome, count, display)
    total = len(jobs) + len(errors)
    if total > 1:
        progress.close(count, total, time.monotonic() - start)
    for remark in count.remarks:
        streams.write_message(remark)
    _point_to_check(count, sources)
    if count.failed:
        context.exit(2)


def _point_to_check(count: progress.Count, sources: Sequence[str]) -> None:
    """Say how many findings there are, and which command tells them.

    And if some drafts could not be checked, which tells why.
    """
    names = [*map(quoted, sources[:_NAMED]), *(["…"] if len(sources) > _NAMED else [])]
    command = f"bulletinc check {' '.join(names)}"
    if count.findings:
        told = ngettext(
            "{count} finding. See it with: {command}",
            "{count} findings. See them with: {command}",
            count.findings,
        )
        streams.write_message(told.format(count=count.findings, command=command))
    if count.unchecked:
        told = ngettext(
            "{count} text could not be checked. See why with: {command}",
            "{count} texts could not be checked. See why with: {command}",
            count.unchecked,
        )
        streams.write_message(told.format(count=count.unchecked, command=command))


def _report(outcome: runner.Outcome, count: progress.Count, display: progress.Display) -> None:
    for note in outcome.notes:
        display.tell(note)
    count.remarks |= dict.fromkeys(outcome.remarks)
    for path in outcome.written:
        display.produce(str(path))
    if outcome.error is not None:
        told = str(outcome.error)
        if told not in count.told:
            report_error(outcome.error, display.tell)
        if isinstance(
            outcome.error, BulletinError
        ):  # a mistake in bulletin.toml or in a theme stops each draft, and is told of once
            count.told.add(told)
        count.failed += 1
    else:
        count.unchanged += outcome.unchanged
        count.built += not outcome.unchanged
        count.findings += outcome.findings or 0
        count.unchecked += outcome.findings is None
    (display.skip if outcome.unchanged else display.advance)()
