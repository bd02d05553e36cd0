"""From the tree to bytes: one module a format, found by looking into this folder.

A module of this package has ``INPUT`` (``None``: made from the Document; else the name of the format whose bytes it is
made from), ``SUFFIX``, and ``render``, which takes that input and gives a :class:`Rendered`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from bulletinc.errors import BulletinError
from bulletinc.i18n import _


@dataclass(frozen=True, slots=True)
class Rendered:
    """One output. ``notes`` is what a user should hear about it, such as characters that no font has."""

    data: bytes
    notes: tuple[str, ...] = ()


class Renderer(Protocol):
    """What a module of this package offers."""

    INPUT: str | None
    SUFFIX: str
    render: Callable[..., Rendered]


def formats() -> tuple[str, ...]:
    """The names of all output formats, without loading any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def renderer(name: str) -> Renderer:
    """The module for a format, loaded now. Raises :class:`BulletinError` for a format that does not exist."""
    if name not in formats():
        raise BulletinError(
            _("No output format is called “{name}”.").format(name=name), _("There are: {names}.").format(names=_(", ").join(formats()))
        )
    return cast("Renderer", import_module(f"{__name__}.{name}"))
