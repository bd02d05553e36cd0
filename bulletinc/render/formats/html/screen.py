"""The page as an editor's screen shows it while the draft is typed, each element with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from bulletinc.render import RenderContext
from bulletinc.render.formats.html import guarded
from bulletinc.render.formats.html.fragments import fragments_of, without_places
from bulletinc.render.formats.html.templates import environment_of, make_show
from bulletinc.render.formats.html.top_blocks import TopBlocks
from bulletinc.render.links import contents_links
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Document
from bulletinc.theme import Theme


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """The parts of a page: its one ``style``, and its body with the classes of that.

    ``blocks`` are the markup of the body, piece by piece; ``within`` is the name of the element
    that they stand in, empty for the body itself. Elements that stem from the draft are marked;
    ``places`` has two numbers for each in their order, where it begins and ends there.
    ``pictures`` are by the address that the blocks call them by.
    """

    style: str
    classes: str
    within: str
    blocks: tuple[str, ...]
    places: tuple[int, ...]
    pictures: Mapping[str, PlacedPicture] = field(default_factory=dict)


def screen_page(
    document: Document, context: RenderContext, counted: Callable[[int], int]
) -> ScreenPage:
    """The page with the places of its elements, counted by ``counted``.

    Raises :class:`BulletinError` for a mistake in a template of the user's own theme.
    """

    def made(document: Document, context: RenderContext) -> ScreenPage:
        theme = context.theme
        environment = environment_of(theme)
        pieces = TopBlocks(fragments_of(theme)) if _is_ours(theme) else fragments_of(theme)
        show = make_show(environment, contents_links(document), context.pictures, pieces)
        body = str(show(document))
        within, blocks = pieces.cut(body) if isinstance(pieces, TopBlocks) else ("", [body])
        places: list[int] = []
        marked = tuple(without_places(block, places, counted) for block in blocks)
        classes = f"{'bulletin' if document.masthead else 'report'} {document.kind}"
        pictures = {picture.address: picture for picture in context.pictures.values()}
        style = _style(document, theme)
        return ScreenPage(style, classes, within, marked, tuple(places), pictures)

    return guarded(made, document, context)


def _is_ours(theme: Theme) -> bool:
    return len(theme.folders) == 1


def _style(document: Document, theme: Theme) -> str:
    return _official_style(theme) if _is_ours(theme) else _styles(theme, document)


@cache
def _official_style(theme: Theme) -> str:
    """The stylesheets of ours, which are the same for each page."""
    return _styles(theme, None)


def _styles(theme: Theme, document: Document | None) -> str:
    environment = environment_of(theme)
    names = ("page.css.j2", "browser.css.j2")
    return "".join(environment.get_template(name).render(document=document) for name in names)
