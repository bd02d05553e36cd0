"""Spreadsheets (.xlsx, .xlsm): each visible sheet as tables, with what its cells show."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.readers.formats.docx.container import ZIP, WordContainer, is_workbook
from bulletinc.readers.formats.xlsx.workbook import SheetContent, SheetPart, Workbook
from bulletinc.readers.intermediate import ImportNote, IntermediateDocument, IntermediateParagraph
from bulletinc.readers.sheet import sheet_paragraphs


def claims(data: bytes, suffix: str) -> bool:
    """Tell whether a file is a spreadsheet in the form of Excel 2007 and later."""
    return data.startswith(ZIP) and is_workbook(data, suffix)


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read all visible sheets. Formulas count by their last value; nothing is computed.

    Raises BulletinError for a file that is damaged, protected, or too large for a bulletin.
    """
    workbook = Workbook(WordContainer(data, name))
    paragraphs: list[IntermediateParagraph] = []
    notes: list[ImportNote] = []
    for place, part in enumerate(workbook.sheets, 1):
        if part.hidden:
            message = _("the hidden sheet “{sheet}” was left out")
            notes.append(ImportNote(message.format(sheet=part.name), place))
            continue
        content = workbook.content(part)
        paragraphs += sheet_paragraphs(content.sheet, place)
        notes += [
            ImportNote(note, place)
            for note in _notes(part, content.hidden_rows, content.hidden_columns, content.others)
        ]
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


def _notes(part: SheetPart, rows: list[int], columns: list[str], others: int) -> Iterator[str]:
    if rows:
        yield _("hidden rows of “{sheet}” were left out: {rows}").format(
            sheet=part.name, rows=_(", ").join(map(str, rows))
        )
    if columns:
        yield _("hidden columns of “{sheet}” were left out: {columns}").format(
            sheet=part.name, columns=_(", ").join(columns)
        )
    if others:
        yield ngettext(
            "{count} picture or chart of “{sheet}” was left out",
            "{count} pictures or charts of “{sheet}” were left out",
            others,
        ).format(count=others, sheet=part.name)
