"""A theme's own pieces of the page: ``nodes/<Class>.typ`` takes the place of a function of it.

They are read here, within bounds and from the theme's folder only, and become part of one source;
Typst itself opens no file of a theme. ``docs/theme.md`` says what a piece has to know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.resources import template_folder
from bulletinc.theme import OFFICIAL, PAGE_PIECES, Theme
from bulletinc.toml import read_bounded

_PAGE = "page.typ"
_LARGEST_BYTES = 2**20
_LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+):")
_FIRST = re.compile(r"error: (.+)")


@dataclass(frozen=True, slots=True)
class PageSource:
    """The official page with a theme's pieces behind it; ``pieces`` are where each begins."""

    text: str
    pieces: tuple[tuple[int, Path], ...]


@cache
def page_source(theme: Theme) -> PageSource:
    """The source of a theme's pages. Raises :class:`BulletinError` for a piece that is no text."""
    text = (template_folder(OFFICIAL) / _PAGE).read_text(encoding="utf-8")
    pieces = []
    for path in _own(theme):
        pieces.append((text.count("\n") + 1, path))
        text += read_bounded(path, _LARGEST_BYTES).decode("utf-8-sig").rstrip() + "\n"
    names = "".join(f"{path.stem}: {path.stem}, " for _line, path in pieces)
    return PageSource(f"{text}#show: _ => page-of(({names or ':'}))\n", tuple(pieces))


def _own(theme: Theme) -> Sequence[Path]:
    """The pieces of a theme, but for links that lead out of its folder."""
    if len(theme.folders) == 1:
        return ()
    folder = theme.folders[0]
    paths = (folder / piece for piece in PAGE_PIECES)
    return [each for each in paths if each.is_file() and each.resolve().is_relative_to(folder)]


def mistake(diagnostic: str, source: PageSource) -> BulletinError | None:
    """The error for a user of a theme whose pieces Typst complains of; ``None`` without pieces."""
    if not source.pieces:
        return None
    first = _FIRST.search(diagnostic)
    lines = [int(line) for line in _LINE.findall(diagnostic)]
    place = next((found for line in lines if (found := _place(line, source))), None)
    return BulletinError(
        _("{path}: this template cannot be used: {reason}").format(
            path=place or source.pieces[0][1].parent, reason=first[1] if first else diagnostic
        ),
        _("Correct it, or remove it from the theme: then the official one is used."),
    )


def _place(line: int, source: PageSource) -> str:
    """The piece and its line; nothing for a line of the official page."""
    for start, path in reversed(source.pieces):
        if line >= start:
            return f"{path}:{line - start + 1}"
    return ""
