"""Texts of more lines than any bulletin has."""

from __future__ import annotations

from itertools import islice

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.patterns import pattern

MOST_LINES = 40_000  # with text on them; an issue has a hundred, and so many are read in 5 s

_LINE = pattern(r"\S[^\r\n]*")


def is_endless(text: str) -> bool:
    """Whether a text has more than ``MOST_LINES`` lines, blank ones not counted."""
    return (
        text.count("\n") + text.count("\r") >= MOST_LINES
        and next(islice(_LINE.finditer(text), MOST_LINES, None), None) is not None
    )


def refuse_endless(text: str, name: str) -> None:
    """Raise BulletinError for an endless text. ``name`` is what messages call the file."""
    if is_endless(text):
        raise BulletinError(
            _("{path}: the text has more than {limit} lines.").format(path=name, limit=MOST_LINES),
            _("Check whether this is the right file, and divide it if it holds several issues."),
        )
