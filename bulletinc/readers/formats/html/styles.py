"""Inline styles of elements, and what they hide."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_HIDING = frozenset(
    (
        *(("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")),
        *(("opacity", "0"), ("font-size", "0"), ("font-size", "0px"), ("mso-hide", "all")),
    )
)


def style_of(element: Any) -> dict[str, str]:
    """Return the declarations of an element's ``style``, in lower case."""
    return _declarations(element.get("style") or "")


def is_hidden(element: Any) -> bool:
    """Tell whether an element hides its text by itself."""
    return element.get("hidden") is not None or bool(_HIDING & set(style_of(element).items()))


def is_struck(element: Any) -> bool:
    """Tell whether a line runs through the text of an element."""
    style = style_of(element)
    return element.tag in ("s", "strike", "del") or "line-through" in (
        style.get("text-decoration", "") + style.get("text-decoration-line", "")
    )


def is_bold(element: Any, *, around: bool) -> bool:
    """Tell whether the text of an element is bold; ``around`` says so of its parent."""
    weight = style_of(element).get("font-weight", "").partition(" ")[0]
    if not weight:
        return around or element.tag in ("b", "strong")
    if weight.isdecimal() and weight.isascii() and len(weight) < 5:
        return int(weight) >= 600
    return weight in ("bold", "bolder")


@lru_cache(maxsize=1000)
def _declarations(style: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in style.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, _colon, value in pairs
        if value
    }
