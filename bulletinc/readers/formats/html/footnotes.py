"""Footnotes of a page: links to and fro, as LibreOffice, Word, pandoc and wikis write them."""

from __future__ import annotations

import re
from typing import Any

_MARK = re.compile(r"[\[［(（〔【]?\s*([\d①-⑳*†‡]{1,4}|[ivx]{1,5})\s*[\]］)）〕】]?", re.IGNORECASE)
_NAMED = re.compile(r"fn|ftn|foot_?note|end_?note|edn|note_?ref|cite", re.IGNORECASE)
_BACK = frozenset("↩↑^⏎⮐")


def mark(element: Any) -> str:
    """What a link to a footnote shows, without its brackets; empty for any other element. The note's link back is one as well."""
    if element.tag != "a" or "#" not in (element.get("href") or ""):
        return ""
    found = _MARK.fullmatch(_text(element))
    named = " ".join(element.get(name) or "" for name in ("href", "class", "role"))
    raised = element.find(".//sup") is not None or any(
        parent.tag == "sup" for parent in element.iterancestors()
    )
    return found[1] if found and (raised or _NAMED.search(named.partition("#")[2])) else ""


def has_mark(element: Any) -> bool:
    """Whether there is a link to a footnote in an element."""
    return any(mark(each) for each in element.iter("a"))


def is_way_back(element: Any) -> bool:
    """Whether an element is the arrow that leads from a footnote back to the text."""
    return (
        element.tag == "a"
        and "#" in (element.get("href") or "")
        and _text(element).rstrip("\ufe0e\ufe0f") in _BACK
    )


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()
