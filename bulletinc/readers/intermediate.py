"""The intermediate document: what every reader makes of a file, before it becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from bulletinc.i18n import _
from bulletinc.text.source import describe_paragraph

Unit: TypeAlias = Literal["paragraph", "line", "page", "sheet"]


class TextRun(NamedTuple):
    r"""Characters of one weight.

    A ``\n`` in them is a line end that was typed inside the paragraph. ``added`` characters are
    not in the file.
    """

    text: str
    bold: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class IntermediateParagraph:
    """One paragraph. ``place`` counts in the unit of its document.

    ``number``: what the program set in front of it by itself (一、).
    ``level``: the level of a heading, 1 being the highest; 0 for text.
    ``apart``: set apart from the paragraph above, by an empty one or by its looks.
    ``joined``: typed on the same line as the paragraph above, after a gap.
    ``emphatic``: where all of it is bold, this is emphasis and not the look of a heading.
    ``doubtful``: it may belong to a web site, and is kept with a mark.
    ``picture``: the bytes of a picture, which stands here instead of text; ``picture_path``: where
    it lies beside the file, if it is not in it; ``description``: what is said of it.
    ``origins``: for each run what in the file holds its characters, where its reader knows that.
    """

    runs: tuple[TextRun, ...]
    place: int
    number: str = ""
    level: int = 0
    apart: bool = True
    joined: bool = False
    emphatic: bool = False
    doubtful: bool = False
    picture: bytes | None = field(default=None, repr=False)
    picture_path: str = ""
    description: str = ""
    origins: tuple[object, ...] = field(default=(), repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: by whom and when (ISO 8601), on which words, and in which item."""

    text: str
    author: str = ""
    day: str = ""
    quoted: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class ImportNote:
    """Something a person should know: what was left out or changed, or what a comment says.

    ``message`` is in the user's language. ``place`` counts in the unit of the document; ``first``
    and ``last`` are characters of that paragraph, from 1. ``lost``: how many characters of text
    were left out. ``comment`` is what the note tells, if somebody wrote it into the file.
    """

    message: str
    place: int | None = None
    first: int | None = None
    last: int | None = None
    lost: int = 0
    comment: Comment | None = None


ChangeKind: TypeAlias = Literal[
    "inserted",
    "deleted",
    "replaced",
    "moved",
    "format",
    "row added",
    "row deleted",
    "split",
    "joined",
]
# The numbers of tracked changes that are not taken, from 1; ``None`` means all of them.
Refused: TypeAlias = frozenset[int] | None
ALL_TAKEN: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that a word processor recorded: by whom and when (ISO 8601), ``old`` and ``new``.

    ``context`` is the paragraph that it stands in.
    ``accepted``: it was taken over.
    """

    number: int
    kind: ChangeKind
    author: str
    day: str
    old: str
    new: str
    accepted: bool = True
    context: str = ""


@dataclass(frozen=True, slots=True)
class IntermediateDocument:
    """A file that was read.

    ``source`` is the draft itself where the file carries it (a PDF of ours): name and bytes.
    ``ours`` is a Word document that this program wrote; ``base`` the draft that it was made from,
    which others may have changed in the document since. ``tracked`` are its tracked changes.
    ``sheets`` are the names of a spreadsheet's sheets, in which its places count.
    """

    paragraphs: tuple[IntermediateParagraph, ...] = ()
    notes: tuple[ImportNote, ...] = ()
    unit: Unit = "paragraph"
    source: tuple[str, bytes] | None = field(default=None, repr=False)
    sheets: tuple[str, ...] = ()
    ours: bool = False
    base: str | None = field(default=None, repr=False)
    tracked: tuple[TrackedChange, ...] = ()


def located(unit: Unit, note: ImportNote) -> str:
    """Name the place of a note: 第12段第5–8字, 第3行, 第2页; empty for the file as a whole."""
    if note.place is None:
        return ""
    if unit == "line":
        return _("line {line}").format(line=note.place)
    if unit == "sheet":
        return _("sheet {sheet}").format(sheet=note.place)
    if unit == "page":
        return _("page {page}").format(page=note.place)
    return describe_paragraph(note.place, note.first, note.last)
