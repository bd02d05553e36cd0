"""Footnotes of a page: links to and fro, as LibreOffice, Word, pandoc and wikis write them."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_MARK = re.compile(r"[\[［(（〔【]?\s*([\d①-⑳*†‡]{1,4}|[ivx]{1,5})\s*[\]］)）〕】]?", re.IGNORECASE)
_NAMED = re.compile(r"fn|ftn|foot_?note|end_?note|edn|note_?ref|cite", re.IGNORECASE)
_BACK = frozenset("↩↑^⏎⮐")
_MOST_ELEMENTS = 20  # inside a mark


def mark(element: Any) -> str:
    """Return what a link to a footnote shows, without its brackets; empty for other elements.

    The link from the note back to the text is one as well.
    """
    if element.tag != "a" or "#" not in (element.get("href") or ""):
        return ""
    found = _MARK.fullmatch(_text(element))
    if not found:
        return ""
    named = " ".join(element.get(name) or "" for name in ("href", "class", "role"))
    is_note = bool(_NAMED.search(named.partition("#")[2])) or element.find(".//sup") is not None
    is_raised = next(element.iterancestors("sup"), None) is not None
    return found[1] if is_note or is_raised else ""


def has_mark(element: Any) -> bool:
    """Tell whether a small element holds a link to a footnote."""
    inner = islice(element.iter("*"), _MOST_ELEMENTS)
    return any(mark(each) for each in inner if each.tag == "a")


def is_way_back(element: Any) -> bool:
    """Tell whether an element is the arrow that leads from a footnote back to the text."""
    return (
        element.tag == "a"
        and "#" in (element.get("href") or "")
        and _text(element).rstrip("\ufe0e\ufe0f") in _BACK
    )


def _text(element: Any) -> str:
    return "".join(islice(element.itertext(), _MOST_ELEMENTS)).strip()
