"""``bulletinc serve``: the desk, a folder of bulletins as a page in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from bulletinc.cli import streams
from bulletinc.cli.foreign_settings import report_foreign_settings
from bulletinc.cli.help_page import Command
from bulletinc.cli.options import number
from bulletinc.i18n import _
from bulletinc.server import launcher, running

_LAST_PORT = 65535


@click.command(
    "serve",
    cls=Command,
    short_help=_("Write, check and build bulletins in the browser."),
    help=_(
        "Opens FOLDER as a page in the browser, on this machine only: the text on the left, the "
        "official page beside it as you type, findings under their words, Word and PDF at one "
        "click. Without FOLDER: the current folder."
        "\n\nThe address that is printed works once, for one browser. Ctrl-C ends the desk; what "
        "was typed and not saved is kept for the next time."
    ),
    epilog=_(
        "Examples:"
        "\n\n\b"
        "\n  bulletinc serve issues                     open a folder"
        "\n  bulletinc serve issues --install-launcher  an icon for a double click"
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("folder", metavar=_("[FOLDER]"), type=click.Path(path_type=Path), default=Path())
@click.option(
    "--port",
    metavar=_("NUMBER"),
    type=number(1, _LAST_PORT),
    help=_("The port of this machine to use. Default: {count}, or the next that is free.").format(
        count=running.DEFAULT_PORT
    ),
)
@click.option("--no-browser", is_flag=True, help=_("Only print the address; open no browser."))
@click.option(
    "--install-launcher",
    is_flag=True,
    help=_("Put an icon that opens FOLDER where the desktop system looks for it, and end."),
)
def command(folder: Path, port: int | None, no_browser: bool, install_launcher: bool) -> None:
    """Serve until Ctrl-C, or install a launcher."""
    if install_launcher:
        for path in launcher.install(folder):
            streams.write_name(path)
        return
    report_foreign_settings([folder / "bulletin.txt"])

    def opened(address: str) -> None:
        streams.write_output(address)
        streams.write_message(_("The desk is open. Press Ctrl-C to end it."))
        if not no_browser:
            webbrowser.open(address)

    def tell(address: str) -> None:
        streams.write_message(_("That address was used already. A new one:"))
        streams.write_message(address)

    running.serve(folder, port, opened, tell)
    streams.write_message(_("The desk is closed."))
