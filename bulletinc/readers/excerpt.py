"""How a message quotes a passage."""

from __future__ import annotations

_LONGEST = 40  # characters


def excerpt(text: str) -> str:
    """The beginning of a passage, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
