"""The whole issue: masthead, body, glossary, colophon."""

from __future__ import annotations

from dataclasses import dataclass

from bulletinc.syntax.blocks import (
    Annex,
    AnnexList,
    Block,
    ClosingNote,
    Invalid,
    Paragraph,
    Residue,
    SignOff,
)
from bulletinc.syntax.inlines import Text
from bulletinc.text.source import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A name and its value: ``编辑：王某某``.

    The name is written without inner spaces and colon.
    """

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
    """报头. ``issue`` holds the typed parts that the number, year, code, total number and label
    were read from.

    A joint issue (第7-8期) has ``issue_number_last`` and ``total_number_last``. ``date`` is ISO
    8601 (``2026-03-05``), or ``None`` where no date was typed or none exists (2月30日);
    ``date_text`` is what was typed. ``name_lines`` are the lines that ``name`` was typed on. The
    other ``_text`` fields are typed texts whole: the issuer with its 编 or 主办, the serial number
    and the signer with their marks (编号：, 签发人：). ``remarks`` are lines of another sort
    (送审稿, a motto); ``unplaced`` is what fits nowhere.
    """

    span: Span
    name: Text | None = None
    name_lines: tuple[Text, ...] = ()
    issue: tuple[Text, ...] = ()
    issue_number: int | None = None
    issue_number_last: int | None = None
    issue_year: int | None = None
    issue_code: str | None = None
    total_number: int | None = None
    total_number_last: int | None = None
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
    document_number: Text | None = None
    remarks: tuple[Text, ...] = ()
    unplaced: tuple[Invalid, ...] = ()
    residue: tuple[Residue, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """One line of distribution: 报, 送, 发, 抄送 ….

    ``recipients`` are the groups between ； or ，.
    """

    span: Span
    label: str
    text: Text
    recipients: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Colophon:
    """版记, with the staff and contact lines that stand around it.

    ``imprint`` is the printing line as typed.

    A label that is not known stands among the contacts or the staff, as its neighbours do.
    ``keywords`` is the line of 主题词.
    """

    span: Span
    staff: tuple[Field, ...] = ()
    contacts: tuple[Field, ...] = ()
    distribution: tuple[Distribution, ...] = ()
    copies: int | None = None
    copies_text: Text | None = None
    printer: Text | None = None
    printed_on: str | None = None
    imprint: Text | None = None
    keywords: Field | None = None
    unplaced: tuple[Invalid, ...] = ()
    residue: tuple[Residue, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole issue.

    ``body`` may hold blocks that were typed before the title (按语, 目录, 批示, residue).

    ``annex_list``, ``sign_off`` and ``closing_notes`` are those at the end of the body; such blocks
    elsewhere stand in the body where they were typed. ``salutation`` is 称谓 or 主送机关.
    """

    span: Span
    kind: str
    metadata: tuple[Field, ...] = ()
    masthead: Masthead | None = None
    title: Text | None = None
    subtitle: tuple[Text, ...] = ()
    byline: Text | None = None
    document_number: Text | None = None
    salutation: Text | None = None
    body: tuple[Block, ...] = ()
    annex_list: AnnexList | None = None
    sign_off: SignOff | None = None
    closing_notes: tuple[ClosingNote, ...] = ()
    glossary_heading: Text | None = None
    glossary: tuple[Entry, ...] = ()
    annexes: tuple[Annex, ...] = ()
    colophon: Colophon | None = None
