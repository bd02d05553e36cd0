"""``bulletinc count``: how long bulletins are."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from bulletinc import compiler, drafts, files
from bulletinc.cli import streams
from bulletinc.cli.errors import report_error
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import form_option
from bulletinc.errors import BulletinError
from bulletinc.i18n import _, escape_controls
from bulletinc.options import BuildOptions
from bulletinc.readers import embedded
from bulletinc.syntax.length import length_of
from bulletinc.text.source import decode


@click.command(
    "count",
    cls=Command,
    short_help=_("Count the characters, items and pages of bulletins."),
    help=_(
        "Counts how long bulletins are: words, with and without punctuation, characters, sections, "
        "items, pages of the PDF, minutes to read."
        "\n\nFILE is a text file, a folder with .txt files, or - for standard input. Words are "
        "those of word processors: each Chinese character and each sign is one, a run of letters "
        "and digits, too."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("names", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@click.option("--no-pages", is_flag=True, help=_("Leave out the pages, which takes no time then."))
@form_option
@click.pass_context
def command(
    context: click.Context, /, names: tuple[str, ...], form: str, *, no_pages: bool
) -> None:
    """Count each file, print one line each."""
    if not names:
        context.fail(_("No file given. Name text files or folders."))
    jobs, faults = drafts.find(names)
    errors: list[BulletinError] = list(faults)
    found: dict[str, Mapping[str, int | None]] = {}
    for job in jobs:
        try:
            found[job.name] = _counted(job, pages=not no_pages)
        except BulletinError as error:
            errors.append(error)
    if form == "json":
        told = escape_controls(json.dumps(found, ensure_ascii=False, indent=2))
        streams.write_output(f"{told}\n".encode())
    elif found:
        streams.write_output("\n".join(f"{name}：{_said(each)}" for name, each in found.items()))
    for each in errors:
        report_error(each)
    if errors:
        context.exit(2)


def _counted(job: drafts.Job, *, pages: bool) -> dict[str, int | None]:
    source = decode(streams.read_stdin() if job.path is None else files.read(job.path), job.name)
    document = compiler.compile(source)
    counts = length_of(source, document)
    made = compiler.build(source, BuildOptions(("pdf",)), job.path).outputs if pages else {}
    return {
        "words": counts.words,
        "words_without_signs": counts.words_without_signs,
        "characters": counts.characters,
        "sections": counts.sections,
        "items": counts.items,
        "pages": embedded.page_count(made["pdf"]) if "pdf" in made else None,
        "minutes": counts.minutes,
    }


def _said(counts: Mapping[str, int | None]) -> str:
    text = _(
        "{words} words ({words_without_signs} without punctuation, {characters} characters), "
        "{sections} sections, {items} items, {minutes} minutes to read"
    ).format(**counts)
    if counts["pages"] is not None:
        text += _(", {pages} pages").format(pages=counts["pages"])
    return text
