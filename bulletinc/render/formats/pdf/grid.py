"""A masthead on whole lines of the grid, so that the lines of the first page stand where those of all others do."""

from __future__ import annotations

from typing import Any

from bulletinc.render.formats.pdf.boxes import of_class

_NOTICEABLE = 0.02  # lines: what rounding leaves


def missing_height(document: Any, lines: int) -> str | None:
    """The ``min-height`` that the masthead's name needs for the masthead to fill whole lines of the grid of ``lines`` a page.

    ``None`` where it does already, as nearly all do: its height is given in lines. A name that needs more room than
    that pushes the text off the grid, and no stylesheet can round a height; the page has to be laid out again.
    """
    page = document.pages[0]._page_box
    pitch = page.height / lines
    for masthead in of_class(page, "masthead"):
        over = masthead.margin_height() / pitch % 1
        if over > _NOTICEABLE and 1 - over > _NOTICEABLE:
            for name in of_class(masthead, "name"):
                return f"{name.height + (1 - over) * pitch:.3f}px"
    return None
