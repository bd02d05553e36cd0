"""Tables: ruled, the head repeated on each page, no row parted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bulletinc.render.formats.docx.inlines import write_inlines
from bulletinc.render.formats.docx.ooxml import put
from bulletinc.render.formats.docx.row_heights import row_heights
from bulletinc.render.formats.docx.style import Style
from bulletinc.render.formats.docx.text_writer import TextWriter
from bulletinc.render.formats.docx.word_measures import WordMeasures, eighths, half_points, twips
from bulletinc.render.order import table_parts
from bulletinc.render.style_names import numbered_id
from bulletinc.render.table_form import CellForm, RowForm, RowRole, TableForm, table_form
from bulletinc.syntax import Document, Table, walk

_SIDES = ("top", "left", "bottom", "right")
_INNER = ("insideH", "insideV")
_STYLES: dict[tuple[RowRole, str], str] = {
    ("head", "centre"): "table-head",
    ("group", "text"): "table-group",
    ("total", "text"): "table-total",
    ("total", "figure"): "table-total-figure",
    ("row", "text"): "table-text",
    ("row", "figure"): "table-figure",
}
_LACKING = "table-blank"  # the style of a cell that the row of the draft lacks


def table_styles(measures: WordMeasures, document: Document) -> Iterable[Style]:
    """The styles of tables: those around them, and those of cells in each size that is used."""
    note = Style("", face="fangsong", align="left", keeps_lines=True)
    yield Style(
        "table-caption",
        face="heiti",
        size=measures.length("table.caption-size"),
        align="centre",
        keeps_next=True,
    )
    yield Style(
        "table-unit", size=measures.length("table.unit-size"), align="right", keeps_next=True
    )
    yield Style("table-note", size=measures.length("table.note-size"), align=note.align)
    sizes = {measures.length("table.size")} | {
        table_form(node, measures.layout).size for node in walk(document) if isinstance(node, Table)
    }
    for size in sorted(sizes, reverse=True):
        yield from _cell_styles(measures, size)


def has_turned_table(measures: WordMeasures, document: Document) -> bool:
    """Whether a table of the document needs a page on its side."""
    return any(
        table_form(node, measures.layout).turned
        for node in walk(document)
        if isinstance(node, Table)
    )


def _cell_styles(measures: WordMeasures, size: float) -> Iterable[Style]:
    leading = size * measures.number("table.leading")
    figures = "right" if measures.value("table.figures") == "right" else "centre"
    for (role, align), name in (*_STYLES.items(), (("row", "text"), _LACKING)):
        yield Style(
            numbered_id(name, half_points(size)),
            face="" if role == "row" else "heiti",
            size=size,
            leading=leading,
            align={"centre": "centre", "text": "left", "figure": figures}[align],
            keeps_next=role in {"head", "group"},
        )


def write_table(writer: TextWriter, measures: WordMeasures, table: Table) -> None:
    """Write a table with its caption, unit and notes; on a page of its own, if it is turned."""
    form = table_form(table, measures.layout)
    if form.turned:
        writer.end_section()
    for part in table_parts(table):
        if part.name == "rows":
            _write_rows(writer, measures, form)
            continue
        for node in part.nodes:
            style = "table-note" if part.name == "notes" else f"table-{part.name}"
            writer.paragraph(style).text(node)  # type: ignore[arg-type]  # lines around a table
    if form.turned:
        writer.end_section(writer.turned_page)


def _write_rows(writer: TextWriter, measures: WordMeasures, form: TableForm) -> None:
    table = writer.add("tbl")
    _write_form(table, measures, form)
    grid = put(table, "tblGrid")
    for width in form.widths:
        put(grid, "gridCol", w=twips(width * form.size))
    heights = row_heights(form, measures)
    for row, height in zip((*form.head, *form.rows), heights, strict=True):
        _write_row(writer, table, form, row, height)


def _write_form(table: Any, measures: WordMeasures, form: TableForm) -> None:
    properties = put(table, "tblPr")
    put(properties, "tblW", w=twips(form.width * form.size), type="dxa")
    put(properties, "jc", val="center")
    ruled = measures.value("table.form") == "ruled"
    borders = put(properties, "tblBorders")
    outer, inner = (eighths(measures.length(f"table.{key}")) for key in ("outer-rule", "rule"))
    for side in _SIDES:
        if ruled or side in {"top", "bottom"}:
            put(borders, side, val="single", sz=outer, space=0, color="auto")
    for side in _INNER if ruled else ():
        put(borders, side, val="single", sz=inner, space=0, color="auto")
    put(properties, "tblLayout", type="fixed")
    margins = put(properties, "tblCellMar")
    for side in _SIDES:
        key = "table.padding" if side in {"left", "right"} else "table.row-padding"
        put(margins, side, w=twips(measures.length(key, form.size)), type="dxa")


def _write_row(
    writer: TextWriter, table: Any, form: TableForm, row: RowForm, height: float
) -> None:
    element = put(table, "tr")
    properties = put(element, "trPr")
    put(properties, "cantSplit")
    put(properties, "trHeight", val=twips(height), hRule="atLeast")
    if row.role == "head":
        put(properties, "tblHeader")
    at = 0
    for number, cell in enumerate(row.cells):
        width = sum(form.widths[at : at + cell.columns])
        name = _STYLES[row.role, cell.align] if number < len(row.row.cells) else _LACKING
        style = numbered_id(name, half_points(form.size))
        _write_cell(writer, put(element, "tc"), cell, style, twips(width * form.size))
        at += cell.columns


def _write_cell(writer: TextWriter, element: Any, cell: CellForm, style: str, width: int) -> None:
    properties = put(element, "tcPr")
    put(properties, "tcW", w=width, type="dxa")
    if cell.columns > 1:
        put(properties, "gridSpan", val=cell.columns)
    put(properties, "vAlign", val="center")
    write_inlines(writer.start(put(element, "p"), style), cell.cell.inlines)
