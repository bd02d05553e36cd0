"""附注 after the sign-off."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import ClosingNote

ROLES = frozenset(("closing-note",))


def begins(_before: str, _role: str) -> bool:
    """Each line is a note."""
    return True


def build(survey: Survey, lines: Sequence[LineRole]) -> ClosingNote:
    """The note as typed."""
    line = survey.lines[lines[0][0]]
    return ClosingNote(line.span, line.text.strip())
