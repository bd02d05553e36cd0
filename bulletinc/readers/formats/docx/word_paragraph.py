"""A paragraph of a document while it is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from bulletinc.readers.intermediate import Comment
from bulletinc.text.characters import squeeze

# A line end after a line with a comma that no stop ends, before what opens nothing.
UNCOMPUTED = "dirty"  # the style of the result of a field that the program has still to compute

_INSIDE_A_SENTENCE = re.compile(
    r"(?<=[^\n。！？；：:!?;）)】])\n(?![\s【（(·•●①-⑳]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]"
    r"|[^，。；！？：:\n]{1,6}[：:])"
)


class WordRun(NamedTuple):
    """Characters of one look.

    ``style``: the name of their style, or empty. ``added``: not in the file. ``origin``: the
    element that holds them.
    """

    text: str
    bold: bool = False
    style: str = ""
    added: bool = False
    origin: Element | None = None


@dataclass(slots=True)
class WordNote:
    """A note at its paragraph, or at characters ``first`` to ``last`` of it, from 1."""

    message: str
    first: int | None = None
    last: int | None = None
    lost: int = 0
    comment: Comment | None = None

    def losing(self, text: str) -> WordNote:
        """Return the note for a text that was left out."""
        return replace(self, lost=len(squeeze(text)))


@dataclass(slots=True)
class WordParagraph:
    """A paragraph while it is read.

    ``style``: the name of its style. ``look``: equal for paragraphs that look alike.
    ``joined``: it goes on in the line of the paragraph above. ``picture``: what is said of the
    first picture in it; ``embedded``: the identities of those that are parts of the file, each with
    the note for one that is left out and what is said of it. ``image``: the bytes of a picture,
    which is all of it.
    """

    pieces: list[WordRun] = field(default_factory=list)
    notes: list[WordNote] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: int = 0
    look: object = None
    picture: str = ""
    embedded: list[tuple[str, WordNote, str]] = field(default_factory=list)
    image: bytes | None = None
    joined: bool = False
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    gap_at: int = -1  # how many characters were put in before something that was left out
    counted: int = 0  # how many characters were put in, as people count: without line ends

    def put(self, piece: WordRun) -> None:
        """Add characters at the end; of the blanks around what was left out, one is kept."""
        if (
            self.gap_at == self.counted
            and piece.text.startswith(" ")
            and self.text[-1:] in ("", " ")
        ):
            piece = piece._replace(text=piece.text[1:])
        self.pieces.append(piece)
        self.counted += len(piece.text) - piece.text.count("\n")

    def join_lines(self) -> None:
        """Remove line ends inside a sentence, which some programs write at the edge of the page.

        近日，街道对12条背街小巷⏎逐条排查。 Line ends in a title, or after a sentence, stay.
        """
        text = self.text
        ends = {match.start() for match in _INSIDE_A_SENTENCE.finditer(text)}
        at = 0
        for number, piece in enumerate(self.pieces):
            kept = "".join(sign for here, sign in enumerate(piece.text, at) if here not in ends)
            at += len(piece.text)
            self.pieces[number] = piece._replace(text=kept)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table in bars, which are not in the file."""
        return bool(self.pieces) and self.pieces[0].added and self.pieces[0].text.startswith("|")

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(piece.text for piece in self.pieces)
