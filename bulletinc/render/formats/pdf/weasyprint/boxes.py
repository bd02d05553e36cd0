"""WeasyPrint's boxes: what a page is made of once it is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def boxes(box: Any) -> Iterator[Any]:
    """A box and all boxes in it, in the order of the text."""
    waiting = [box]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(getattr(current, "children", ())))


def of_class(box: Any, name: str) -> Iterator[Any]:
    """The boxes that elements of this class made, without their ``::before`` and ``::after``."""
    for each in boxes(box):
        if (
            each.element is not None
            and each.element.get("class") == name
            and each.element_tag == each.element.tag
        ):
            yield each
