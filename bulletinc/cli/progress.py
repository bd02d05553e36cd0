"""How far a long run is.

A bar with rate and remaining time for a person at a terminal, and for all a count at the end.

The only place that knows rich, which is loaded where there is a terminal to draw on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bulletinc.cli import streams
from bulletinc.i18n import _, show_controls

_MANY = 3  # more drafts than this, and a person who waits is told how far it is


@dataclass(slots=True)
class Count:
    """What has become of the drafts so far.

    ``findings`` are those in all that were, or had been, built, ``unchecked`` is how many of them
    could not be looked at. ``told`` are the errors that were shown, ``remarks`` what is to be said
    of the machine.
    """

    built: int = 0
    unchanged: int = 0
    failed: int = 0
    findings: int = 0
    unchecked: int = 0
    told: set[str] = field(default_factory=set)
    remarks: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Display:
    """Ways to say something while a bar may stand below.

    A line of the product, a line of talk; one draft done, or one that needs no work.
    """

    produce: Callable[[str], None]
    tell: Callable[[str], None]
    advance: Callable[[], None]
    skip: Callable[[], None]


def _drawn(total: int) -> bool:
    return streams.is_interactive() and total > _MANY


@contextmanager
def shown(total: int) -> Iterator[Display]:
    """A display for so many drafts, with a bar where a person watches."""
    if not _drawn(total):
        yield Display(streams.write_name, streams.write_message, lambda: None, lambda: None)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    bar = Progress(
        *columns,
        console=console,
        auto_refresh=False,  # by a thread, and a process with two threads does not fork
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )

    def above(line: str) -> None:
        console.print(
            show_controls(line, "\n\t"), soft_wrap=True, markup=False, highlight=False, emoji=False
        )

    def advance() -> None:
        bar.advance(task)
        speed = bar.tasks[0].speed
        rate = _("{count} a second").format(count=f"{speed:.1f}") if speed else ""
        bar.update(task, rate=rate, refresh=True)

    def skip() -> None:
        left = bar.tasks[0].total or 1
        bar.update(task, total=left - 1, visible=left > 1, refresh=True)

    with bar:
        task = bar.add_task("", total=total, rate="")
        yield Display(
            above if streams.is_terminal(sys.stdout) else streams.write_name, above, advance, skip
        )


def close(count: Count, total: int, seconds: float) -> None:
    """Say what became of all: in a table below the bar, else on a line."""
    if not _drawn(total):
        streams.write_message(
            _(
                "{built} built, {unchanged} unchanged, {failed} failed, {findings} findings; "
                "{seconds} seconds."
            ).format(
                built=count.built,
                unchanged=count.unchanged,
                failed=count.failed,
                findings=count.findings,
                seconds=f"{seconds:.1f}",
            )
        )
        return
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for heading in (_("built"), _("unchanged"), _("failed"), _("findings"), _("seconds")):
        table.add_column(heading, justify="right")
    table.add_row(
        str(count.built),
        str(count.unchanged),
        str(count.failed),
        str(count.findings),
        f"{seconds:.1f}",
    )
    Console(stderr=True).print(table)
