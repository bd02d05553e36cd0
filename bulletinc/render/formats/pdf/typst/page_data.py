"""A document and its layout as the data that ``page.typ`` sets: plain values, for JSON.

A node is a table that names its class under ``node``; a text is a list of runs. What a page says
where is decided by the modules that all forms of page share; nothing here depends on a font.
"""

from __future__ import annotations

from typing import Any

from bulletinc.render import RenderContext
from bulletinc.render.formats.pdf.typst.block_data import BlockData, keep_together
from bulletinc.render.formats.pdf.typst.layout_data import layout_data
from bulletinc.render.formats.pdf.typst.marking import NO_DATE
from bulletinc.render.formats.pdf.typst.runs import (
    Runs,
    Table,
    line_runs,
    linked_runs,
    part,
    runs,
    words,
)
from bulletinc.render.measures import POINTS, Measures, NameRow, is_tight, rows_of_name
from bulletinc.render.order import (
    Part,
    colophon_parts,
    document_parts,
    imprint,
    keywords,
    page_title,
    signer,
)
from bulletinc.syntax import (
    Annex,
    Colophon,
    Distribution,
    Document,
    Entry,
    Field,
    Invalid,
    Masthead,
    Text,
)
from bulletinc.text.typography import display


def page_data(document: Document, context: RenderContext) -> Table:
    """All that a page is set from, but for the fonts."""
    masthead = document.masthead
    issuer = masthead.issuer if masthead else None
    return {
        "title": display(page_title(document)) or "无标题",
        "author": display(issuer.text) if issuer else "",
        "date": _whole_date((masthead.date if masthead else None) or NO_DATE),
        "keywords": display(keywords(document)),
        "report": masthead is None,
        "layout": layout_data(context.theme.layout),
        "parts": _PageParts(document, context).parts(),
    }


def _whole_date(date: str) -> str:
    """A date with a day: the first one, where only the month or the year is known."""
    return date + "-01" * (2 - date.count("-"))


class _PageParts:
    """The parts of one document being put together, in the order of the page."""

    def __init__(self, document: Document, context: RenderContext) -> None:
        self._document, self._context = document, context
        self._measures = Measures(context.theme.layout)
        self._blocks = BlockData(document, context)

    def parts(self) -> list[Table]:
        found: list[Table] = []
        named = bool(self._document.masthead and self._document.masthead.name)
        depth = 2 if named else 1
        below = depth + 1 if self._document.title else 2
        for each in document_parts(self._document):
            for node in each.nodes:
                match node:
                    case Masthead():
                        found.append(self._masthead(node))
                    case Text():
                        found.append(self._line(each, node, depth))
                    case Entry():
                        found.append(_entry(node))
                    case Colophon():
                        found.append(_colophon(node))
                    case Annex():
                        found.append(self._blocks.annex(node, below))
                    case _:
                        found += self._blocks.block(node, below)
        keep_together(found)
        return found

    def _line(self, each: Part, text: Text, depth: int) -> Table:
        if each.name == "title":
            return self._blocks.title("title", text, depth)
        if each.name == "glossary_heading":
            return self._blocks.heading("glossary-heading", runs(text), 2)
        return self._blocks.line(each.name, text)

    def _masthead(self, masthead: Masthead) -> Table:
        rows = rows_of_name(masthead, self._measures.layout)
        if rows and not self._context.theme.picture:  # a picture is no heading
            self._blocks.levels.next(1)
        return {
            "node": "Masthead",
            "secrecy": runs(masthead.secrecy),
            "serial": runs(masthead.serial_text),
            "urgency": runs(masthead.urgency),
            "remarks": [runs(remark) for remark in masthead.remarks],
            "name": [self._name_row(row) for row in rows],
            "words": "".join(row.text for row in rows),
            "picture": self._picture(),
            "issue": [display(each.text) for each in masthead.issue],
            "document-number": runs(masthead.document_number),
            "signer": [display(each) for each in signer(masthead)],
            "unplaced": [words(each.text) for each in masthead.unplaced],
            "issuer": runs(masthead.issuer_text or masthead.issuer),
            "date": runs(masthead.date_text),
            "tight": is_tight(masthead, self._measures.layout),
        }

    def _picture(self) -> Table:
        """The size of the picture for the name: as large as it is, or as there is room."""
        if not self._context.theme.picture:
            return {}
        from bulletinc.pictures.decoding import picture_size

        pixels = picture_size(self._context.theme.picture)
        width, height = (each * POINTS["px"] for each in pixels)
        room = self._measures.type_width / width, self._measures.picture_height / height
        scale = min(1.0, *room)
        return {"width": width * scale, "height": height * scale}

    def _name_row(self, row: NameRow) -> Table:
        size = self._measures.row_size(row)
        spacing = self._measures.row_spacing(row, size)
        return {"role": row.role, "lines": row.lines, "size": size, "spacing": spacing}


def _entry(entry: Entry) -> Table:
    term = part("term", f"【{display(entry.term.text)}】")
    return {"node": "Entry", "runs": [term, *line_runs(entry.definition.inlines)]}


def _colophon(colophon: Colophon) -> Table:
    above, record = colophon_parts(colophon)
    return {
        "node": "Colophon",
        "above": [_colophon_part(colophon, each) for each in above],
        "record": [_colophon_part(colophon, each) for each in record],
    }


def _colophon_part(colophon: Colophon, each: Part) -> Table:
    name = each.name.removesuffix("_text")
    if name == "imprint":
        return {"part": name, "lines": [list(map(display, imprint(colophon)))]}
    return {"part": name, "lines": [_colophon_line(node) for node in each.nodes]}


def _colophon_line(node: Any) -> Runs | Table:
    match node:
        case Distribution():
            label = f"{display(node.label)}："
            return {"label": label, "indent": len(node.label) + 1, "runs": runs(node.text)}
        case Field():
            return [f"{display(node.name)}：", *linked_runs(node.value.text)]
        case Invalid() | Text():
            return words(node.text)
    raise TypeError(node)
