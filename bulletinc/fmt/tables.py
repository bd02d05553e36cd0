"""Tables in canonical form.

Rows between ``|``, their columns as wide as on a terminal, a rule line under the head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bulletinc.parser.cells import is_rule
from bulletinc.syntax import Node, Row, Table
from bulletinc.text.characters import is_wide
from bulletinc.text.source import Source, Span
from bulletinc.text.typography import display

_NARROWEST = 3  # of a column: the dashes of its rule


def written_tables(source: Source, nodes: Iterable[Node]) -> Iterator[tuple[Span, str]]:
    """For each table the span of its rows, and what is written there.

    A cell with a ``|`` leaves a table as typed.
    """
    for node in nodes:
        if isinstance(node, Table) and (node.head or node.rows):
            rows = [*node.head, *node.rows]
            cells = [_cells(source, row) for row in rows]
            if not any("|" in cell for row in cells for cell in row):
                span = Span(rows[0].span.start, rows[-1].span.end)
                yield span, _table(source, node, cells)


def _cells(source: Source, row: Row) -> list[str]:
    return [
        " ".join(display(source.text[slice(*cell.span)]).replace("\u3000", " ").split())
        for cell in row.cells
    ]


def _table(source: Source, table: Table, cells: list[list[str]]) -> str:
    columns = max(len(row) for row in cells)
    widths = [
        max([_NARROWEST, *(_width(row[at]) for row in cells if at < len(row) and len(row) > 1)])
        for at in range(columns)
    ]
    lines = [_row(row, widths) for row in cells]
    if table.head:
        lines.insert(len(table.head), _rule(source, table, widths))
    return "\n".join(lines)


def _row(cells: list[str], widths: list[int]) -> str:
    padded = [cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(cells)]
    return f"| {' | '.join(padded)} |"


def _rule(source: Source, table: Table, widths: list[int]) -> str:
    """The rule line, aligned as the one that was typed."""
    typed = source.text[slice(*table.head[-1].span)].splitlines()
    marks = [""] * len(widths)
    if len(typed) > 1 and is_rule(typed[-1]):
        for at, cell in enumerate(typed[-1].strip().strip("|").split("|")[: len(widths)]):
            bare = cell.strip()
            marks[at] = (":" if bare.startswith(":") else "") + (
                ":" if bare.endswith(":") and len(bare) > 1 else ""
            )
            if bare.endswith(":") and not bare.startswith(":"):
                marks[at] = "right"
    rules = []
    for mark, width in zip(marks, widths, strict=True):
        match mark:
            case "::":
                rules.append(f":{'-' * (width - 2)}:")
            case ":":
                rules.append(f":{'-' * (width - 1)}")
            case "right":
                rules.append(f"{'-' * (width - 1)}:")
            case _:
                rules.append("-" * width)
    return f"| {' | '.join(rules)} |"


def _width(text: str) -> int:
    return sum(2 if is_wide(sign) else 1 for sign in text)
