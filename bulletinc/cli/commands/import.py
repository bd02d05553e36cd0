"""``bulletinc import``: other people's files made into drafts."""

from __future__ import annotations

from pathlib import Path

import click

from bulletinc import drafts
from bulletinc.cli import changed, progress, streams, tracked
from bulletinc.cli.errors import report_error
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import kind_option
from bulletinc.i18n import _, ngettext
from bulletinc.kinds import kind_name
from bulletinc.readers import importing
from bulletinc.readers.import_jobs import find_files


@click.command(
    "import",
    cls=Command,
    short_help=_("Make drafts of Word documents, spreadsheets, web pages and PDFs."),
    help=_(
        "Makes a draft in plain text of each FILE, to check and build: Word documents "
        "(.docx), saved web pages (.html), Markdown (.md), PDFs whose text can be copied, "
        "spreadsheets (.xlsx, .csv), plain text in any usual encoding; and .doc, .wps, .odt, "
        ".rtf, .xls, .et and .ods where LibreOffice is installed."
        "\n\nFILE is such a file, a folder of them, a pattern such as 2026-*.docx, or - for "
        "standard input. The draft is put next to it, under its name and the ending .txt, "
        "which is printed. Another file of that name is never overwritten."
        "\n\nTracked changes are taken as accepted, unless --changes says otherwise. Pictures of "
        "Word documents are saved next to the draft, in a folder of its name with -图, and placed "
        "in it; those of web pages and PDFs are left out, as are headers, page numbers, hidden "
        "text and what belongs to a web site. Everything left out is listed with its place, and "
        "so are comments."
        "\n\nWith --into, FILE is a changed copy of a draft: only the changes are put into that "
        "draft, and the rest of it keeps every byte. Where both were changed in the same place, "
        "nothing is written."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b\n  bulletinc import 2026-03.docx               the draft beside it: 2026-03.txt"
        "\n  bulletinc import inbox -o drafts            a whole folder, into another"
        "\n  bulletinc import letter.html -o item.txt    under another name"
        "\n  bulletinc import 2026-02.pdf                the text of a PDF"
        "\n  bulletinc import chief.docx --into 03.txt --diff   what the chief changed"
        "\n  bulletinc import chief.docx --into 03.txt          put into the draft"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", metavar=_("FILE…"), nargs=-1, type=click.Path(readable=False))
@click.option(
    "-o",
    "--output",
    metavar=_("PLACE"),
    type=click.Path(path_type=Path),
    help=_(
        "Put the drafts into this folder, which is created if missing, or the one draft into "
        "this file, whose name ends in .txt."
    ),
)
@click.option(
    "--sheet",
    metavar=_("NAME"),
    help=_("Take this sheet of a spreadsheet only. Without it, all that are not hidden."),
)
@click.option(
    "--into",
    metavar=_("DRAFT"),
    type=click.Path(path_type=Path),
    help=_("Put the changes of FILE into this draft, which FILE is a changed copy of."),
)
@click.option(
    "--base",
    metavar=_("DRAFT"),
    type=click.Path(path_type=Path),
    help=_(
        "With --into: the draft as it was sent out. A Word document of bulletinc has it inside."
    ),
)
@click.option(
    "--diff", is_flag=True, help=_("With --into: show the changes, without writing anything.")
)
@click.option(
    "--changes",
    type=click.Choice(tracked.CHOICES),
    default="accept",
    help=_(
        "Tracked changes of Word documents: take all (accept, the default) or none (reject), or "
        "ask for each (ask)."
    ),
)
@kind_option
@click.pass_context
def command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    output: Path | None,
    sheet: str | None,
    into: Path | None,
    base: Path | None,
    diff: bool,
    changes: str,
    kind: str | None,
) -> None:
    """Import, report each result as it comes, and close with a count of several files."""
    if not sources:
        context.fail(
            _(
                "No file given. Name a document, a web page, a PDF or a pattern, or - for "
                "standard input."
            )
        )
    kind = kind and kind_name(kind)
    decide = tracked.decider(changes)
    if into is not None:
        if len(sources) > 1 or output is not None or sheet is not None:
            context.fail(_("--into takes one file, and neither -o nor --sheet."))
        changed.carry(context, sources[0], into, base, kind, decide, only_show=diff)
        return
    if diff or base is not None:
        context.fail(_("--diff and --base belong to --into."))
    jobs, errors = find_files(sources, output)
    if output is None or output.suffix.lower() != drafts.SOURCE_SUFFIX:
        drafts.check_folder(output)
    for error in errors:
        report_error(error)
    failed = len(errors)
    decide = tracked.beforehand(decide, jobs)
    with progress.shown(len(jobs)) as display:
        for outcome in importing.run(
            jobs, kind, streams.read_stdin, sheet=sheet, bounded=True, decide=decide
        ):
            _report(outcome, display)
            failed += outcome.error is not None
    if (total := len(jobs) + len(errors)) > 1:
        done = total - failed
        streams.write_message(
            ngettext(
                "{done} imported, {failed} failed.", "{done} imported, {failed} failed.", done
            ).format(done=done, failed=failed)
        )
    if failed:
        context.exit(2)


def _report(outcome: importing.ImportResult, display: progress.Display) -> None:
    for note in outcome.notes:
        display.tell(note)
    if outcome.unchanged:
        display.tell(_("{path}: already there, with the same content.").format(path=outcome.path))
    if outcome.path is not None:
        display.produce(str(outcome.path))
    if outcome.error is not None:
        report_error(outcome.error, display.tell)
    display.advance()
