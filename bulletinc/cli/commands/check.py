"""``bulletinc check``: what a strict colleague would find in a draft."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import click

from bulletinc import checking, drafts, files
from bulletinc.checking import fixing
from bulletinc.cli import progress, streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.foreign_settings import report_foreign_settings
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option, words
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.kinds import kind_name
from bulletinc.options import CheckOptions
from bulletinc.readers import CHECKED_AS_DOCUMENTS, placing
from bulletinc.report import Emphasis, Report, form_names, load_form, plain

_FOUND, _FAILED = 1, 2
_COLUMNS = 100  # where no terminal says how wide it is
_COLOURS = {"error": "red", "warning": "yellow", "frame": "blue", "hint": "cyan"}


@click.command(
    "check",
    cls=Command,
    short_help=_("Find what is wrong with a text, and correct it."),
    help=_(
        "Checks each FILE as a strict colleague would: masthead, numbers, dates, punctuation, "
        "sources, and what bulletin.toml requires."
        "\n\nFILE is a text file, a Word document, a folder (all .txt and .docx files in it and in "
        "its subfolders), a pattern such as 2026-*.txt, or - for standard input. A document next "
        "to a draft of its name is left out."
        "\n\nThe exit status is 0 if nothing was found, 1 if something was, 2 if a file could "
        "not be checked. “bulletinc explain CODE” describes a finding."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc check 2026-03.txt                  what is wrong with it"
        "\n  bulletinc check issues --fix                 correct a whole folder"
        "\n  bulletinc check 2026-03.txt --fix --diff     what that would change"
        "\n  bulletinc check issues --select M,W          masthead and wording only"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path())
@click.option(
    "--fix",
    is_flag=True,
    help=_("Correct everything that cannot change the meaning, then list what is left."),
)
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help=_("With --fix: also correct what you should look at afterwards."),
)
@click.option(
    "--diff", is_flag=True, help=_("Show what --fix would change, without writing anything.")
)
@click.option(
    "--annotate",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_(
        "Write a copy of the one Word document checked, with each finding as a comment and each "
        "safe correction as a tracked change."
    ),
)
@click.option(
    "--select",
    metavar=_("RULES"),
    multiple=True,
    help=_(
        "Check by these rules only: codes, beginnings of codes (M) or names, separated by "
        "commas. What bulletin.toml selects or ignores does not apply then."
    ),
)
@click.option("--ignore", metavar=_("RULES"), multiple=True, help=_("Do not check by these rules."))
@kind_option
@click.option(
    "--format",
    "wanted_form",
    type=click.Choice(form_names()),
    default="full",
    help=_(
        "The form of the findings. full and concise are for people, the others for programs. "
        "Default: full."
    ),
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("Write the findings into this file."),
)
@click.option(
    "--stdin-filename",
    metavar=_("NAME"),
    type=click.Path(),
    help=_("The file name of the text on standard input."),
)
@click.option("--exit-zero", is_flag=True, help=_("Exit with 0 even if something was found."))
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    fix: bool,
    diff: bool,
    annotate: Path | None,
    wanted_form: str,
    output: Path | None,
    stdin_filename: str | None,
    exit_zero: bool,
    **chosen: Any,
) -> None:
    """Check, write what was fixed, report."""
    fixes = fix or diff
    _check_usage(context, sources, unsafe=chosen["unsafe_fixes"] and not fixes)
    _check_marks(context, annotate, fixes=fixes)
    output = None if output == Path("-") else output
    jobs, errors = _find(sources, fixes=fixes)
    _spare_sources(output, jobs)
    report_foreign_settings(job.path for job in jobs)
    requests = [_request(job, stdin_filename) for job in jobs]
    with progress.shown(len(requests)) as display:
        results = checking.check(requests, _options(fixes=fixes, **chosen), display.advance)
    if fix and not diff:
        results = _keep(results, {job.path: job.top for job in jobs})
    _annotate(results, annotate, _options(fixes=False, **chosen))
    context.color = output is None and streams.coloured()
    report = Report(results, _painted if context.color else plain, _columns(), len(errors))
    product = _differences(report, context.color) if diff else load_form(wanted_form).render(report)
    failures = _each_once([*errors, *(each.error for each in results if each.error)])
    for error in failures:
        report_error(error)
    commands = wanted_form == "github" and not diff
    aside = fix and not diff and drafts.STDIN in sources
    _deliver(product, output, aside=aside, commands=commands)
    found = bool(product) if diff else any(result.diagnostics for result in results)
    context.exit(_status(failures, found=found and not exit_zero))


def _find(
    sources: Iterable[str], *, fixes: bool
) -> tuple[tuple[drafts.Job, ...], tuple[BulletinError, ...]]:
    """Find what to check. Of a folder, Word documents are only looked at, not corrected."""
    return drafts.find(sources, documents=() if fixes else CHECKED_AS_DOCUMENTS)


def _check_marks(context: click.Context, annotate: Path | None, *, fixes: bool) -> None:
    if annotate is not None and fixes:
        context.fail(_("--annotate tracks the corrections itself: leave out --fix and --diff."))


def _annotate(
    results: tuple[checking.Checked, ...], target: Path | None, options: CheckOptions
) -> None:
    """Write the one document with its findings in it, never over another file."""
    if target is None:
        return
    if len(results) != 1:
        raise BulletinError(
            _("{path}: one name for {count} documents.").format(path=target, count=len(results)),
            _("Annotate one Word document at a time."),
        )
    if results[0].error is not None:
        return
    from bulletinc.checking import annotating

    annotating.check_target(results[0], target)
    marked = annotating.annotated(results[0], options)
    placing.keep(marked.data, target, option="--annotate")
    streams.write_message(
        _("{path}: comments: {comments}, tracked changes: {changes}.").format(
            path=target, comments=marked.comments, changes=marked.changes
        )
    )


def _status(failures: Iterable[Exception], *, found: bool) -> int:
    if any(failures):
        return _FAILED
    return _FOUND if found else 0


def _check_usage(context: click.Context, sources: tuple[str, ...], *, unsafe: bool) -> None:
    if not sources:
        context.fail(
            _("No file given. Name a text file, a folder or a pattern, or - for standard input.")
        )
    if unsafe:
        context.fail(_("--unsafe-fixes needs --fix or --diff."))


def _options(
    select: Iterable[str],
    ignore: Iterable[str],
    kind: str | None,
    *,
    fixes: bool,
    unsafe_fixes: bool,
) -> CheckOptions:
    """What was asked for. Raises BulletinError for a kind that does not exist."""
    made: Literal["none", "safe", "all"] = "none"
    if fixes:
        made = "all" if unsafe_fixes else "safe"
    return CheckOptions(words(select), words(ignore), kind and kind_name(kind), made)


def _differences(report: Report, coloured: bool) -> str:
    """What fixes would change, in all drafts."""
    return "".join(_difference(result, coloured) for result in report.checked)


def _request(job: drafts.Job, stdin_filename: str | None) -> checking.CheckRequest:
    if job.path is not None:
        return checking.CheckRequest(job.name, job.path)
    path = Path(stdin_filename or drafts.STDIN_STEM + drafts.SOURCE_SUFFIX)
    return checking.CheckRequest(stdin_filename or job.name, path, streams.read_stdin())


def _spare_sources(output: Path | None, jobs: Iterable[drafts.Job]) -> None:
    if output is not None and os.path.realpath(output) in {
        os.path.realpath(job.path) for job in jobs if job.path is not None
    }:
        raise BulletinError(
            _("{path} is a draft, and the findings would overwrite it.").format(path=output),
            _("Choose another file with -o. Nothing was written."),
        )


def _keep(
    results: Iterable[checking.Checked], tops: Mapping[Path | None, Path | None]
) -> tuple[checking.Checked, ...]:
    """Write what was fixed, and say how much. ``tops`` are those of the jobs.

    A draft that cannot be written has that error as its result: nobody is to read “no findings”.
    """
    kept = []
    for result in results:
        try:
            _write(result, tops.get(result.request.path))
            kept.append(result)
        except BulletinError as error:
            kept.append(checking.Checked(result.request, error=error))
    if count := sum(result.fixed for result in kept):
        message = ngettext("{count} fix made.", "{count} fixes made.", count)
        streams.write_message(message.format(count=count))
    return tuple(kept)


def _write(result: checking.Checked, top: Path | None) -> None:
    """Write a fixed draft. Text from standard input goes on, fixed or not, to standard output."""
    if result.draft and result.request.data is not None:
        streams.write_output(result.draft.source.data)
    elif result.draft and result.before:
        path, data = result.request.path, result.draft.source.data
        for note in files.write(path, data, top=top, replacing=result.before.data):
            streams.write_message(note)


def _difference(result: checking.Checked, coloured: bool) -> str:
    if not result.draft or not result.before:
        return ""
    text = fixing.difference(result.before, result.draft.source)
    if not coloured:
        return text
    return "".join(
        click.style(line, fg={"-": "red", "+": "green", "@": "cyan"}.get(line[0]))
        for line in re.findall(r"[^\n]*\n", text)
    )


def _each_once(failures: Iterable[Exception]) -> list[Exception]:
    """A bulletin.toml with a mistake stops each draft below it, and is told of once."""
    return list({str(error): error for error in failures}.values())


def _deliver(product: str | bytes, output: Path | None, *, aside: bool, commands: bool) -> None:
    """Where the product goes: into a file, to standard output, or ``aside`` to standard error.

    ``commands``: of GitHub, which are the product.
    """
    if isinstance(product, str) and product and not product.endswith("\n"):
        product += "\n"
    if output is not None:
        data = product.encode("utf-8", "surrogateescape") if isinstance(product, str) else product
        files.write_stream(output, data)
    elif product and aside:
        text = product if isinstance(product, str) else product.decode()
        streams.write_message(text.removesuffix("\n"), styled=True, commands=commands)
    elif product and isinstance(product, str):
        streams.write_output(product.removesuffix("\n"), styled=True, commands=commands)
    elif product:
        streams.write_output(product)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size().columns if streams.is_terminal(sys.stdout) else _COLUMNS


def _painted(text: str, role: Emphasis) -> str:
    return click.style(
        text, fg=_COLOURS.get(role), bold=role in {"error", "warning", "place"} or None
    )
