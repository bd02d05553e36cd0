"""A paragraph of a document while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Piece(NamedTuple):
    """Characters of one look. ``style`` is the name of their style, empty where they have none; ``added``: as in a run."""

    text: str
    bold: bool = False
    style: str = ""
    added: bool = False


@dataclass(slots=True)
class Note:
    """A remark on its way to its place: characters ``first`` to ``last`` of its paragraph, from 1, where it has any."""

    message: str
    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class Block:
    """A paragraph read. ``style`` is the name of its style; ``look`` is the same for paragraphs that look alike.

    ``joined``: it goes on in the line of the paragraph before it.
    """

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: int = 0
    look: object = None
    picture: str = ""
    joined: bool = False
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    gap_at: int = -1  # how many characters were put in before something that was left out
    counted: int = 0  # how many characters were put in, as people count: without line ends

    def put(self, piece: Piece) -> None:
        """Put characters at its end; of the blanks around what was left out, one is enough."""
        if (
            self.gap_at == self.counted
            and piece.text.startswith(" ")
            and self.text[-1:] in ("", " ")
        ):
            piece = piece._replace(text=piece.text[1:])
        self.pieces.append(piece)
        self.counted += len(piece.text) - piece.text.count("\n")

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(piece.text for piece in self.pieces)
