"""Tables with caption, unit and notes."""

from __future__ import annotations

from collections.abc import Sequence

from bulletinc.parser import cells
from bulletinc.parser.automaton import read
from bulletinc.parser.columns import Sort, row_cells
from bulletinc.parser.inlines import inlines
from bulletinc.parser.lines import Line, text_of, trimmed
from bulletinc.parser.reading import LineRole
from bulletinc.parser.survey import Survey
from bulletinc.syntax import Cell, Row, Table
from bulletinc.text.patterns import pattern
from bulletinc.text.source import Span

ROLES = frozenset(("table-caption", "table-unit", "table-row", "table-note"))
_NUMBER = pattern(r"[+＋\-－—↑↓]?\d[\d,.，．:：~～]*\s*[%％‰]?")
_MOST_HEAD_ROWS = 3


def begins(before: str, role: str) -> bool:
    """A caption begins a table, and so does a row below notes."""
    order = ("table-caption", "table-unit", "table-row", "table-note")
    if order.index(role) < order.index(before):
        return not (before == "table-unit" and role == "table-caption")
    return role == before == "table-caption"


def build(survey: Survey, lines: Sequence[LineRole]) -> Table:
    """The table."""
    by_role: dict[str, list[Line]] = {role: [] for role in ROLES}
    indexes = [index for index, role in lines if role == "table-row"]
    for index, role in lines:
        by_role[role].append(survey.lines[index])
    head, rows = _rows(survey, indexes)
    caption, unit = by_role["table-caption"], by_role["table-unit"]
    start = survey.lines[lines[0][0]].span.start
    return Table(
        Span(start, survey.lines[lines[-1][0]].span.end),
        caption=text_of(caption[0].whole) if caption else None,
        unit=text_of(unit[0].whole) if unit else None,
        head=tuple(head),
        rows=tuple(rows),
        notes=tuple(text_of(line.whole) for line in by_role["table-note"]),
    )


def _rows(survey: Survey, indexes: Sequence[int]) -> tuple[list[Row], list[Row]]:
    if not indexes:
        return [], []
    block = survey.row.get(indexes[0])
    sort: Sort = block.sort if block else "gap"
    if sort == "cell" and block:
        return _stacked(survey, indexes, block.columns)
    rows: list[Row] = []
    ruled = 0
    for index in indexes:
        line = survey.lines[index]
        text = survey.source.text[line.span.start : line.span.end]
        frame = cells.is_frame(text)
        if sort == "pipe" and (frame or (cells.is_rule(text) and not ruled)) and rows:
            ruled = ruled or len(rows)
            rows[-1] = Row(Span(rows[-1].span.start, line.span.end), rows[-1].cells)
        elif not frame:
            spans = row_cells(survey.source, line, sort)
            rows.append(Row(line.span, tuple(_cell(survey, span) for span in spans)))
    head = ruled or _head(survey, rows)
    return rows[:head], rows[head:]


def _stacked(survey: Survey, indexes: Sequence[int], columns: int) -> tuple[list[Row], list[Row]]:
    """Rows of a table with one cell a line: a row's span covers the lines of its cells."""
    spans = [survey.lines[index].span for index in indexes]
    rows = [
        Row(
            Span(spans[at].start, spans[min(at + columns, len(spans)) - 1].end),
            tuple(_cell(survey, span) for span in spans[at : at + columns]),
        )
        for at in range(0, len(spans), columns)
    ]
    return rows[:1], rows[1:]


def _head(survey: Survey, rows: Sequence[Row]) -> int:
    """How many rows stand above the first that has a number or heads a group."""
    numbered = [
        len(row.cells) == 1 or any(_is_number(survey, cell) for cell in row.cells) for row in rows
    ]
    if not any(numbered):
        return 1 if len(rows) > 1 else 0
    first = numbered.index(True)
    return first if first <= _MOST_HEAD_ROWS else 1


def _is_number(survey: Survey, cell: Cell) -> bool:
    text = survey.source.text[cell.span.start : cell.span.end].strip("* ")
    return _NUMBER.fullmatch(text) is not None


def _cell(survey: Survey, span: Span) -> Cell:
    text = survey.source.text[span.start : span.end]
    if not text:
        return Cell(span)
    return Cell(span, inlines(trimmed(read(text, span.start, "text").parts)))
