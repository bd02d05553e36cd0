"""The templates of a theme, and what they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
)
from markupsafe import Markup

from bulletinc.render import css
from bulletinc.render.formats.html.fragments import Pieces
from bulletinc.render.formats.html.sandbox import Sandbox
from bulletinc.render.item_lines import item_label, item_lines
from bulletinc.render.links import ContentsLinks, linked
from bulletinc.render.measures import is_tight, rows_of_name
from bulletinc.render.order import (
    Part,
    colophon_parts,
    document_parts,
    figure_parts,
    heading_form,
    imprint,
    is_briefs,
    keywords,
    line,
    masthead_parts,
    page_metadata,
    page_title,
    parts,
    signer,
    table_parts,
)
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.render.signature_form import annex_list_form, signature_form
from bulletinc.render.table_form import CellForm, RowForm, table_form
from bulletinc.syntax import Node, Paragraph, Text
from bulletinc.text.source import Span
from bulletinc.text.typography import display
from bulletinc.theme import OFFICIAL, Theme
from bulletinc.theme.titles import title_rows

_DEEPEST_HEADING = 6  # HTML has h1 to h6
_LARGEST_TEMPLATE_BYTES = 1_000_000


@cache
def environment_of(theme: Theme) -> Environment:
    """A theme's templates, compiled when first used, then kept.

    They run in a sandbox, because a theme may come with the drafts. A template of a user's theme
    takes the place of its official namesake, and may include that as ``official/…``.
    """
    environment = Sandbox(
        loader=ChoiceLoader(
            [
                _Folders(theme.folders, encoding="utf-8-sig"),
                PrefixLoader({OFFICIAL: _Folders(theme.folders[-1], encoding="utf-8-sig")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    image = theme.image()
    environment.filters |= {"line": line, "linked": _linked}
    environment.tests["paragraph"] = lambda node: isinstance(node, Paragraph)
    environment.globals |= {
        "layout": _for_css(theme.layout),
        "image": image and trusted(image[0]),  # base64, made here
        "parts": parts,
        "annex_list_form": annex_list_form,
        "colophon_parts": colophon_parts,
        "document_parts": document_parts,
        "figure_parts": figure_parts,
        "heading_form": heading_form,
        "item_label": item_label,
        "item_lines": item_lines,
        "masthead_parts": masthead_parts,
        "signature_form": signature_form,
        "table_form": partial(table_form, layout=theme.layout),
        "table_parts": table_parts,
        "imprint": imprint,
        "formulas": css.formulas(),
        "is_briefs": is_briefs,
        "is_tight": partial(is_tight, layout=theme.layout),
        "keywords": keywords,
        "measures": css.variables,
        "page_metadata": page_metadata,
        "page_title": page_title,
        "rows_of_name": partial(rows_of_name, layout=theme.layout),
        "signer": signer,
        "title_rows": title_rows,
    }
    return environment


class _Folders(FileSystemLoader):
    """Templates of folders.

    A link that leads out of them is refused, and a file that is too large: a theme may come with
    the drafts.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        for folder in self.searchpath:
            path = Path(folder, template)
            if path.is_file() and path.stat().st_size > _LARGEST_TEMPLATE_BYTES:
                raise TemplateNotFound(template)
        found = super().get_source(environment, template)
        if not any(Path(found[1]).resolve().is_relative_to(folder) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return found


def _for_css(value: Any) -> Any:
    """Values of the theme as the stylesheets take them.

    Lengths and colours are written as they are, names of families are escaped for a string of CSS.
    Any other text (the name of a picture) is escaped like a user's wherever it is printed.
    """
    match value:
        case Mapping():
            return {key: _for_css(inner) for key, inner in value.items()}
        case list():
            return [trusted(css.escape_string(name)) for name in value]
        case str() if css.is_amount(value):
            return trusted(value)
        case _:
            return value


def trusted(text: str) -> Markup:
    """A text that is not escaped again: a template wrote it, or it has been checked."""
    return Markup(text)  # noqa: S704  # the one place where text is declared safe


def _finalize(value: object) -> object:
    return display(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _linked(text: str) -> Markup:
    """A text as the page shows it, each address in it a link."""
    return Markup().join(
        Markup('<a href="{}">{}</a>').format(piece.address, piece.text)
        if piece.address
        else piece.text
        for piece in linked(display(text))
    )


def make_show(
    environment: Environment,
    links: ContentsLinks,
    pictures: Mapping[Span, PlacedPicture] | None = None,
    fragments: Pieces | None = None,
) -> Callable[..., Markup]:
    """The function by which a template shows a node.

    ``links`` lead from the contents to the places that they name; figures have these pictures.
    With ``fragments`` each node's place is marked, and its markup taken from there if it is known.
    """
    placed = pictures or {}
    alone = not links.anchors and not links.entries  # no node shows what another one says

    def place_of(node: Node) -> Markup:
        """The ``id`` of an element that the contents lead to."""
        name = links.anchor(node)
        return Markup(' id="{}"').format(name) if name else Markup()

    def at(line: Text) -> Markup:
        """The place of a line that has no template of its own."""
        return Markup() if fragments is None else trusted(fragments.place(line.span))

    def show(
        node: Node,
        depth: int = 0,
        closing: tuple[Part, ...] = (),
        form: RowForm | CellForm | None = None,
    ) -> Markup:
        """Render a node by the template of its class.

        ``depth`` is the level of its heading, ``closing`` what stands after its last paragraph,
        ``form`` how a row or a cell is set.
        """
        template = environment.get_template(f"nodes/{type(node).__name__}.html.j2")
        depth = min(depth, _DEEPEST_HEADING)

        def render() -> str:
            return template.render(
                node=node,
                depth=depth,
                closing=closing,
                form=form,
                picture=placed.get(node.span),
                links=links,
                at=at,
                place_of=place_of,
                show=show,
            )

        if fragments is None:
            return trusted(render())
        apart = placed if alone and form is None else None
        return trusted(fragments.show(node, (depth, closing), render, apart))

    return show
