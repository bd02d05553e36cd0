"""What a reader gives: the paragraphs of a file as a person reads them, and what it left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from bulletinc.i18n import _
from bulletinc.text.source import describe_paragraph

Unit: TypeAlias = Literal["paragraph", "line", "page"]


class Run(NamedTuple):
    """Characters of one weight. A line end in them is one that was typed inside the paragraph. ``added``: the file has none of them."""

    text: str
    bold: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph. ``place`` counts in the unit of its manuscript.

    ``number`` is what the program set before it by itself (一、). ``level``: it is a heading of that level, 1 being the highest; 0:
    it is none. ``apart``: it is set apart from the paragraph before it, by an empty one or by its looks; ``joined``: it was typed on the
    same line as that, behind a gap. ``emphatic``: where all of
    it is bold, that is meant as emphasis, and is not merely how such headings look.
    """

    runs: tuple[Run, ...]
    place: int
    number: str = ""
    level: int = 0
    apart: bool = True
    joined: bool = False
    emphatic: bool = False

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should know of: what was left out or changed on the way, or what a comment says.

    ``message`` is a sentence or part of one in the user's language. ``place`` counts in the unit of the manuscript, ``first`` and
    ``last`` are characters of that paragraph, from 1.
    """

    message: str
    place: int | None = None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file read. ``source`` is the draft itself, where the file carries it (a PDF of ours): its name and its bytes."""

    paragraphs: tuple[Paragraph, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unit: Unit = "paragraph"
    source: tuple[str, bytes] | None = field(default=None, repr=False)


def located(unit: Unit, remark: Remark) -> str:
    """Where a remark belongs, as people say it: 第12段第5–8字, 第3行, 第2页; empty for the file as a whole."""
    if remark.place is None:
        return ""
    if unit == "line":
        return _("line {line}").format(line=remark.place)
    if unit == "page":
        return _("page {page}").format(page=remark.place)
    return describe_paragraph(remark.place, remark.first, remark.last)
