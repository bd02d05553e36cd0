"""The texts of elements: as they are shown, on one line, or only as far as needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_UNSEEN = frozenset(("script", "style", "template", "xml", "title"))
# What stands in these goes on in the line without a blank.
_INLINE = frozenset(
    (
        *("b", "big", "del", "em", "font", "i", "ins", "label", "mark", "s", "small", "span"),
        *("strike", "strong", "sub", "sup", "u"),
    )
)
_LABELLED = frozenset(("submit", "button", "reset"))
_UNLABELLED = frozenset(("hidden", "checkbox", "radio", "file", "image", "password", "range"))


def shown_text(element: Any) -> str:
    """Return all text that an element shows, on one line, with what its controls say."""
    return " ".join("".join(_pieces(element)).split())


def beginning(element: Any, longest: int = 60) -> str:
    """Return the first characters of an element's text."""
    found = ""
    for piece in element.itertext():
        found += piece
        if len(found) > longest:
            break
    return found


def _pieces(element: Any) -> Iterator[str]:
    waiting: list[Any] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each.tag, str) and each.tag not in _UNSEEN:
            blank = "" if each.tag in _INLINE else " "
            yield blank + (each.text or "")
            if each.tag == "input":
                yield _control_text(each)
            elif each.tag in ("optgroup", "option", "track"):
                yield f"{each.get('label') or ''} "
            waiting.append(blank)
            for child in reversed(each):
                waiting += [child.tail or "", child]


def _control_text(control: Any) -> str:
    """Return what an input shows: its value, else what it says where it is empty."""
    kind = (control.get("type") or "text").lower()
    if kind in _UNLABELLED:
        return ""
    placeholder = "" if kind in _LABELLED else control.get("placeholder") or ""
    return control.get("value") or placeholder
