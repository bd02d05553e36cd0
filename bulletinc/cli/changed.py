"""Changes that a command makes in a draft: shown, or written and counted."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bulletinc.cli import streams
from bulletinc.readers.deciding import Decide
from bulletinc.readers.input_file import read_input
from bulletinc.revision import carrying
from bulletinc.revision.forms import load_form
from bulletinc.revision.naming import counted


def carry(
    context: click.Context,
    name: str,
    draft: Path,
    base: Path | None,
    kind: str | None,
    decide: Decide,
    *,
    only_show: bool,
) -> None:
    """Carry the changes of a file over into a draft. To look only ends with 1 if there are any."""
    data = read_input(Path(name))
    carried = carrying.carry_over(name, data, draft, kind, base, decide(name, data))
    deliver(context, carried, name, draft, only_show=only_show)


def deliver(
    context: click.Context, carried: carrying.Carried, name: str, draft: Path, *, only_show: bool
) -> None:
    """Tell the notes, then show the changes, or write the draft."""
    for note in carried.notes:
        streams.write_message(note)
    if only_show:
        shown = load_form("text").render(
            str(draft), name, carried.changes, color=streams.is_terminal(sys.stdout)
        )
        streams.write_output(shown.removesuffix("\n"), styled=True)
        context.exit(1 if carried.changes else 0)
    if carried.changes:
        for message in carrying.keep(carried, draft):
            streams.write_message(message)
    streams.write_message(counted(len(carried.changes)))
    streams.write_name(draft)
