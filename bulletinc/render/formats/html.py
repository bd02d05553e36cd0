"""The tree as one self-contained HTML page, through the Jinja2 templates of a theme.

What the templates are given besides the nodes: ``layout`` (the theme's ``layout.toml``), ``parts``
(fields of a node in the order they were typed), ``show`` (a node through the template of its
class). Every text that a template puts out passes :func:`bulletinc.text.typography.display`, then
the escaping.
"""

from __future__ import annotations

import traceback
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
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import Page, RenderContext, Rendered
from bulletinc.render.css import formulas, variables
from bulletinc.render.measures import is_tight, rows_of_name
from bulletinc.render.order import (
    colophon_parts,
    imprint,
    keywords,
    line,
    page_title,
    parts,
    signer,
)
from bulletinc.syntax import Document, Node, Paragraph
from bulletinc.text.typography import display
from bulletinc.theme import OFFICIAL, Theme
from bulletinc.theme.titles import title_rows

INPUT = None
SUFFIX = ".html"
USES_FONTS = False  # it names families, and the reader's machine chooses
LIBRARIES = ("jinja2", "markupsafe", "rjieba")

_DEEPEST_HEADING = 6  # HTML has h1 to h6


def render(document: Document, context: RenderContext) -> Rendered:
    """The page as UTF-8 bytes. The same document and theme give the same bytes.

    Raises :class:`BulletinError` for a mistake in a template of the user's own theme.
    """
    theme = context.theme
    try:
        return _render(document, _environment(theme))
    except Exception as error:
        if len(theme.folders) == 1:
            raise  # in the official templates the fault is ours
        raise BulletinError(
            _("{path}: this template cannot be used: {reason}").format(
                path=_place(error, theme), reason=_reason(error)
            ),
            _("Correct it, or remove it from the theme: then the official one is used."),
        ) from error


def _render(document: Document, environment: Environment) -> Rendered:
    """The page with its stylesheets, and apart from them for who sets it on paper."""
    paper, browser = (
        Markup(environment.get_template(name).render(document=document))  # noqa: S704
        for name in ("page.css.j2", "browser.css.j2")
    )
    template = environment.get_template("page.html.j2")
    body = _show(environment)(document)
    markup = template.render(document=document, body=body, styles=None)
    styles = {"paper": paper, "browser": browser}
    whole = template.render(document=document, body=body, styles=styles)
    return Rendered(whole.encode(), page=Page(markup, (str(paper),)))


def _place(error: Exception, theme: Theme) -> str:
    """The template and line that an error arose in."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(".j2")
    ]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(theme.folders[0])


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return _("there is no template “{name}”").format(name=error.name)
    if isinstance(error, RecursionError):
        return _("it includes itself; its official namesake is called “official/…”")
    return str(error) or type(error).__name__


class _Folders(FileSystemLoader):
    """Templates of folders.

    A link that leads out of them is refused: a theme may come with the drafts.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        found = super().get_source(environment, template)
        if not any(Path(found[1]).resolve().is_relative_to(folder) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return found


@cache
def _environment(theme: Theme) -> Environment:
    """A theme's templates, compiled when first used, then kept.

    They run in a sandbox, because a theme may come with the drafts. A template of a user's theme
    takes the place of its official namesake, and may include that as ``official/…``.
    """
    environment = ImmutableSandboxedEnvironment(
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
    environment.filters["line"] = line
    environment.tests["paragraph"] = lambda node: isinstance(node, Paragraph)
    environment.globals |= {
        "layout": _as_written(theme.layout),
        "image": image and _as_written(image[0]),
        "show": _show(environment),
        "parts": parts,
        "colophon_parts": colophon_parts,
        "imprint": imprint,
        "keywords": keywords,
        "formulas": formulas(),
        "is_tight": partial(is_tight, layout=theme.layout),
        "measures": variables,
        "page_title": page_title,
        "rows_of_name": partial(rows_of_name, layout=theme.layout),
        "signer": signer,
        "title_rows": title_rows,
    }
    return environment


def _as_written(value: Any) -> Any:
    """Values of the theme, which are CSS and no user's text: neither typeset nor escaped."""
    match value:
        case Mapping():
            return {key: _as_written(inner) for key, inner in value.items()}
        case list():
            return [_as_written(inner) for inner in value]
        case str():
            return Markup(value)  # noqa: S704
        case _:
            return value


def _finalize(value: object) -> object:
    return display(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _show(environment: Environment) -> Callable[..., Markup]:
    def show(node: Node, depth: int = 0) -> Markup:
        """Render a node by the template of its class; ``depth`` is the level of its heading."""
        template = environment.get_template(f"nodes/{type(node).__name__}.html.j2")
        return Markup(template.render(node=node, depth=min(depth, _DEEPEST_HEADING)))  # noqa: S704

    return show
