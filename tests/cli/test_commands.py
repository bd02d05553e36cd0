"""Each module of a command keeps to the one contract of commands."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click
import pytest

from bulletinc.cli import commands
from bulletinc.cli.group import CommandModule
from bulletinc.cli.help_page import Command

NAMES = sorted(module.name for module in iter_modules(commands.__path__))


@pytest.mark.parametrize("name", NAMES)
def test_a_module_of_a_command_holds_the_command_of_its_name(name: str) -> None:
    module: CommandModule = import_module(f"{commands.__name__}.{name}")
    assert isinstance(module.command, Command)
    assert module.command.name == name
    assert module.command.short_help
    assert module.command.help
    assert module.command.callback is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_command_names_the_values_of_its_options_in_the_language_of_its_user(name: str) -> None:
    command = import_module(f"{commands.__name__}.{name}").command
    for parameter in command.params:
        assert parameter.human_readable_name
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts
