"""Waivers in a draft that are never printed: what is known of the line below and stays as it is.

A waiver is a line of its own, directly above the line that it is for::

    %% 不查 W021：原件如此
    %% ignore W021, W007: as in the original

Every other line is text, with or without ``%%``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

_WAIVER = pattern(
    r"^[^\S\n]*(?P<line>%%[^\S\n]*(?:不查|ignore\b)(?P<codes>[^：:\n]*)"
    r"(?:[：:](?P<reason>[^\n]*))?)[^\S\n]*$",
    re.MULTILINE,
)
_CODES = pattern(r"[\s，、,;；]+")
_BELOW = pattern(r"\s*(?P<line>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Waiver:
    """``codes`` are rules by code, beginning of a code, or name; ``covered`` is the next line that
    is neither blank nor a waiver, empty where there is none.
    """

    span: Span
    codes: tuple[str, ...]
    reason: str
    covered: Span


def is_waiver(text: str) -> bool:
    """Whether a line is a waiver."""
    return text.startswith("%%") and _WAIVER.fullmatch(text) is not None


def find_waivers(text: str) -> tuple[Waiver, ...]:
    """The waivers of a text, in their order."""
    if "%%" not in text:
        return ()
    found: list[Waiver] = []
    matches = list(_WAIVER.finditer(text))
    below = Span(len(text), len(text))
    for match in reversed(matches):
        line = _BELOW.match(text, match.end())
        if line and not is_waiver(line["line"].rstrip()):
            below = Span(*line.span("line"))
        codes = tuple(code for code in _CODES.split(match["codes"]) if code)
        found.append(
            Waiver(Span(*match.span("line")), codes, (match["reason"] or "").strip(), below)
        )
    return tuple(reversed(found))
