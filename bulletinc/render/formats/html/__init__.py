"""The tree as one self-contained HTML page, through the Jinja2 templates of a theme.

What the templates are given besides the nodes: ``layout`` (the theme's ``layout.toml``), ``parts``
(fields of a node in the order they were typed), ``show`` (a node through the template of its
class). Every text that a template puts out passes :func:`bulletinc.text.typography.display`, then
the escaping.
"""

from __future__ import annotations

import traceback
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import TypeVar

from jinja2 import TemplateNotFound, TemplateSyntaxError

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.render import Page, RenderContext, Rendered
from bulletinc.render.formats.html.sandbox import TooLongError, time_limit
from bulletinc.render.formats.html.templates import environment_of, make_show, trusted
from bulletinc.render.links import contents_links
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Document
from bulletinc.theme import Theme

SUFFIX = ".html"
USES_FONTS = False  # it names families, and the reader's machine chooses
LIBRARIES = ("jinja2", "markupsafe", "pillow", "rjieba")

_Made = TypeVar("_Made")

_BEGINNING = 8192  # bytes of a page, in which its variables begin
# For the templates of a user's theme, of the processor's time: a page of usual length takes 0.05.
_LEAST_TIME_S = 10.0
_TIME_PER_CHARACTER_S = 0.0001


def render(document: Document, context: RenderContext) -> Rendered:
    """The page as UTF-8 bytes. The same document and theme give the same bytes.

    Raises :class:`BulletinError` for a mistake in a template of the user's own theme.
    """
    return guarded(_render, document, context)


def guarded(
    made: Callable[[Document, RenderContext], _Made], document: Document, context: RenderContext
) -> _Made:
    """What is made by the templates of a theme, within their time.

    Raises :class:`BulletinError` for a mistake in a template of the user's own theme.
    """
    theme = context.theme
    if len(theme.folders) == 1:  # a mistake in the official templates is ours
        return made(document, context)
    length = document.span.end - document.span.start
    try:
        with time_limit(_LEAST_TIME_S + length * _TIME_PER_CHARACTER_S):
            return made(document, context)
    except Exception as error:
        raise BulletinError(
            _("{path}: this template cannot be used: {reason}").format(
                path=_place(error, theme), reason=_reason(error)
            ),
            _("Correct it, or remove it from the theme: then the official one is used."),
        ) from error


def is_own(data: bytes) -> bool:
    """Whether it is a page of ours, by the variables that every page begins with."""
    return data.startswith(b"<!DOCTYPE html>") and b"\n  --page-width: " in data[:_BEGINNING]


def _render(document: Document, context: RenderContext) -> Rendered:
    """The page with its stylesheets, and apart from them for who sets it on paper."""
    environment = environment_of(context.theme)
    paper, browser = (
        trusted(environment.get_template(name).render(document=document))
        for name in ("page.css.j2", "browser.css.j2")
    )
    template = environment.get_template("page.html.j2")
    body = make_show(environment, contents_links(document), context.pictures)(document)
    markup = template.render(document=document, body=body, styles=None)
    styles = {"paper": paper, "browser": browser}
    whole = template.render(document=document, body=body, styles=styles)
    pictures = {picture.address: picture for picture in context.pictures.values()}
    data = {address: picture.data for address, picture in pictures.items()}
    return Rendered(
        _with_pictures(whole, pictures).encode(), page=Page(markup, (str(paper),), data)
    )


def _with_pictures(page: str, pictures: Mapping[str, PlacedPicture]) -> str:
    """The page with its pictures inside, so that it stays one file."""
    for address, picture in pictures.items():
        inside = f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
        # A quotation mark in a text is escaped: this stands nowhere but in a template.
        page = page.replace(f'src="{address}"', f'src="{inside}"')
    return page


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
    match error:
        case TemplateNotFound():
            return _("there is no template “{name}”").format(name=error.name)
        case RecursionError():
            return _("it includes itself; its official namesake is called “official/…”")
        case TooLongError():
            return _("it takes longer than a page may take; one of its loops may never end")
        case MemoryError() | OverflowError():
            return _("it makes a text that is too long")
    return str(error) or type(error).__name__
