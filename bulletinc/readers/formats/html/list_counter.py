"""The numbers that a browser sets in front of list items (HTML, 4.4.5; CSS Counter Styles)."""

from __future__ import annotations

import re
from typing import Any

from bulletinc.text.numerals import numeral

_BULLET = "· "
_TYPES = {"A": "upperLetter", "a": "lowerLetter", "I": "upperRoman", "i": "lowerRoman"}
_STYLES = {
    **dict.fromkeys(("upper-alpha", "upper-latin"), "upperLetter"),
    **dict.fromkeys(("lower-alpha", "lower-latin"), "lowerLetter"),
    "upper-roman": "upperRoman",
    "lower-roman": "lowerRoman",
    "decimal-leading-zero": "decimalZero",
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "chineseCounting"
    ),
    "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_CHINESE = ("chinese", "ideograph")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)


class ListCounter:
    """Counts the items of numbered lists; each is asked for once, in order."""

    def __init__(self) -> None:
        self._counts: dict[Any, int] = {}

    def number(self, item: Any) -> str:
        """Return what stands in front of an item."""
        parent = item.getparent()
        style = _list_style(item) or ("" if parent is None else _list_style(parent))
        if style == "none":
            return ""
        if parent is None or parent.tag != "ol":
            return _BULLET
        step = 1 if parent.get("reversed") is None else -1
        if parent not in self._counts:
            first = 1 if step > 0 else sum(child.tag == "li" for child in parent)
            self._counts[parent] = _whole(parent.get("start"), first) - step
        self._counts[parent] = count = _whole(item.get("value"), self._counts[parent] + step)
        form = _STYLES.get(style) or _TYPES.get(
            item.get("type") or parent.get("type") or "", "decimal"
        )
        return f"{numeral(count, form)}{'、' if form.startswith(_CHINESE) else '.'}"


def is_frame(item: Any) -> bool:
    """Tell whether an item of a list is a part of the page: the only one, or with a headline."""
    parent = item.getparent()
    if parent is None or parent.tag == "ol":
        return False
    only = parent.tag in ("ul", "menu", "dir") and len(parent) == 1 and len(item) > 1
    return only or next(item.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None


def _list_style(element: Any) -> str:
    found = _STYLE.search(element.get("style") or "")
    return found[1].lower() if found else ""


def _whole(typed: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"-?\d{1,4}", (typed or "").strip(), re.ASCII)
    return int(found[0]) if found else otherwise
