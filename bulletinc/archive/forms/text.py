"""Tables for a terminal: columns in line, Chinese characters two columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.archive.columns import columns_of, group_title, heading, text_of
from bulletinc.archive.statistics import Statistics, StatsTable
from bulletinc.i18n import _
from bulletinc.text.characters import is_wide

IS_TEXT = True
_GAP = "  "
_LEFT = frozenset(("unit", "indicator", "section", "month"))


def render(statistics: Statistics) -> bytes:
    """The tables, each with the name of its group, in UTF-8."""
    columns = columns_of(statistics)
    blocks = []
    for table in statistics.tables:
        title = group_title(table.group, statistics)
        blocks.append("\n".join(filter(None, [title, *_lines(table, columns, statistics)])))
    if statistics.silent:
        names = _(", ").join(statistics.silent)
        blocks.append(_("Nothing came from: {names}").format(names=names))
    return ("\n\n".join(blocks) + "\n").encode()


def _lines(table: StatsTable, columns: Sequence[str], statistics: Statistics) -> Iterator[str]:
    rows = [[heading(column) for column in columns]]
    rows += [
        [text_of(row, column, statistics) for column in columns]
        for row in (*table.rows, *([table.total] if len(table.rows) > 1 else []))
    ]
    widths = [max(map(_width, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + _blanks(cell, width) if column in _LEFT else _blanks(cell, width) + cell
            for cell, width, column in zip(row, widths, columns, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _blanks(cell: str, width: int) -> str:
    return " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(2 if is_wide(character) else 1 for character in text)
