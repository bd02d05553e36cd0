"""The page as an editor's screen shows it while the draft is typed, each element with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from bulletinc.render import RenderContext
from bulletinc.render.formats.html import guarded
from bulletinc.render.formats.html.fragments import fragments_of, with_places
from bulletinc.render.formats.html.templates import environment_of, make_show
from bulletinc.render.links import contents_links
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Document
from bulletinc.theme import Theme


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """The parts of a page: its one ``style``, and its body with the classes of that.

    ``pictures`` are by the address that the body calls them by.
    """

    style: str
    classes: str
    body: str
    pictures: Mapping[str, PlacedPicture] = field(default_factory=dict)


def screen_page(
    document: Document, context: RenderContext, counted: Callable[[int], int]
) -> ScreenPage:
    """The page with ``data-from`` and ``data-to`` at its elements, counted by ``counted``.

    Raises :class:`BulletinError` for a mistake in a template of the user's own theme.
    """

    def made(document: Document, context: RenderContext) -> ScreenPage:
        theme = context.theme
        environment = environment_of(theme)
        show = make_show(
            environment, contents_links(document), context.pictures, fragments_of(theme)
        )
        body = with_places(str(show(document)), counted)
        form = "bulletin" if document.masthead else "report"
        pictures = {picture.address: picture for picture in context.pictures.values()}
        return ScreenPage(_style(document, theme), f"{form} {document.kind}", body, pictures)

    return guarded(made, document, context)


def _style(document: Document, theme: Theme) -> str:
    return _official_style(theme) if len(theme.folders) == 1 else _styles(theme, document)


@cache
def _official_style(theme: Theme) -> str:
    """The stylesheets of ours, which are the same for each page."""
    return _styles(theme, None)


def _styles(theme: Theme, document: Document | None) -> str:
    environment = environment_of(theme)
    names = ("page.css.j2", "browser.css.j2")
    return "".join(environment.get_template(name).render(document=document) for name in names)
