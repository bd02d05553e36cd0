"""What a body holds: sections, items, paragraphs, tables and all that stands among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bulletinc.syntax.inlines import Indicator, Inline, Text
from bulletinc.text.source import Span

LabelForm: TypeAlias = Literal["brackets", "colon", "dash"]
HeadlineForm: TypeAlias = Literal["line", "gap", "stop", "colon"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One typed line of running text: the line is the paragraph, as in the word processors that
    drafts come from.
    """

    span: Span
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list.

    ``marker`` is its bullet as typed, ``None`` for an entry of a list of names.
    """

    span: Span
    marker: Text | None = None
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Bulleted points, or names, one a line."""

    span: Span
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; an empty one has no inlines."""

    span: Span
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    A row of one cell in a table of several columns is the heading of a group.

    The span of the last row of a head covers Markdown's rule line (``|---|``) below it.
    """

    span: Span
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is typed around it: 表1　…, 单位：万元, 注：….

    ``head`` and ``rows`` may differ in columns.
    """

    span: Span
    caption: Text | None = None
    unit: Text | None = None
    head: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or the place of one: ``path`` is ``None`` where the draft only marks a place
    (（此处插图）).

    ``place`` is what the draft says there, or what Markdown's brackets say besides a typed
    caption.
    """

    span: Span
    path: Text | None = None
    place: Text | None = None
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A table drawn: 【图表：表1 柱状】, 【图表：表2 折线 办结数 满意度】.

    ``table`` is the name of the table, ``None`` for the one above; ``form`` is how it is drawn, and
    ``columns`` are the heads of those that are drawn, where not all are. All are as typed.
    """

    span: Span
    table: Text | None = None
    form: Text | None = None
    columns: tuple[Text, ...] = ()
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """落款: the organs that sign, and the day.

    ``date`` is ISO 8601, ``date_text`` what was typed.
    """

    span: Span
    organs: tuple[Text, ...] = ()
    date: str | None = None
    date_text: Text | None = None


@dataclass(frozen=True, slots=True)
class AnnexList:
    """附件说明: the list of what is attached. ``label`` is 附件 as typed, without its colon."""

    span: Span
    label: Text
    entries: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingNote:
    """附注 after the sign-off: （此件公开发布）, （联系人：…，电话：…）."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a bulletin, from its headline (or label) to its attribution; or one article of
    several.

    ``headline_form`` tells how the headline was set off from its text: on a ``line`` of its own, by
    a ``gap``, by a full ``stop`` that belongs to neither, or by a ``colon`` that ends it. ``sign``
    is the mark before the first line (△, ●). ``label_form``: the label stands in 【】
    (``brackets``), or is the unit before the ``colon`` or the ``dash`` (——) that opens a brief.
    ``tag`` and ``attribution`` are the brackets as typed; ``indicators`` and ``sources`` are what
    they say. ``attribution_alone``: the attribution stands on a line of its own. ``children`` are
    what a document's body may hold, but for items.
    """

    span: Span
    sign: Text | None = None
    label: Text | None = None
    label_form: LabelForm | None = None
    headline: Text | None = None
    headline_form: HeadlineForm | None = None
    subtitle: tuple[Text, ...] = ()
    byline: Text | None = None
    document_number: Text | None = None
    salutation: Text | None = None
    lead: Text | None = None
    children: tuple[Block, ...] = ()
    annex_list: AnnexList | None = None
    sign_off: SignOff | None = None
    tag: Text | None = None
    indicators: tuple[Indicator, ...] = ()
    attribution: Text | None = None
    attribution_alone: bool = False
    sources: tuple[Text, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the item, those under its headings as well."""
        found: list[Paragraph] = []
        waiting: list[Block] = list(reversed(self.children))
        while waiting:
            block = waiting.pop()
            if isinstance(block, Paragraph):
                found.append(block)
            elif isinstance(block, Section):
                waiting += reversed(block.children)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    ``marker`` names the form of heading: 【】, 一、, （一）, 1., （1）, ①, or the sign typed before
    it (◆), or nothing for a line without a sign; ``numbering`` is the marker as typed (``None`` for
    【】), ``level`` counts from 1. ``stop``: the heading was closed by a full stop, which belongs
    to neither it nor its text. ``run_in``: its first paragraph goes on in the same line.
    """

    span: Span
    heading: Text
    level: int
    marker: str
    numbering: Text | None = None
    stop: bool = False
    run_in: bool = False
    children: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class EditorNote:
    """按语: the editor's words between masthead and body. ``label`` is 编者按 or 按."""

    span: Span
    label: Text
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    r"""What one leader wrote of a report (批示), with name and day.

    The lines of ``text`` are joined by ``\n``.

    ``date`` is ISO 8601, ``None`` where no year was typed; ``date_text`` is what was typed.
    """

    span: Span
    text: Text
    person: Text | None = None
    date: str | None = None
    date_text: Text | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """批示: leaders' remarks above the title. ``heading`` is 领导批示, without its colon."""

    span: Span
    heading: Text
    entries: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents.

    ``text`` is without bullet, leaders and page number; ``page`` is what was typed.
    """

    span: Span
    text: str
    page: Text | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """目录: the issue's list of contents.

    ``heading`` is ``None`` where the lines stand without one.
    """

    span: Span
    heading: Text | None
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Residue:
    """What a web page left behind (展开, 打印本页 …). Kept in the tree, not laid out."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Invalid:
    """Text that fits nowhere. Kept in the tree, laid out where it stands, and reported."""

    span: Span
    text: str


Block: TypeAlias = (
    Section
    | Item
    | Paragraph
    | List
    | Table
    | Figure
    | Chart
    | Instruction
    | EditorNote
    | Contents
    | AnnexList
    | SignOff
    | ClosingNote
    | Residue
    | Invalid
)


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: a text that is attached; a small document.

    ``label`` is 附件1, ``number`` 1, as far as it has one.
    """

    span: Span
    label: Text
    number: int | None = None
    title: Text | None = None
    subtitle: tuple[Text, ...] = ()
    children: tuple[Block, ...] = ()
    sign_off: SignOff | None = None
