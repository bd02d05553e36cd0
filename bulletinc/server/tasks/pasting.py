"""What was copied from a spreadsheet, Word or a web page, as text for a draft."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from io import StringIO

from bulletinc import readers
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.imported_pictures import without_pictures
from bulletinc.readers.intermediate import IntermediateDocument, located
from bulletinc.readers.sheet import Sheet, sheet_paragraphs

CELLS, WEB_TEXT = "text/tab-separated-values", "text/html"


@dataclass(frozen=True, slots=True)
class PastingRequest:
    """What was copied, and of which form it is."""

    form: str
    data: bytes = field(repr=False)


def paste(request: PastingRequest) -> tuple[str, list[str]]:
    """The text to insert, and what was left out of it. Raises BulletinError where none is left."""
    name = _("what was copied")
    document = _document(request, name)
    text = write_draft(document, name).source.text.strip("\n")
    if not text.strip():
        raise BulletinError(
            _("What was copied has no text."), _("Copy the text itself, or cells with text.")
        )
    notes = []
    for note in document.notes:
        place = located(document.unit, note)
        message = _("{path}: {note}").format(path=place, note=note.message)
        notes.append(message if place else note.message)
    return text, notes


def _document(request: PastingRequest, name: str) -> IntermediateDocument:
    if request.form == WEB_TEXT:
        return without_pictures(readers.read(request.data, f"{name}.html"))
    text = request.data.decode("utf-8", "replace")
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:  # a quotation mark that is never closed
        rows = [line.split("\t") for line in text.splitlines()]
    columns = max(map(len, rows), default=0)
    cells = tuple(tuple(row) + ("",) * (columns - len(row)) for row in rows)
    return IntermediateDocument(tuple(sheet_paragraphs(Sheet("", cells, {}), 1)), unit="sheet")
