"""``bulletinc doctor``: what this machine and a folder have, what is wrong, what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from bulletinc.cli import streams
from bulletinc.cli.help_page import Command
from bulletinc.i18n import _, escape_controls


@click.command(
    "doctor",
    cls=Command,
    short_help=_("Find out what does not work on this machine, and what to do."),
    help=_(
        "Looks at versions, page engines, fonts, libraries and LibreOffice, at FOLDER (may it be "
        "written to, has it space, is it on a network drive), at the terminal, the settings in "
        "force with the file that each comes from, and the places of caches. Each trouble comes "
        "with its remedy. Nothing is changed. Without FOLDER: the current folder."
        "\n\nExit status: 0 all that is needed works, 1 there are troubles."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc doctor issues          this machine, and the folder issues"
        "\n  bulletinc doctor --json          the same for a program"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("folder", metavar=_("[FOLDER]"), type=click.Path(path_type=Path), default=Path())
@click.option("--json", "as_json", is_flag=True, help=_("Write the report as JSON."))
@click.pass_context
def command(context: click.Context, /, folder: Path, *, as_json: bool) -> None:
    """Examine and tell."""
    import json

    from bulletinc import doctor
    from bulletinc.doctor import telling

    circumstances = doctor.Circumstances(
        folder.absolute(), _encoding(sys.stdout), _encoding(sys.stderr)
    )
    sections = doctor.examine(circumstances)
    if as_json:
        told = json.dumps(telling.value(sections), ensure_ascii=False, indent=2)
        streams.write_output(f"{escape_controls(told)}\n".encode(errors="backslashreplace"))
    else:
        streams.write_output("\n".join(telling.lines(sections)))
    context.exit(0 if telling.is_well(sections) else 1)


def _encoding(stream: TextIO | None) -> str:
    return "" if stream is None else stream.encoding or ""
