"""Faces and the fonts that serve them, as every engine tells of them.

A face (仿宋, 黑体 …) is a stack of families in the theme's layout. The first one that is at hand
serves it; those after it set what it has no glyph for. Letters, digits and signs may come from any
family of the stack, because faces are drawn that way; a Han character from another family than the
serving one is a substitute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from bulletinc.i18n import _, ngettext
from bulletinc.text.source import Source

FACES = {
    "xiaobiaosong": "小标宋",
    "fangsong": "仿宋",
    "heiti": "黑体",
    "kaiti": "楷体",
    "songti": "宋体",
}

_CHARACTERS_NAMED = 8  # in a note; the others are counted


@dataclass(frozen=True, slots=True)
class ServedFace:
    """A face and the font that serves it: the first family of its stack that is at hand.

    ``missing`` are the families before it; ``shipped`` says whether the theme brings the ``file``.
    """

    face: str
    family: str
    file: Path
    shipped: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Substitute:
    """A character that the serving family of a face does not have.

    ``by`` is the family that set it, ``None`` for none. ``context`` is the line of the page that it
    stands in, and ``at`` its index there.
    """

    character: str
    face: str
    by: str | None
    context: str
    at: int

    def place(self, source: Source | None) -> int | None:
        """The offset of the character in the source, found by the letters around it."""
        if source is None:
            return None
        for reach in (8, 4, 2, 0):
            before = self.context[max(0, self.at - reach) : self.at]
            found = source.text.find(before + self.context[self.at : self.at + 1 + reach])
            if found >= 0:
                return found + len(before)
        return None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a page is set in.

    ``elements`` has the faces of each class of element, ``served`` what serves each face, and
    ``substitutes`` says who stands in for it where.
    """

    elements: Mapping[str, tuple[str, ...]]
    served: tuple[ServedFace, ...]
    substitutes: tuple[str, ...]


def substitute_notes(found: Iterable[Substitute], source: Source | None) -> Iterable[str]:
    """One note for the characters that no font has, one for each face and who stands in for it."""
    groups: dict[tuple[str, str | None], list[Substitute]] = {}
    for each in found:
        groups.setdefault(("" if each.by is None else each.face, each.by), []).append(each)
    for (face, family), group in groups.items():
        named = _(", ").join(_named(each, source) for each in group[:_CHARACTERS_NAMED])
        more = len(group) - _CHARACTERS_NAMED
        named += _(" and {count} more").format(count=more) if more > 0 else ""
        if family is None:
            yield ngettext(
                "No font has this character: the PDF shows an empty box instead, "
                "and is not PDF/A: {characters}",
                "No font has these characters: the PDF shows empty boxes instead, "
                "and is not PDF/A: {characters}",
                len(group),
            ).format(characters=named)
        else:
            yield ngettext(
                "{face} does not have this character, {family} sets it: {characters}",
                "{face} does not have these characters, {family} sets them: {characters}",
                len(group),
            ).format(face=FACES[face], family=family, characters=named)


def _named(each: Substitute, source: Source | None) -> str:
    place = each.place(source)
    if source is None or place is None:
        return f"{each.character} (U+{ord(each.character):04X})"
    return _("{character} (U+{code:04X}, line {line})").format(
        character=each.character, code=ord(each.character), line=source.position(place).line
    )


@cache
def short_hash(path: Path) -> str:
    """Eight hexadecimal digits of what is in a file; empty where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()[:8]
    except OSError:
        return ""
