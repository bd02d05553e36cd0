"""The command ``bulletinc`` itself, a group of the modules of :mod:`bulletinc.cli.commands`."""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import click

from bulletinc import __version__
from bulletinc.cli import commands, streams
from bulletinc.cli.help_page import Command, Context
from bulletinc.cli.language import LANGUAGES
from bulletinc.errors import BulletinError, nearest, suggestion
from bulletinc.i18n import _
from bulletinc.project.ownership import ISOLATED
from bulletinc.text.source import quoted


class CommandModule(Protocol):
    """What a module of :mod:`bulletinc.cli.commands` offers: the command that it is named after."""

    command: Command


class Commands(click.Group):
    """A group that finds its commands by looking: a :class:`CommandModule` each, loaded on use."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names of all commands."""
        del ctx  # the names do not depend on it
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of this name; ``None`` where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = cast("CommandModule", import_module(f"{commands.__name__}.{cmd_name}"))
        return module.command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments begin with.

        Where a file stands instead (``bulletinc 2026-03.txt``), say how to build it.
        """
        if ctx.resilient_parsing or self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        if Path(args[0]).exists():
            ctx.fail(
                _(
                    "“{name}” is a file or folder, not a command. To build it: bulletinc "
                    "build {quoted}"
                ).format(name=args[0], quoted=quoted(args[0]))
            )
        if nearest(args[0], self.list_commands(ctx)):
            raise BulletinError(
                _("There is no command “{name}”.").format(name=args[0]),
                suggestion(args[0], self.list_commands(ctx)),
            )
        return super().resolve_command(ctx, args)


def _tell_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from bulletinc.doctor.engine_versions import engine_versions

    engines = _(", ").join(f"{name} {version}" for name, version in engine_versions())
    streams.write_output(f"bulletinc {__version__}{engines and f' ({engines})'}")
    context.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Turns bulletins in plain text (快报, 简报, 专刊, 工作报告 …) into the official page, "
        "as HTML, PDF and Word."
        "\n\nTo begin: bulletinc build FILE"
    ),
    epilog=_(
        "“bulletinc COMMAND --help” describes a command."
        "\n\nTo have the Tab key complete commands and names in bash, put this line into "
        "~/.bashrc (for zsh: zsh_source, ~/.zshrc):"
        "\n\n\b"
        '\n  eval "$(_BULLETINC_COMPLETE=bash_source bulletinc)"'
    ),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]…"),
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=_(
        "Language of messages: zh Chinese, en English. Anywhere on the line; BULLETINC_LANG "
        "sets it permanently."
    ),
)
@click.option(
    "--isolated",
    is_flag=True,
    help=_(
        "Read no bulletin.toml: no settings that came with the drafts, or lie in a folder above. "
        "Stands before the command."
    ),
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_tell_version,
    help=_("Show the version and exit."),
)
@click.pass_context
def group(context: click.Context, /, *, isolated: bool) -> None:
    """Say to this process, and to those that it starts, that settings are not read."""
    if isolated:
        os.environ[ISOLATED] = "1"
        context.call_on_close(lambda: os.environ.pop(ISOLATED))
