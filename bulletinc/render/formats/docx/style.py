"""A style of the document: one for each element of a bulletin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bulletinc.render.style_names import run_id


@dataclass(frozen=True, slots=True)
class Style:
    """What is not given is as in the text. Lengths are points.

    ``id`` is the word that the text refers to; ``name`` is what a user reads, if it is not that of
    this id in ``style_names``.
    ``leading`` is the height of its lines; 0: they stand on the grid, or, if ``off_grid``, are as
    high as what is in them. ``boxed`` is the thickness of a frame around it, ``rule`` is the colour
    and thickness of a rule above it, ``filled`` the colour of its ground, ``tab`` a stop that text
    stands to the left of, with dots before it if there is a ``leader``. ``outline`` is its level in
    the outline, from 0. ``closes_up``: no room between it and another of its style. ``has_run``:
    its element may stand within a line, too, and has a second style for that, which is ``linked``
    to the first.
    """

    id: str
    is_character: bool = False
    follows: str = ""
    has_run: bool = False
    linked: str = ""
    name: str = ""
    face: str = ""
    size: float = 0.0
    spacing: float | None = None
    colour: str = ""
    align: str = ""
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    leading: float = 0.0
    tab: float = 0.0
    leader: bool = False
    rule: tuple[str, float] | None = None
    filled: str = ""
    boxed: float = 0.0
    frame: Mapping[str, object] | None = None
    outline: int | None = None
    starts_page: bool = False
    keeps_next: bool = False
    keeps_lines: bool = False
    closes_up: bool = False
    off_grid: bool = False


def run_style(style_id: str, face: str = "", spacing: float | None = None) -> Style:
    """A style for a piece of a line."""
    return Style(style_id, is_character=True, face=face, spacing=spacing)


def with_runs(styles: Iterable[Style]) -> Iterable[Style]:
    """The styles, each followed by the one for a piece of a line, which Word links to it."""
    for style in styles:
        yield style
        if style.has_run:
            yield Style(run_id(style.id), is_character=True, face=style.face, linked=style.id)
