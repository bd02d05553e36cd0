"""A masthead on whole lines of the grid, so that all pages have their lines at the same heights."""

from __future__ import annotations

from typing import Any

from bulletinc.render.formats.pdf.boxes import of_class

_NOTICEABLE = 0.02  # lines: what rounding leaves


def find_missing_height(layout: Any, lines: int) -> str | None:
    """The ``min-height`` of the name with which the masthead fills whole lines of the grid.

    The grid has ``lines`` a page. ``None`` where it fills them already, as nearly all do: its
    height is given in lines. A name that needs more room than that pushes the text off the grid,
    and no stylesheet can round a height; the page has to be laid out again.
    """
    page = layout.pages[0]._page_box
    pitch = page.height / lines
    for masthead in of_class(page, "masthead"):
        over = masthead.margin_height() / pitch % 1
        if over > _NOTICEABLE and 1 - over > _NOTICEABLE:
            for name in of_class(masthead, "name"):
                return f"{name.height + (1 - over) * pitch:.3f}px"
    return None
