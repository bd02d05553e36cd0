"""What a run was asked for.

Frozen values, made once by the command line or the API and handed on unchanged.

A field of :class:`BuildOptions` may change pages: the build cache and the cluster hash all of them.
How a run goes about its work (processes, time, memory) is no part of them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to make of a draft. ``kind`` overrides recognition.

    ``theme`` is the name or folder of a theme; without it a draft has that of its project, or of
    its kind. ``engine`` is the name of the page engine that sets a PDF, or ``auto``; without it the
    project's or the theme's. ``shipped_fonts``: only fonts that the theme brings are used.
    ``strict_fonts``: a page with a character that is not set in the face it should have is an
    error.
    """

    formats: tuple[str, ...] = ("html",)
    kind: str | None = None
    theme: str | os.PathLike[str] | None = None
    engine: str | None = None
    shipped_fonts: bool = False
    strict_fonts: bool = False


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How to check.

    ``select`` and ``ignore`` name rules, as in :func:`~bulletinc.checking.selection.selected`.

    ``kind`` overrides recognition. ``fixes``: which are made. The safe ones cannot change what a
    text means.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    kind: str | None = None
    fixes: Literal["none", "safe", "all"] = "none"
