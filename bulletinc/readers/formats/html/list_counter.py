"""The numbers that a browser sets before the items of a list (HTML, 4.4.5, and CSS Counter Styles)."""

from __future__ import annotations

import re
from typing import Any

from bulletinc.text.numerals import numeral

_BULLET = "· "
_TYPES = {"A": "upperLetter", "a": "lowerLetter", "I": "upperRoman", "i": "lowerRoman"}
_STYLES = {
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-roman": "upperRoman", "lower-roman": "lowerRoman", "decimal-leading-zero": "decimalZero",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital", "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional", "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_CHINESE = ("chinese", "ideograph")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)


class ListCounter:
    """Counts the items of numbered lists; each is asked for once, in order."""

    def __init__(self) -> None:
        self._counts: dict[Any, int] = {}

    def number(self, item: Any) -> str:
        """What stands before an item."""
        parent = item.getparent()
        said = _said(item) or ("" if parent is None else _said(parent))
        if said == "none":
            return ""
        if parent is None or parent.tag != "ol":
            return _BULLET
        step = 1 if parent.get("reversed") is None else -1
        if parent not in self._counts:
            first = 1 if step > 0 else sum(child.tag == "li" for child in parent)
            self._counts[parent] = _whole(parent.get("start"), first) - step
        self._counts[parent] = count = _whole(item.get("value"), self._counts[parent] + step)
        form = _STYLES.get(said) or _TYPES.get(
            item.get("type") or parent.get("type") or "", "decimal"
        )
        return f"{numeral(count, form)}{'、' if form.startswith(_CHINESE) else '.'}"


def _said(element: Any) -> str:
    found = _STYLE.search(element.get("style") or "")
    return found[1].lower() if found else ""


def _whole(typed: str | None, otherwise: int) -> int:
    return (
        int(typed) if typed and re.fullmatch(r"-?\d{1,4}", typed.strip(), re.ASCII) else otherwise
    )
