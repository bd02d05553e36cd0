"""Tables as text (.csv, .tsv), in any of our encodings."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import PurePath

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.intermediate import IntermediateDocument
from bulletinc.readers.sheet import Sheet, sheet_paragraphs
from bulletinc.text.charsets import decode_named
from bulletinc.text.foreign_charset import foreign_charset

_SUFFIXES = (".csv", ".tsv")
_SEPARATORS = (",", "\t", ";", "，")
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_MOST_CELLS = 400_000
_SAMPLE = 20  # lines


def claims(data: bytes, suffix: str) -> bool:
    """Tell by its suffix whether a file is such a table."""
    return suffix in _SUFFIXES and not data.startswith(_BINARY)


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the rows as one sheet. Raises BulletinError for bytes that are no text."""
    text = decode_named(data, foreign_charset(data), name)
    separator = _separator(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error:  # a cell of more than 128 KB: a quotation mark that is never closed
        rows = [line.split(separator) for line in text.splitlines()]
    columns = max(map(len, rows), default=0)
    if columns * len(rows) > _MOST_CELLS:
        raise BulletinError(
            _("{path}: this table is too large for a bulletin.").format(path=name),
            _("Save the part that you need as a file of its own. Nothing was written."),
        )
    whole = tuple(tuple(row) + ("",) * (columns - len(row)) for row in rows)
    sheet = Sheet(PurePath(name).stem, whole, {})
    return IntermediateDocument(
        tuple(sheet_paragraphs(sheet, 1)), (), "sheet", sheets=(sheet.name,)
    )


def _separator(text: str) -> str:
    """Return the sign that parts most cells in the first lines."""
    lines = text.splitlines()[:_SAMPLE]
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines))
