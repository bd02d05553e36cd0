"""From the tree to bytes: one module or folder a format, found by looking into ``formats/``.

A format is a module that offers what :class:`Renderer` says; its name is the module's. Nothing else
in the program has a list of formats.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.options import BuildOptions
from bulletinc.render import formats as _formats
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Document
from bulletinc.text.source import Source, Span
from bulletinc.theme import Theme, load_theme


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a page is set with, besides what it says.

    ``source`` is the draft, which an output may carry along or point into, and ``draft`` is the
    name of its file, empty where it has none. ``options`` is what the user asked for. ``pictures``
    are those that could be read, by the span of their figure. ``made`` are the last outputs, each
    with its document.
    """

    theme: Theme = field(default_factory=load_theme)
    source: Source | None = None
    draft: str = ""
    options: BuildOptions = field(default_factory=BuildOptions)
    pictures: Mapping[Span, PlacedPicture] = field(default_factory=dict)
    made: dict[str, tuple[Document, Rendered]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of HTML and its stylesheets: ``markup`` is without them, ``styles`` are for paper.

    ``pictures`` are the bytes of what it calls by an address.
    """

    markup: str
    styles: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One output. ``notes`` are messages for the user.

    ``substitutes`` are messages, too: each says which characters were not set in the face that
    they should have, or in none. ``remarks`` are about the machine: a user reads each once, however
    many drafts it holds for. An output that is a page of HTML also has it as a ``page``.
    """

    data: bytes
    notes: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    page: Page | None = None


class Renderer(Protocol):
    """A format, which is made from the tree.

    ``SUFFIX`` is what an output's name ends with. ``USES_FONTS`` says whether the bytes depend on
    the fonts of the machine (a format may name families without that). ``LIBRARIES`` are the
    distributions, as pip names them, whose versions may show in the bytes.
    """

    SUFFIX: str
    USES_FONTS: bool
    LIBRARIES: tuple[str, ...]

    def is_own(self, data: bytes, /) -> bool:
        """Whether a file was made by this format: only such a file may be replaced unasked."""

    def render(self, document: Document, context: RenderContext, /) -> Rendered:
        """Make the output. Raises :class:`BulletinError` where it cannot be made here."""


def formats() -> tuple[str, ...]:
    """The names of all output formats, without loading any."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(_formats.__path__)))


def formats_named(words: Iterable[str]) -> tuple[str, ...]:
    """The formats that these words name, each once, without loading any.

    Raises :class:`BulletinError` for a format that does not exist, and for no word at all.
    """
    names = tuple(dict.fromkeys(word.lower() for word in words))
    for name in names or ("",):
        _check(name)
    return names


def renderer(name: str) -> Renderer:
    """The module of a format, loaded now. Raises :class:`BulletinError` where there is none."""
    _check(name)
    return cast("Renderer", import_module(f"{_formats.__name__}.{name}"))


def make(name: str, document: Document, context: RenderContext) -> Rendered:
    """An output of a document. In one context each format is made once, whoever asks for it."""
    of, made = context.made.get(name, (None, None))
    if made is None or of is not document:
        made = renderer(name).render(document, context)
        context.made[name] = (document, made)
    return made


def _check(name: str) -> None:
    if name not in formats():
        raise BulletinError(
            _("There is no output format “{name}”.").format(name=name), suggestion(name, formats())
        )
