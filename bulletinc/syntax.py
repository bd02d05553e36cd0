"""The tree: what a bulletin says, node by node.

Every node is a frozen dataclass and carries its :class:`~bulletinc.text.source.Span`. Text is kept as it was typed; only
what the conventions of the format add as syntax (the brackets of a section, the colon of a label, the marks of bold)
is left out, because the layout draws it. Where a value has a meaning beyond its letters (a date, an issue number), the
tree has both: the meaning under its own name, and the typed letters in a ``Text`` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, TypeAlias

from bulletinc.text.source import Span

Marker: TypeAlias = Literal["【】", "一、", "（一）", "1.", "（1）", "①"]
HeadlineForm: TypeAlias = Literal["line", "gap", "stop"]


@dataclass(frozen=True, slots=True)
class Text:
    """Typed characters, without line breaks."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Enumerator:
    """一是, 二是 …: opens one point of an enumeration inside a paragraph."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class UnitLead:
    """The unit that a report in a digest begins with: 区民政局, without its colon (the colon is the next text)."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """测评指标: one code of an assessment table, such as Ⅲ-58 城市精细化管理.

    ``level`` is written with the Roman numeral signs Ⅰ to Ⅻ whatever was typed; ``text`` is what was typed.
    ``number`` is ``None`` where the code has no readable number.
    """

    span: Span
    level: str
    number: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text, typed as ``**…**``."""

    span: Span
    inlines: tuple[Inline, ...]


Inline: TypeAlias = Text | Strong | Enumerator | UnitLead | Indicator


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One typed line of running text: the line is the paragraph, as in the word processors that drafts come from."""

    span: Span
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a bulletin, from its headline (or label) to its attribution.

    ``headline_form`` tells how the headline was set off from its text: on a ``line`` of its own, by a ``gap``, or by a
    full ``stop`` that belongs to neither. ``tag`` and ``attribution`` are the brackets as typed; ``indicators`` and
    ``sources`` are what they say. ``attribution_alone``: the attribution stands on a line of its own.
    """

    span: Span
    label: Text | None = None
    headline: Text | None = None
    headline_form: HeadlineForm | None = None
    lead: Text | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    tag: Text | None = None
    indicators: tuple[Indicator, ...] = ()
    attribution: Text | None = None
    attribution_alone: bool = False
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    ``marker`` names the form of heading, ``numbering`` is the marker as typed (``None`` for 【】), ``level`` counts
    from 1. ``stop``: the heading was closed by a full stop, which belongs to neither it nor its text. ``run_in``: its
    first paragraph goes on in the same line.
    """

    span: Span
    heading: Text
    level: int
    marker: Marker
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
class Contents:
    """目录: the issue's list of contents."""

    span: Span
    heading: Text
    entries: tuple[Text, ...] = ()


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


Block: TypeAlias = Section | Item | Paragraph | EditorNote | Contents | Residue | Invalid


@dataclass(frozen=True, slots=True)
class Field:
    """A name and its value: ``编辑：王某某``. The name is written without inner spaces and colon."""

    span: Span
    name: str
    value: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a glossary (名词解释)."""

    span: Span
    term: Text
    definition: Paragraph


@dataclass(frozen=True, slots=True)
class Masthead:
    """报头. ``issue`` holds the typed parts that the number, year, code, total number and label were read from.

    ``date`` is ISO 8601 (``2026-03-05``), or ``None`` where no date was typed or none exists (2月30日); ``date_text``
    is what was typed. ``name_lines`` are the lines that ``name`` was typed on. The other ``_text`` fields are typed texts
    whole: the issuer with its 编 or 主办, the serial number and the signer with their marks (编号：, 签发人：).
    """

    span: Span
    name: Text | None = None
    name_lines: tuple[Text, ...] = ()
    issue: tuple[Text, ...] = ()
    issue_number: int | None = None
    issue_year: int | None = None
    issue_code: str | None = None
    total_number: int | None = None
    issue_label: str | None = None
    issuer: Text | None = None
    issuer_text: Text | None = None
    date: str | None = None
    date_text: Text | None = None
    secrecy: Text | None = None
    urgency: Text | None = None
    serial: Text | None = None
    serial_text: Text | None = None
    signer: Text | None = None
    signer_text: Text | None = None
    unplaced: tuple[Invalid, ...] = ()
    residue: tuple[Residue, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """One line of distribution: 报, 送, 发, 抄送 …. ``recipients`` are the groups between ； or ，."""

    span: Span
    label: str
    text: Text
    recipients: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Colophon:
    """版记, with the staff and contact lines that stand around it. ``imprint`` is the printing line as typed."""

    span: Span
    staff: tuple[Field, ...] = ()
    contacts: tuple[Field, ...] = ()
    distribution: tuple[Distribution, ...] = ()
    copies: int | None = None
    copies_text: Text | None = None
    printer: Text | None = None
    printed_on: str | None = None
    imprint: Text | None = None
    unplaced: tuple[Invalid, ...] = ()
    residue: tuple[Residue, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole issue. ``body`` may hold blocks that were typed before the title (按语, 目录, residue)."""

    span: Span
    kind: str
    metadata: tuple[Field, ...] = ()
    masthead: Masthead | None = None
    title: Text | None = None
    subtitle: tuple[Text, ...] = ()
    byline: Text | None = None
    salutation: Text | None = None
    body: tuple[Block, ...] = ()
    glossary_heading: Text | None = None
    glossary: tuple[Entry, ...] = ()
    colophon: Colophon | None = None


Node: TypeAlias = (
    Document
    | Masthead
    | Block
    | Entry
    | Field
    | Distribution
    | Colophon
    | Text
    | Strong
    | Enumerator
    | UnitLead
    | Indicator
)


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes below it, each before its own, in the order of the fields."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        below: list[Node] = []
        for name in field_names(type(current)):  # type: ignore[arg-type]  # mypy does not see that a class can be hashed
            value: Any = getattr(current, name)
            if isinstance(value, tuple):
                below += value
            elif value is not None and not isinstance(value, (str, int)):
                below.append(value)
        waiting += reversed(below)


@cache
def field_names(node_class: type) -> tuple[str, ...]:
    """The names of a class's fields, but for its place: nodes, tuples of nodes, texts, numbers, or ``None``."""
    return tuple(field.name for field in fields(node_class) if field.name != "span")
