"""Which characters of a page are not in the face that should set them, found before it is set.

Most pages have none, and nothing more is asked. Of the others Typst says which face they stand in;
a font that has them is put at the end of the stack of that face, if there is one at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bulletinc.render.formats.pdf.faces import Substitute
from bulletinc.render.formats.pdf.typst import fonts
from bulletinc.text.characters import HAN
from bulletinc.theme import Theme

_HAN = re.compile(f"[{HAN}]")
_NAMES = frozenset(("node", "part", "place", "role", "align", "scope", "date", "layout"))
_UNSET = re.compile(r"\s|[\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Stacks:
    """The families of each face, the first that has a character sets it; and who stands in."""

    families: Mapping[str, list[str]]
    substitutes: tuple[Substitute, ...] = field(default=())

    @property
    def lacks_glyphs(self) -> bool:
        """Whether there is a character that no font has."""
        return any(each.by is None for each in self.substitutes)


def strange_characters(text: str, theme: Theme, *, shipped_fonts: bool) -> list[str]:
    """The characters of a text that some face does not have as it should.

    A Han character belongs into the font that serves a face, any other one into one of its stack.
    """
    used = set(map(ord, set(text)))
    strange = map(chr, used - _everywhere(theme, shipped_fonts))
    return sorted(each for each in strange if not _UNSET.match(each))


@cache
def _everywhere(theme: Theme, shipped_fonts: bool) -> frozenset[int]:
    """The code points that each face has as it should."""
    served = {each.face: each.family for each in fonts.served(theme, shipped_fonts)}
    faces = []
    for face, stack in fonts.stacks(theme, shipped_fonts).items():
        families = [fonts.characters_of(family, theme, shipped_fonts) for family in stack]
        own = fonts.characters_of(served.get(face, stack[0]), theme, shipped_fonts)
        others = frozenset().union(*families) - own
        faces.append(own | {each for each in others if not _HAN.match(chr(each))})
    return frozenset.intersection(*faces)


def question(page: Any, strange: frozenset[str]) -> Any:
    """The data of a page with the strange characters alone in the texts that have any.

    Each stands once in each part of each class of node: it is only asked which face is there, and
    Typst cannot be asked about many places of one paragraph.
    """
    return _with_strange(page, strange, ("", ""), set())


def _with_strange(
    value: Any, strange: frozenset[str], where: tuple[str, str], seen: set[tuple[str, ...]]
) -> Any:
    match value:
        case dict():
            where = (value.get("node", where[0]), value.get("part", where[1]))
            return {
                key: inner if key in _NAMES else _with_strange(inner, strange, where, seen)
                for key, inner in value.items()
            }
        case list() | tuple():
            return [_with_strange(inner, strange, where, seen) for inner in value]
        case str() if not strange.isdisjoint(value):
            new = [each for each in dict.fromkeys(value) if each in strange]
            kept = [each for each in new if (*where, each) not in seen]
            seen.update((*where, each) for each in kept)
            return "".join(kept)
    return value


def substitute(places: Iterable[tuple[str, str]], theme: Theme, *, shipped_fonts: bool) -> Stacks:
    """The stacks with who stands in for what; ``places`` are texts with their faces."""
    stacks = {face: list(stack) for face, stack in fonts.stacks(theme, shipped_fonts).items()}
    served = {
        each.face: fonts.font_of(each.family, theme, shipped_fonts)
        for each in fonts.served(theme, shipped_fonts)
    }
    found: list[Substitute] = []
    for character, face in dict.fromkeys((each, face) for text, face in places for each in text):
        stack = stacks[face]
        by = _first(character, stack, theme, shipped_fonts=shipped_fonts)
        in_stack = by is not None
        if by is None:
            by = _first(
                character,
                fonts.families(theme, shipped_fonts),
                theme,
                shipped_fonts=shipped_fonts,
            )
            stack += [by] if by else []
        server = fonts.font_of(by, theme, shipped_fonts) if by else None
        if not in_stack or (_HAN.match(character) and server != served.get(face)):
            found.append(Substitute(character, face, by, character, 0))
    return Stacks(stacks, tuple(found))


def _first(
    character: str, families: Iterable[str], theme: Theme, *, shipped_fonts: bool
) -> str | None:
    return next(
        (
            family
            for family in families
            if ord(character) in fonts.characters_of(family, theme, shipped_fonts)
        ),
        None,
    )


def places_of(answer: str, theme: Theme, *, shipped_fonts: bool) -> list[tuple[str, str]]:
    """The words and faces in an answer of Typst's: pairs of a text and the families around it."""
    by_stack = {
        tuple(family.casefold() for family in stack): face
        for face, stack in reversed([*fonts.stacks(theme, shipped_fonts).items()])
    }
    found = []
    for text, stack in json.loads(answer):
        families = (stack,) if isinstance(stack, str) else tuple(stack)
        if face := by_stack.get(families):
            found.append((text, face))
    return found
