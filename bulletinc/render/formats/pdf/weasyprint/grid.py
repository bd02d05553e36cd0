"""What is no whole number of lines high is filled up, so that all pages have one grid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bulletinc.render.formats.pdf.weasyprint.boxes import of_class

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
        if missing := _missing(masthead.margin_height(), pitch):
            for name in of_class(masthead, "name"):
                return f"{name.height + missing:.3f}px"
    return None


def fill_up_tables(layout: Any, lines: int) -> bool:
    """Give each table the margin with which the text below it stands on the grid again.

    Returns whether a margin has changed, and the page has to be laid out again: the margins are
    written into the elements that the page is made of.
    """
    last = {table.element: (table, page) for table, page in _tables(layout)}
    changed = False
    for element, (table, page) in last.items():
        pitch = page.height / lines
        bottom = table.border_box_y() + table.border_height() - page.content_box_y()
        missing = _missing(bottom, pitch)
        if abs(missing - float(element.get("data-fill", 0))) > _NOTICEABLE * pitch:
            style, _, _ = element.get("style", "").partition("; margin-bottom")
            element.set("style", f"{style}; margin-bottom: {missing:.3f}px")
            element.set("data-fill", f"{missing:.3f}")
            changed = True
    return changed


def _tables(layout: Any) -> Iterator[tuple[Any, Any]]:
    for page in layout.pages:
        for table in of_class(page._page_box, "table"):
            yield table, page._page_box


def _missing(height: float, pitch: float) -> float:
    """What a height lacks to be whole lines; 0 where nobody would see it."""
    over = height / pitch % 1
    return (1 - over) * pitch if _NOTICEABLE < over < 1 - _NOTICEABLE else 0.0
