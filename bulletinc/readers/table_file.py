"""A table of an office's own data, from a CSV file or a spreadsheet: rows with their places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.formats import xlsx
from bulletinc.text.charsets import decode_named
from bulletinc.text.foreign_charset import foreign_charset
from bulletinc.toml import read_bounded

LARGEST_BYTES = 64 * 2**20
_MOST_CELLS = 2_000_000
_SEPARATORS = (",", "\t", ";", "，")
_BINARY = (b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04")
_MOST_LINES = 10  # of one cell; more are a quotation mark that is never closed


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the line where it begins in the file, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """The rows that are not empty, and what was left out."""

    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()


def read_table_file(path: Path) -> TableFile:
    """Read a CSV file in any of our encodings, or the first visible sheet of a spreadsheet.

    Raises BulletinError for a file that cannot be read, is neither, or is too large.
    """
    data = read_bounded(path, LARGEST_BYTES)
    if xlsx.claims(data, path.suffix.lower()):
        return _sheet(data, path)
    if data.startswith(_BINARY):
        raise BulletinError(
            _("{path}: this is no CSV file and no .xlsx spreadsheet.").format(path=path),
            _("Save it as .xlsx or .csv, and name that file."),
        )
    rows = _csv(decode_named(data, foreign_charset(data), str(path)))
    if sum(len(row.cells) for row in rows) > _MOST_CELLS:
        raise BulletinError(
            _("{path}: this table is too large.").format(path=path),
            _("Split it, for example into one file a year."),
        )
    return TableFile(rows)


def _csv(text: str) -> tuple[TableRow, ...]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=head.count)
    rows: list[TableRow] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            if any(cell.count("\n") > _MOST_LINES for cell in row):
                return _lines(text, separator)
            rows.append(TableRow(line, tuple(cell.strip() for cell in row)))
            line = reader.line_num + 1
    except csv.Error:  # a cell of more than 128 KB
        return _lines(text, separator)
    return tuple(row for row in rows if any(row.cells))


def _lines(text: str, separator: str) -> tuple[TableRow, ...]:
    """The rows of a file whose quotation marks say nothing: a line is a row."""
    rows = (
        TableRow(number, tuple(cell.strip(' "\t') for cell in line.split(separator)))
        for number, line in enumerate(text.splitlines(), 1)
    )
    return tuple(row for row in rows if any(row.cells))


def _sheet(data: bytes, path: Path) -> TableFile:
    content = xlsx.first_sheet(data, str(path))
    numbered = zip(content.numbers, content.sheet.rows, strict=True)
    rows = tuple(TableRow(number, row) for number, row in numbered if any(row))
    hidden = [number for number in content.hidden_rows if number]
    return TableFile(
        rows,
        (
            _("{path}: hidden rows were not read: {rows}").format(
                path=path, rows=_(", ").join(map(str, hidden))
            ),
        )
        if hidden
        else (),
    )
