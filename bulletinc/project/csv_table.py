"""CSV files of offices: lists with a line of headings, Chinese or English, read within bounds."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.text.source import decode_long
from bulletinc.toml import lies_in, read_bounded

_LARGEST_BYTES = 16 * 2**20
_MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: the cells by the names of their columns, empty where there is no such column.

    ``number`` is its line in the file. ``quotable``: a message may show what stands in it.
    """

    file: Path
    number: int
    cells: Mapping[str, str]
    quotable: bool = True

    def __getitem__(self, column: str) -> str:
        """The cell of a column, without blanks around it."""
        return self.cells.get(column, "")

    def shown(self, text: str) -> str:
        """A text of the file, where a message may show it."""
        return text if self.quotable else "…"

    def fault(self, message: str, remedy: str) -> BulletinError:
        """The error for what is wrong in this row."""
        return BulletinError(
            _("{path}: row {number}: {fault}").format(
                path=self.file, number=self.number, fault=message
            ),
            remedy,
        )


def stamp_of(file: Path) -> tuple[int, int]:
    """When a file was written and how large it is: while both stay, it is not read again."""
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def read_rows(
    file: Path, home: Path, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> Iterator[ListRow]:
    """The rows of a CSV file that are not empty.

    ``columns`` has the headings that each column may have; those ``needed`` must be there. Raises
    :class:`BulletinError` for a file that cannot be read, is too large, or has other headings;
    nothing of a file outside of ``home`` is shown.
    """
    text = decode_long(read_bounded(file, _LARGEST_BYTES), str(file)).text
    return rows_of(text, file, columns, needed, quotable=lies_in(file, home))


def rows_of(
    text: str,
    file: Path,
    columns: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    *,
    quotable: bool = True,
) -> Iterator[ListRow]:
    """The rows of the text of a CSV file, as :func:`read_rows` gives them."""
    reader = csv.reader(StringIO(text))
    places: dict[str, int] | None = None
    number = last = 0
    try:
        for cells in reader:
            number += 1
            if not "".join(cells).strip():
                continue
            if places is None:
                places = _places(file, cells, columns, needed)
                last = max(places.values())
                continue
            if number > _MOST_ROWS:
                raise BulletinError(
                    _("{path}: more than {count} rows.").format(path=file, count=_MOST_ROWS),
                    _("Leave out what is not needed, or see whether it is the right file."),
                )
            cells.extend([""] * (last + 1 - len(cells)))
            found = {column: cells[at].strip() for column, at in places.items()}
            yield ListRow(file, reader.line_num, found, quotable)
    except csv.Error:  # a cell beyond 128 KB, a NUL
        raise _no_list(file, columns, needed) from None
    if places is None:
        raise _no_list(file, columns, needed)


def _places(
    file: Path, cells: list[str], columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> dict[str, int]:
    headings = [cell.strip().lower() for cell in cells]
    places = {
        column: headings.index(heading)
        for column, names in columns.items()
        for heading in names
        if heading in headings
    }
    if not set(needed) <= places.keys():
        raise _no_list(file, columns, needed)
    return places


def _no_list(
    file: Path, columns: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> BulletinError:
    return BulletinError(
        _("{path}: the first line does not name the columns {columns}.").format(
            path=file, columns="、".join(columns[each][1] for each in needed)
        ),
        _("Its first line is {example}; each line below is one entry.").format(
            example=f"{','.join(columns[each][1] for each in needed)} ({','.join(needed)})"
        ),
    )
