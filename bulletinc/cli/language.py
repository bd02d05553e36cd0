"""The language of everything that a user reads: our texts and Click's."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

import bulletinc
from bulletinc.i18n import language

LANGUAGES = ("zh", "en")
_OPTION = "--lang"


def choose_language(arguments: Sequence[str]) -> list[str]:
    """Set this process's language from ``--lang`` and the environment.

    Return the arguments with ``--lang`` first, wherever it was: there the group knows the option,
    and says what is wrong with its value.
    """
    taken, rest = _take_option(arguments)
    if len(taken) > 1 and taken[1] in LANGUAGES:
        os.environ["BULLETINC_LANG"] = taken[1]
    # Click looks its texts up in gettext's global domain, whose language is that of LANGUAGE.
    os.environ["LANGUAGE"] = "zh_CN" if language() == "zh" else "en"
    gettext.bindtextdomain("bulletinc", str(Path(bulletinc.__file__).parent / "locale"))
    gettext.textdomain("bulletinc")
    return [*taken, *rest]


def _take_option(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split off the last ``--lang`` with its value. What follows ``--`` is not an option."""
    taken: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif name != _OPTION:
            rest.append(argument)
        elif equals:
            taken = [_OPTION, value]
        else:
            taken = [
                _OPTION,
                *(
                    next_argument
                    for next_argument in [next(waiting, None)]
                    if next_argument is not None
                ),
            ]
    return taken, rest if len(taken) != 1 else []
