"""Who sets the pages of a PDF: a folder here for each engine, found by looking.

Nothing outside an engine's folder names it.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from bulletinc.errors import BulletinError, suggestion
from bulletinc.i18n import _
from bulletinc.options import BuildOptions
from bulletinc.render import RenderContext, Rendered
from bulletinc.render.formats.pdf.faces import Inspection, ServedFace
from bulletinc.syntax import Document
from bulletinc.theme import Theme

AUTO = "auto"


class PageEngine(Protocol):
    """What an engine's module offers; its name is the folder's.

    ``TITLE`` is what users call it. Of the engines that work here, ``auto`` takes the one with the
    least ``RANK``. All but ``problem`` raise :class:`BulletinError` where it cannot work.
    """

    TITLE: str
    RANK: int

    def problem(self) -> BulletinError | None:
        """Why it cannot work on this machine, and what to do, if so."""

    def render(self, document: Document, context: RenderContext, /) -> Rendered:
        """Make the PDF."""

    def load(self, document: Document, context: RenderContext, /) -> None:
        """Load what setting such a document needs; no thread is left behind."""

    def inspect(self, document: Document, context: RenderContext, /) -> Inspection:
        """Find what the PDF would be set in."""

    def served(self, theme: Theme, shipped_fonts: bool, /) -> tuple[ServedFace, ...]:
        """Find what serves each face of a theme; a face that nothing serves is left out."""

    def libraries(self) -> Mapping[str, str]:
        """The versions of what shows in its bytes, besides the distributions of the format."""

    def installed_fonts(self) -> Mapping[str, str]:
        """All fonts of this machine that it may use, and what chooses among them, by content."""

    def font_places(self) -> tuple[str, ...]:
        """The files and folders whose state changes whenever a font of the machine does."""


class Choice(NamedTuple):
    """The engine that sets a page. ``remark`` says why, where it is not the first one."""

    engine: PageEngine
    remark: str = ""


def engine_names() -> tuple[str, ...]:
    """The names of all engines, without loading any."""
    folder = str(Path(__file__).parent)
    return tuple(sorted(each.name for each in pkgutil.iter_modules([folder]) if each.ispkg))


def engine_for(options: BuildOptions, theme: Theme) -> Choice:
    """The engine that the options ask for, or the theme.

    Raises :class:`BulletinError` for one that does not exist, and where none of those that were
    left to choose from works here.
    """
    return choose(options.engine or theme.layout["page"]["engine"])


def choose(name: str) -> Choice:
    """The engine of this name; for ``auto`` the first one that works here."""
    if name != AUTO and name not in engine_names():
        raise BulletinError(
            _("There is no page engine “{name}”.").format(name=name),
            suggestion(name, (AUTO, *engine_names())),
        )
    return _first_that_works() if name == AUTO else Choice(engine_named(name))


@cache
def _first_that_works() -> Choice:
    problems: list[BulletinError] = []
    for engine in sorted(map(engine_named, engine_names()), key=lambda engine: engine.RANK):
        problem = engine.problem()
        if problem is None:
            return Choice(engine, _remark(engine, problems))
        problems.append(problem)
    raise BulletinError(
        _("No page engine works here. {reasons}").format(
            reasons=" ".join(problem.message for problem in problems)
        ),
        _(" Or: ").join(problem.remedy or "" for problem in problems),
    )


def _remark(engine: PageEngine, problems: list[BulletinError]) -> str:
    if not problems:
        return ""
    return _("The PDF was set by {engine}. {reason}").format(
        engine=engine.TITLE, reason=" ".join(problem.message for problem in problems)
    )


def engine_named(name: str) -> PageEngine:
    """Load the engine of this name, which is one of :func:`engine_names`."""
    return cast("PageEngine", import_module(f"{__name__.rpartition('.')[0]}.{name}"))
