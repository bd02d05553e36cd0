"""The forms of statistics, one module each, found by looking: its name is what ``--format`` takes.

A form has ``IS_TEXT``, whether it may be shown on a terminal, and ``render``.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Protocol, cast

from bulletinc.archive.statistics import Statistics


class StatisticsForm(Protocol):
    """What a module of this folder offers."""

    IS_TEXT: bool

    def render(self, statistics: Statistics, /) -> bytes:
        """The statistics in this form. Raises BulletinError where a library is missing."""


def form_names() -> tuple[str, ...]:
    """The names of all forms."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load_form(name: str) -> StatisticsForm:
    """The module of a form."""
    return cast("StatisticsForm", import_module(f"{__name__}.{name}"))
