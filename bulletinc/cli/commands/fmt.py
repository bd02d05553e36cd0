"""``bulletinc fmt``: drafts in canonical form."""

from __future__ import annotations

import click

from bulletinc import drafts, files, fmt
from bulletinc.checking import fixing
from bulletinc.cli import streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.kinds import kind_name
from bulletinc.text.source import Source, decode


@click.command(
    "fmt",
    cls=Command,
    short_help=_("Write a text in its canonical form."),
    help=_(
        "Writes each FILE in canonical form: an empty line between paragraphs, one full-width "
        "space after a headline, no space next to numbers; issuer and date, and each name of "
        "the staff, on a line of its own. No letter is changed."
        "\n\nFILE is a text file, a folder (all .txt files in it and in its subfolders), a "
        "pattern such as 2026-*.txt, or - for standard input, which is written to standard "
        "output."
        "\n\nThe names of the changed files are printed, one on each line. Before a file is "
        "written, it is proved that the meaning is unchanged."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help=_("Write nothing; the exit status is 1 if a file is not in canonical form."),
)
@click.option(
    "--diff", is_flag=True, help=_("Show what would be changed, without writing anything.")
)
@kind_option
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    only_check: bool,
    diff: bool,
    kind: str | None,
) -> None:
    """Format, write, count."""
    if not sources:
        context.fail(
            _("No file given. Name a text file, a folder or a pattern, or - for standard input.")
        )
    kind = kind and kind_name(kind)
    jobs, errors = drafts.find(sources)
    changed = 0
    failures: list[Exception] = list(errors)
    for job in jobs:
        try:
            before = decode(
                streams.read_stdin() if job.path is None else files.read(job.path), job.name
            )
            after = _formatted(before, kind)
            changed += after.text != before.text
            _deliver(job, before, after, look=only_check or diff, diff=diff)
        except BulletinError as error:
            failures.append(error)
    for failure in failures:
        report_error(failure)
    if (only_check or diff) and changed:
        streams.write_message(
            ngettext(
                "{count} file is not in canonical form; --diff shows what would change.",
                "{count} files are not in canonical form; --diff shows what would change.",
                changed,
            ).format(count=changed)
        )
    if failures:
        context.exit(2)
    if changed and (only_check or diff):
        context.exit(1)


def _formatted(source: Source, kind: str | None) -> Source:
    """The source in canonical form, in its own encoding and with its own line ends."""
    text = fmt.formatted(source, kind)
    end = next((sign for sign in ("\r\n", "\n", "\r") if sign in source.text), "\n")
    text = text.replace("\n", end) if text != source.text else text
    return source if text == source.text else fixing.recoded(source, text)


def _deliver(job: drafts.Job, before: Source, after: Source, *, look: bool, diff: bool) -> None:
    if diff and after.text != before.text:
        shown = fixing.difference(before, after).removesuffix("\n")
        streams.write_output(shown, styled=True)
    elif look:
        if after.text != before.text:
            streams.write_name(job.name)
    elif job.path is None:
        streams.write_output(after.data)
    elif after.text != before.text:
        for note in files.write(job.path, after.data, top=job.top, replacing=before.data):
            streams.write_message(note)
        streams.write_name(job.name)
