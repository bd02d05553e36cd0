"""From the tree to bytes: one module a format, found by looking into this folder.

A module of this package has ``INPUT`` (``None``: made from the Document; else the name of the format whose bytes it is
made from), ``SUFFIX``, and ``render``, which takes that input and a :class:`RenderContext`, and gives a :class:`Rendered`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.render import formats as _formats
from bulletinc.text.source import Source
from bulletinc.theme import Theme, load_theme


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a page is set with, beside what it says.

    ``source`` is the draft, which an output may carry along or point into, and ``draft`` the name of its file, empty where
    it has none. ``shipped_faces``: only fonts that the theme
    brings are used, so that the bytes are the same on every machine.
    """

    theme: Theme = field(default_factory=load_theme)
    source: Source | None = None
    draft: str = ""
    shipped_faces: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """One output. ``notes`` is what a user should hear about it. ``substitutes`` are notes, too: each says which characters
    were not set in the face that they should have, or in none.
    """

    data: bytes
    notes: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()


class Renderer(Protocol):
    """What a module of this package offers."""

    INPUT: str | None
    SUFFIX: str
    render: Callable[..., Rendered]


def formats() -> tuple[str, ...]:
    """The names of all output formats, without loading any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(_formats.__path__)))


def formats_named(words: Iterable[str]) -> tuple[str, ...]:
    """The formats that these words name, each once, without loading any. Raises BulletinError for one that does not exist, or none."""
    names = tuple(dict.fromkeys(word.lower() for word in words))
    for name in names or ("",):
        _check(name)
    return names


def renderer(name: str) -> Renderer:
    """The module for a format, loaded now. Raises :class:`BulletinError` for a format that does not exist."""
    _check(name)
    return cast("Renderer", import_module(f"{_formats.__name__}.{name}"))


def _check(name: str) -> None:
    if name not in formats():
        raise BulletinError(
            _("No output format is called “{name}”.").format(name=name), suggestion(name, formats())
        )
