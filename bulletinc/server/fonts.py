"""The faces that come with the program, for the page in a browser that has no others.

A browser asks for a file just where a stack of families gets as far as ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bulletinc import __version__
from bulletinc.theme import load_theme


@cache
def shipped_fonts() -> Mapping[str, Path]:
    """The files of our faces, by their names."""
    return {file.name: file for file in load_theme().fonts.values()}


@cache
def font_faces() -> str:
    """The rules of a stylesheet by which a page finds them. Each file has one weight, for all."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: 1 1000; font-display: swap; '
        f'src: url("/api/font?name={file.name}&version={__version__}"); }}\n'
        for family, file in load_theme().fonts.items()
    )
