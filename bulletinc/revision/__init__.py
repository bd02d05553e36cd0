"""What was changed between two versions of an issue: a draft, a Word file, a PDF of ours.

Versions are compared in canonical form, so that what only layout or typing changed is no change.
"""

from __future__ import annotations

from bulletinc.revision.comparing import Change, Kind, compare
from bulletinc.revision.version import Unit, Version, version_of
from bulletinc.revision.words import Piece, PieceKind, word_changes

__all__ = [
    "Change",
    "Kind",
    "Piece",
    "PieceKind",
    "Unit",
    "Version",
    "compare",
    "version_of",
    "word_changes",
]
