"""Pages on their side, for tables that are wide (GB/T 9704-2012, clause 8).

The page number stands where it stands on other pages, which on the screen is at the left edge: in
a cell of its own, whose text runs downwards. (LibreOffice loses the place of a text box there.)
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from bulletinc.render.formats.docx.ooxml import clear, put
from bulletinc.render.formats.docx.page_number import number_leading, number_middle, write_number
from bulletinc.render.formats.docx.word_measures import WordMeasures, twips

_SIDES = ("top", "right", "bottom", "left")


def turned_page(package: Any, measures: WordMeasures) -> Any:
    """The properties of a section of such pages, with footers of its own."""
    part = package.part
    section = deepcopy(package.element.body.find(qn("w:sectPr")))
    _turn(section)
    for reference in section.findall(qn("w:footerReference")):
        footer, relation = part.add_footer_part()
        is_even = reference.get(qn("w:type")) == "even"
        reference.set(qn("r:id"), relation)
        place = _put_cell(clear(footer.element), measures)
        write_number(measures, place, footer, "page-number-even" if is_even else "page-number")
    return section


def _turn(section: Any) -> None:
    """Turn a page to the left: its head comes to the side where the sheet is bound."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    old = [margins.get(qn(f"w:{side}")) for side in _SIDES]
    for side, value in zip(_SIDES, (old[3], *old[:3]), strict=True):
        margins.set(qn(f"w:{side}"), value)


def _put_cell(footer: Any, measures: WordMeasures) -> Any:
    """Put a cell into a footer, along the left edge and as long as the type area is wide."""
    width = number_leading(measures)
    middle = measures.length("page.margin-bottom") - number_middle(measures)
    table = put(footer, "tbl")
    form = put(table, "tblPr")
    put(
        form,
        "tblpPr",
        vertAnchor="page",
        horzAnchor="page",
        tblpX=twips(middle - width / 2),
        tblpY=twips(measures.length("page.margin-left")),
    )
    put(form, "tblW", w=twips(width), type="dxa")
    put(form, "tblLayout", type="fixed")
    margins = put(form, "tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        put(margins, side, w=0, type="dxa")
    put(put(table, "tblGrid"), "gridCol", w=twips(width))
    row = put(table, "tr")
    put(put(row, "trPr"), "trHeight", val=twips(measures.type_width), hRule="exact")
    cell = put(row, "tc")
    put(put(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
    put(cell[0], "textDirection", val="tbRl")
    put(footer, "p")  # a table is never the last
    return cell
