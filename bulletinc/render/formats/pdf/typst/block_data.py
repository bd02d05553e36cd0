"""The blocks of a document as data for the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from bulletinc.render import RenderContext
from bulletinc.render.formats.pdf.typst.runs import (
    Runs,
    Table,
    closing_runs,
    line_runs,
    linked_runs,
    part,
    runs,
    split_last,
    words,
)
from bulletinc.render.item_lines import item_label, item_lines
from bulletinc.render.links import contents_links
from bulletinc.render.order import Part, figure_parts, heading_form, is_briefs, parts, table_parts
from bulletinc.render.signature_form import annex_list_form, signature_form
from bulletinc.render.table_form import RowForm, table_form
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Chart,
    ClosingNote,
    Contents,
    ContentsEntry,
    Document,
    EditorNote,
    Figure,
    Instruction,
    Invalid,
    Item,
    List,
    Node,
    Paragraph,
    Remark,
    Residue,
    Section,
    SignOff,
    Text,
)
from bulletinc.syntax import Table as TableNode
from bulletinc.text.typography import display
from bulletinc.theme.titles import title_rows

_SEEN = re.compile(r"[^\s\u200b-\u200f\u2060]")
_GAP = "\u3000"
_ITEM_FRONT = ("subtitle", "byline", "document_number", "salutation")


@dataclass(slots=True)
class HeadingLevels:
    """The levels of headings as a PDF may have them: none is skipped (ISO 14289-1, 7.4.2)."""

    _above: list[int] = field(default_factory=list)

    def next(self, depth: int) -> int:
        """The level of the next heading, which stands at this depth of the document."""
        while self._above and self._above[-1] >= depth:
            self._above.pop()
        self._above.append(depth)
        return len(self._above)


class BlockData:
    """Turns blocks into data, in the order of the page."""

    def __init__(self, document: Document, context: RenderContext) -> None:
        self.levels = HeadingLevels()
        self._links = contents_links(document)
        self._layout = context.theme.layout
        self._pictures = context.pictures

    def block(self, block: Node, depth: int, closing: tuple[Part, ...] = ()) -> list[Table]:
        """The data of a block: one table, or none for what is not set."""
        match block:
            case Section():
                return [self._section(block, depth, closing)]
            case Item():
                return [self._item(block, depth)]
            case Paragraph():
                text = [*line_runs(block.inlines), *closing_runs(closing)]
                return [{"node": "Paragraph", "runs": text}]
            case EditorNote():
                return [_editor_note(block)]
            case Contents():
                return [self._contents(block)]
            case Instruction():
                return [_instruction(block)]
            case List():
                return [_list(block)]
            case TableNode():
                return [self._table(block)]
            case Figure() | Chart():
                return [self._figure(block)]
            case AnnexList():
                return [_annex_list(block)]
            case SignOff():
                return [_sign_off(block)]
            case ClosingNote():
                return [{"node": "ClosingNote", "runs": linked_runs(block.text)}]
            case Invalid():
                return [{"node": "Invalid", "runs": words(block.text)}]
            case Residue():
                return []  # what a web page left behind is kept in the tree and not laid out
        raise TypeError(block)

    def line(self, name: str, text: Text) -> Table:
        """A line of the front of a document, an item or an annex."""
        found: Table = {"node": "Line", "part": name.replace("_", "-")}
        if name in ("subtitle", "byline"):
            return found | {"rows": title_rows(text.text, self._layout["subtitle"]["characters"])}
        return found | {"runs": runs(text)}

    def title(self, name: str, text: Text, depth: int) -> Table:
        """A title broken by sense."""
        rows = title_rows(text.text, self._layout["title"]["characters"])
        return self.heading(name, [*rows], depth) | {"rows": rows}

    def heading(self, name: str, text: Runs, depth: int, place: str = "") -> Table:
        """A heading; ``place`` is the name by which the contents lead to it.

        One that shows nothing has the level 0 and is no heading to readers.
        """
        level = self.levels.next(depth) if _shows(text) else 0
        return {"node": "Heading", "part": name, "level": level, "place": place, "runs": text}

    def annex(self, annex: Annex, depth: int) -> Table:
        """An annex with its own title and blocks."""
        label = self.heading("annex-label", runs(annex.label), depth, self._links.anchor(annex))
        children: list[Table] = []
        for each in parts(annex, "title", "subtitle", "children", "sign_off"):
            for node in each.nodes:
                if not isinstance(node, Text):
                    children += self.block(node, depth + 1)
                elif each.name == "title":
                    children.append(self.title("annex-title", node, depth))
                else:
                    children.append(self.line(each.name, node))
        return {"node": "Annex", "label": label, "children": children}

    def _section(self, section: Section, depth: int, closing: tuple[Part, ...]) -> Table:
        text = section.heading.text
        if section.marker == "【】":
            text = f"【{text}】"
        else:
            text = (section.numbering.text if section.numbering else "") + text
            text += "。" if section.stop and not section.run_in else ""
        heading = self.heading(
            f"heading {heading_form(section)}", words(text), depth, self._links.anchor(section)
        )
        children = section.children
        found: list[Table] = [heading]
        if section.run_in:
            line: Runs = [heading, *(["。"] if section.stop else [])]
            if children and isinstance(children[0], Paragraph):
                line += line_runs(children[0].inlines)
                children = children[1:]
            line += [] if children else closing_runs(closing)
            found = [{"node": "Paragraph", "runs": line}]
        for child in children:
            last = closing if child is children[-1] else ()
            found += self.block(child, depth + 1, last)
        in_columns = is_briefs(section) and not section.run_in
        return {"node": "Section", "columns": in_columns, "children": found}

    def _item(self, item: Item, depth: int) -> Table:
        place = self._links.anchor(item)
        own_line = item.headline is not None and item.headline_form == "line"
        label = [part("sign", display(item.sign.text))] if item.sign else []
        if item.label:
            label.append(part("label", display(item_label(item))))
        found: list[Table] = []
        if own_line:
            headline = [*label, *runs(item.headline)]
            found.append(self.heading("headline", headline, depth, place))
            place, label = "", []
        for each in parts(item, *_ITEM_FRONT):
            found += [self.line(each.name, node) for node in _texts(each)]
        for line in item_lines(item):
            if line.block is None or isinstance(line.block, Paragraph):
                text: Runs = []
                if line.opens and not own_line:
                    text = [*label, *self._headline(item, depth, place)]
                    place = ""
                if line.opens and item.lead:
                    text.append(part("lead", f"{display(item.lead.text)}："))
                text += line_runs(line.block.inlines) if line.block else []
                text += closing_runs(line.closing)
                found.append({"node": "Paragraph", "runs": text})
            else:
                found += self.block(line.block, depth + 1, line.closing)
        if item.attribution_alone and item.attribution:
            found.append(self.line("attribution", item.attribution))
        return {"node": "Item", "place": place, "children": found}

    def _headline(self, item: Item, depth: int, place: str) -> Runs:
        if not item.headline:
            return []
        text = [*runs(item.headline), *([_GAP] if item.headline_form == "gap" else [])]
        stop = ["。"] if item.headline_form == "stop" else []
        return [self.heading("headline", text, depth, place), *stop]

    def _contents(self, contents: Contents) -> Table:
        return {
            "node": "Contents",
            "heading": runs(contents.heading),
            "entries": [self._contents_entry(entry) for entry in contents.entries],
        }

    def _contents_entry(self, entry: ContentsEntry) -> Table:
        place = self._links.of_entry(entry)
        page = f"{_GAP}{entry.page.text}" if entry.page and not place else ""
        return {"node": "ContentsEntry", "runs": words(entry.text + page), "place": place}

    def _table(self, table: TableNode) -> Table:
        form = table_form(table, self._layout)
        lines: list[Table] = []
        for each in table_parts(table):
            if each.name == "rows":
                lines.append({"node": "Rows"})
                continue
            name = {"caption": "table-caption", "unit": "table-unit", "notes": "table-note"}
            lines += [
                {"node": "Line", "part": name[each.name], "runs": runs(node)}
                for node in _texts(each)
            ]
        return {
            "node": "Table",
            "size": form.size,
            "widths": form.widths,
            "turned": form.turned,
            "whole": form.whole,
            "lines": lines,
            "head": [_row(row) for row in form.head],
            "rows": [_row(row) for row in form.rows],
        }

    def _figure(self, figure: Figure | Chart) -> Table:
        picture = self._pictures.get(figure.span)
        placed: Table = {}
        if picture:
            placed = {
                "file": picture.number,
                "words": picture.description,
                "width": picture.width,
                "height": picture.height,
                "room": picture.room,
            }
        lines = [
            {"part": each.name, "runs": runs(text)}
            for each in figure_parts(figure)
            for text in _texts(each)
        ]
        return {"node": "Figure", "picture": placed, "lines": lines}


def _shows(text: Runs) -> bool:
    """Whether there is a visible character in a text."""
    return any(
        _SEEN.search(run)
        if isinstance(run, str)
        else _shows(run["runs"] if "runs" in run else [*run.values()])
        for run in text
    )


def keep_together(blocks: Sequence[Table]) -> None:
    """Have paragraphs keep room on their last page for what may not begin another: their ``tail``.

    That is an attribution of its own line, a list of annexes, a sign-off, and a note after it.
    """
    for number, before in enumerate(blocks):
        if tail := [*takewhile(_is_attached, blocks[number + 1 :])]:
            last = _last(before)
            last["tail"] = tail
            split_last(last.get("runs", []))
    for block in blocks:
        keep_together(block.get("children", ()))


def _is_attached(block: Table) -> bool:
    attached = ("AnnexList", "SignOff", "ClosingNote")
    return block["node"] in attached or block.get("part") == "attribution"


def _last(block: Table) -> Table:
    while block.get("children"):
        block = block["children"][-1]
    return block


def _editor_note(note: EditorNote) -> Table:
    label = part("label", f"{display(note.label.text)}：")
    paragraphs = [line_runs(each.inlines) for each in note.paragraphs] or [[]]
    paragraphs[0] = [label, *paragraphs[0]]
    return {"node": "EditorNote", "paragraphs": paragraphs}


def _instruction(instruction: Instruction) -> Table:
    return {
        "node": "Instruction",
        "heading": [f"{display(instruction.heading.text)}："],
        "remarks": [_remark(remark) for remark in instruction.entries],
    }


def _remark(remark: Remark) -> Table:
    addressed = remark.person is not None and remark.person.span.start < remark.text.span.start
    lines = [words(line) for line in remark.text.text.split("\n") if line]
    person = display(remark.person.text) if remark.person else ""
    if addressed and lines:
        lines[0] = [f"{person}：", *lines[0]]
    day = display(remark.date_text.text) if remark.date_text else ""
    signature = _GAP.join(filter(None, ("" if addressed else person, day)))
    return {"node": "Remark", "lines": lines, "signature": signature}


def _list(points: List) -> Table:
    return {"node": "List", "points": [_point(each.marker, each.inlines) for each in points.points]}


def _point(marker: Text | None, inlines: tuple[Any, ...]) -> Runs:
    sign: Runs = [f"{display(marker.text)} "] if marker else []
    return [*sign, *line_runs(inlines)]


def _annex_list(annexes: AnnexList) -> Table:
    form = annex_list_form(annexes)
    return {
        "node": "AnnexList",
        "label": f"{display(annexes.label.text)}：",
        "label-width": form.label_width,
        "number-width": form.number_width,
        "entries": [{"number": each.number, "name": words(each.name)} for each in form.entries],
    }


def _sign_off(sign_off: SignOff) -> Table:
    return {
        "node": "SignOff",
        "long-date": signature_form(sign_off).date_is_longer,
        "lines": [
            {"part": "organ" if each.name == "organs" else "day", "text": display(node.text)}
            for each in parts(sign_off, "organs", "date_text")
            for node in _texts(each)
        ],
    }


def _texts(each: Part) -> Iterable[Text]:
    return (node for node in each.nodes if isinstance(node, Text))


def _row(row: RowForm) -> Table:
    return {
        "role": row.role,
        "cells": [
            {
                "runs": line_runs(each.cell.inlines),
                "columns": each.columns,
                "scope": each.scope,
                "align": each.align,
            }
            for each in row.cells
        ],
    }
