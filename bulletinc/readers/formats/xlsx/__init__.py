"""Spreadsheets (.xlsx, .xlsm): each visible sheet as tables, with what its cells show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.readers.formats.docx.container import ZIP, WordContainer, is_workbook
from bulletinc.readers.formats.xlsx.sheet_asides import SheetAsides, sheet_asides
from bulletinc.readers.formats.xlsx.workbook import SheetContent, SheetPart, Workbook
from bulletinc.readers.intermediate import (
    Comment,
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
)
from bulletinc.readers.sheet import sheet_paragraphs
from bulletinc.readers.tracked_notes import commented
from bulletinc.text.characters import squeeze

_MOST_CELLS_NAMED = 20


def claims(data: bytes, suffix: str) -> bool:
    """Tell whether a file is a spreadsheet in the form of Excel 2007 and later."""
    return data.startswith(ZIP) and is_workbook(data, suffix)


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read all visible sheets. Formulas count by their last value; nothing is computed.

    Raises BulletinError for a file that is damaged, protected, or too large for a bulletin.
    """
    container = WordContainer(data, name)
    workbook = Workbook(container)
    paragraphs: list[IntermediateParagraph] = []
    notes: list[ImportNote] = []
    for place, part in enumerate(workbook.sheets, 1):
        if part.hidden:
            message = _("the hidden sheet “{sheet}” was left out")
            notes.append(ImportNote(message.format(sheet=part.name), place))
            continue
        content = workbook.content(part)
        paragraphs += sheet_paragraphs(content.sheet, place)
        found = (*_notes(part, content), *_asides(part, sheet_asides(container, part.path)))
        notes += [replace(note, place=place) for note in found]
    if not paragraphs:
        raise BulletinError(
            _("{path}: there is nothing in the visible sheets of this spreadsheet.").format(
                path=name
            ),
            _("Check that it is the right file, and that the sheet is not hidden."),
        )
    return IntermediateDocument(
        tuple(paragraphs),
        tuple(notes),
        "sheet",
        sheets=tuple(part.name for part in workbook.sheets),
    )


def first_sheet(data: bytes, name: str) -> SheetContent:
    """What the first visible sheet of a workbook shows. Raises BulletinError as :func:`read`."""
    workbook = Workbook(WordContainer(data, name))
    visible = [part for part in workbook.sheets if not part.hidden]
    if not visible:
        raise BulletinError(
            _("{path}: there is nothing in the visible sheets of this spreadsheet.").format(
                path=name
            ),
            _("Check that it is the right file, and that the sheet is not hidden."),
        )
    return workbook.content(visible[0])


def _notes(part: SheetPart, content: SheetContent) -> Iterator[ImportNote]:
    if content.hidden_rows:
        rows = _(", ").join(map(str, content.hidden_rows))
        message = _("hidden rows of “{sheet}” were left out: {rows}")
        yield ImportNote(message.format(sheet=part.name, rows=rows))
    if content.hidden_columns:
        columns = _(", ").join(content.hidden_columns)
        message = _("hidden columns of “{sheet}” were left out: {columns}")
        yield ImportNote(message.format(sheet=part.name, columns=columns))
    if content.uncomputed:
        shown = _(", ").join(content.uncomputed[:_MOST_CELLS_NAMED])
        cells = f"{shown} …" if len(content.uncomputed) > _MOST_CELLS_NAMED else shown
        message = _(
            "formulas of “{sheet}” have no value yet ({cells});"
            " open the file in Excel or WPS, save it, and import it again"
        )
        yield ImportNote(message.format(sheet=part.name, cells=cells))


def _asides(part: SheetPart, asides: SheetAsides) -> Iterator[ImportNote]:
    yield from (ImportNote(commented(Comment(text, author))) for author, text in asides.comments)
    for text in asides.texts:
        message = _("the text of a shape was left out: {text}")
        yield ImportNote(message.format(text=text), lost=len(squeeze(text)))
    if asides.others:
        message = ngettext(
            "{count} picture or chart of “{sheet}” was left out",
            "{count} pictures or charts of “{sheet}” were left out",
            asides.others,
        )
        yield ImportNote(message.format(count=asides.others, sheet=part.name))
