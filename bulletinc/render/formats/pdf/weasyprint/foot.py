"""The colophon at the foot of the last page (GB/T 9704-2012, 7.4.1)."""

from __future__ import annotations

from typing import Any

from bulletinc.render.formats.pdf.weasyprint.boxes import of_class

_ROUNDING = 0.01  # lines


def move_colophon_down(layout: Any, lines: int) -> None:
    """Move the colophon down, until its last rule lies on the lower edge of the type area.

    CSS has no last page; but the pages are laid out, and the colophon is the last thing on them, so
    it may move into the room that is free below it. What stands above its rules stays on the grid
    of ``lines`` a page.
    """
    page = layout.pages[-1]._page_box
    for colophon in of_class(page, "colophon"):
        free = (
            page.content_box_y()
            + page.height
            - (colophon.border_box_y() + colophon.border_height())
        )
        pitch = page.height / lines
        for part in colophon.children:
            ruled = part.element is not None and part.element.get("class") == "record"
            part.translate(dy=free if ruled else int(free / pitch + _ROUNDING) * pitch)
