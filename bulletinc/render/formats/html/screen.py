"""The page as an editor's screen shows it while the draft is typed, each element with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bulletinc.render import RenderContext
from bulletinc.render.formats.html import guarded
from bulletinc.render.formats.html.templates import environment_of, make_show
from bulletinc.render.links import contents_links
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Document


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
        environment = environment_of(context.theme)
        styles = (
            environment.get_template(name).render(document=document)
            for name in ("page.css.j2", "browser.css.j2")
        )
        show = make_show(environment, contents_links(document), context.pictures, counted)
        form = "bulletin" if document.masthead else "report"
        pictures = {picture.address: picture for picture in context.pictures.values()}
        return ScreenPage("".join(styles), f"{form} {document.kind}", str(show(document)), pictures)

    return guarded(made, document, context)
