"""Front and body: each node is a paragraph, or a piece of one, in the style of its element."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from bulletinc.render.formats.docx.blocks import (
    write_annex_list,
    write_closing_note,
    write_figure,
    write_instruction,
    write_list,
    write_sign_off,
)
from bulletinc.render.formats.docx.inlines import write_inlines
from bulletinc.render.formats.docx.masthead import write_masthead
from bulletinc.render.formats.docx.name_rows import broken_rows
from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.tables import write_table
from bulletinc.render.formats.docx.text_writer import ParagraphWriter, TextWriter
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.item_lines import item_label, item_lines
from bulletinc.render.order import Part, document_parts, heading_form, is_briefs, parts
from bulletinc.render.style_names import run_id
from bulletinc.syntax import (
    Annex,
    AnnexList,
    Block,
    Chart,
    ClosingNote,
    Colophon,
    Contents,
    Document,
    EditorNote,
    Entry,
    Figure,
    Instruction,
    Invalid,
    Item,
    List,
    Masthead,
    Paragraph,
    Residue,
    Section,
    SignOff,
    Table,
    Text,
)

_SetApart: TypeAlias = (
    Table | List | Figure | Chart | Instruction | AnnexList | SignOff | ClosingNote
)
_ITEM_FRONT = ("subtitle", "byline", "document_number", "salutation")
_GAP = "\u3000"
_DEEPEST = 8  # Word's outline has nine levels, counted from 0
_HEADINGS: dict[str, str] = {
    "【】": "section",
    "一、": "heading-1",
    "（一）": "heading-2",
    "1.": "heading-3",
    "（1）": "heading-4",
    "①": "heading-5",
}


def outline_levels(document: Document) -> dict[str, int]:
    """The level of each element of the outline: the highest that it has here, or would have."""
    top = 1 if document.title else 0
    found: dict[str, int] = {}
    waiting = [(block, top) for block in document.body]
    waiting += [(block, top + 1) for annex in document.annexes for block in annex.children]
    while waiting:
        block, level = waiting.pop()
        if isinstance(block, Section):
            style = _HEADINGS[heading_form(block)]
            found[style] = min(level, found.get(style, _DEEPEST))
            waiting += [(child, level + 1) for child in block.children]
        elif isinstance(block, Item):
            if block.headline:
                found["headline"] = min(level, found.get("headline", _DEEPEST))
            waiting += [(child, level + 1) for child in block.children]
    usual = {style: min(top + depth, _DEEPEST) for depth, style in enumerate(_HEADINGS.values())}
    usual |= {"headline": top + 1, "glossary-heading": top, "annex-title": top}
    return usual | found | {"title": 0}


def write_body(
    writer: TextWriter, measures: WordMeasures, document: Document, picture: bytes = b""
) -> None:
    """Write all above the colophon in its order. ``picture`` stands for the masthead's name."""
    for part in document_parts(document):
        for node in part.nodes:
            match node:
                case Masthead():
                    write_masthead(writer, measures, node, picture)
                case Colophon():
                    pass  # which stands at the foot
                case Text():
                    _write_line(writer, measures, part, node)
                case Entry():
                    line = writer.paragraph("entry")
                    line.letters(f"【{display_text(node.term.text)}】", "term")
                    write_inlines(line, node.definition.inlines)
                case Annex():
                    _write_annex(writer, measures, node)
                case _:
                    _write_block(writer, measures, node)  # type: ignore[arg-type]  # a block


def _write_line(writer: TextWriter, measures: WordMeasures, part: Part, node: Text) -> None:
    """Write a line of the front, or the heading of the glossary."""
    longest = {"title": "title", "subtitle": "subtitle", "byline": "subtitle"}.get(part.name)
    style = "title-number" if part.name == "document_number" else part.name.replace("_", "-")
    line = writer.paragraph(style)
    if longest:
        line.rows(broken_rows(node.text, measures.value(f"{longest}.characters")))
    else:
        line.text(node)


def _write_annex(writer: TextWriter, measures: WordMeasures, annex: Annex) -> None:
    line = writer.paragraph("annex-label")
    writer.mark(line, annex)
    line.text(annex.label)
    for part in parts(annex, "title", "subtitle", "children", "sign_off"):
        for node in part.nodes:
            if part.name == "title" and isinstance(node, Text):
                rows = broken_rows(node.text, measures.value("title.characters"))
                writer.paragraph("annex-title").rows(rows)
            elif isinstance(node, Text):
                _write_line(writer, measures, part, node)
            else:
                _write_block(writer, measures, node)  # type: ignore[arg-type]  # a block


def _write_block(
    writer: TextWriter, measures: WordMeasures, block: Block, closing: tuple[Part, ...] = ()
) -> None:
    """Write a block. ``closing`` stands after its last paragraph."""
    match block:
        case Section():
            _write_section(writer, measures, block, closing)
        case Item():
            _write_item(writer, measures, block)
        case Paragraph():
            line = writer.paragraph("body")
            write_inlines(line, block.inlines)
            _write_closing(line, closing)
        case EditorNote():
            line = writer.paragraph("note")
            line.letters(f"{display_text(block.label.text)}：", "note-label")
            for number, paragraph in enumerate(block.paragraphs):
                write_inlines(writer.paragraph("note") if number else line, paragraph.inlines)
        case Contents():
            if block.heading:
                writer.paragraph("contents-heading").text(block.heading)
            for entry in block.entries:
                line = writer.paragraph("contents")
                line.text(Text(entry.span, entry.text))
                if place := writer.links.of_entry(entry):
                    line.tab()
                    line.page_of(place, display_text(entry.page.text) if entry.page else "")
                elif entry.page:  # which leads to nothing here, and is as it was typed
                    line.letters(f"\u3000{display_text(entry.page.text)}")
        case Invalid():
            writer.paragraph("other").text(block)
        case Residue():
            pass  # what a web page left behind is kept in the tree and not laid out
        case _:
            _write_set_apart(writer, measures, block)


def _write_set_apart(writer: TextWriter, measures: WordMeasures, block: _SetApart) -> None:
    match block:
        case Table():
            write_table(writer, measures, block)
        case List():
            write_list(writer, block)
        case Figure() | Chart():
            write_figure(writer, block)
        case Instruction():
            write_instruction(writer, block)
        case AnnexList():
            write_annex_list(writer, block)
        case SignOff():
            write_sign_off(writer, measures, block)
        case ClosingNote():
            write_closing_note(writer, block)
        case _:
            assert_never(block)


def _write_section(
    writer: TextWriter, measures: WordMeasures, section: Section, closing: tuple[Part, ...]
) -> None:
    style = _HEADINGS[heading_form(section)]
    heading = display_text(section.heading.text)
    if section.marker == "【】":
        heading = f"【{heading}】"
    elif section.numbering:
        heading = display_text(section.numbering.text) + heading
    children = section.children
    if section.run_in:  # 一是摸清底数。登记车辆120辆。
        line = writer.paragraph("body")
        writer.mark(line, section)
        line.letters(heading, run_id(style))
        line.letters("。" if section.stop else "")
        if children and isinstance(children[0], Paragraph):
            write_inlines(line, children[0].inlines)
            children = children[1:]
        if not children:
            _write_closing(line, closing)
    else:
        stop = "。" if section.stop and section.marker != "【】" else ""
        line = writer.paragraph(style)
        writer.mark(line, section)
        line.letters(heading + stop)

    def write_children() -> None:
        for number, child in enumerate(children, 1):
            _write_block(writer, measures, child, closing if number == len(children) else ())

    columns = measures.value("briefs.columns")
    if columns > 1 and is_briefs(section) and children:
        gap = measures.length("briefs.gap", measures.body)
        writer.set_in_columns(columns, gap, write_children)
    else:
        write_children()


def _write_item(writer: TextWriter, measures: WordMeasures, item: Item) -> None:
    has_own_line = item.headline is not None and item.headline_form == "line"
    if has_own_line:
        headline = writer.paragraph("headline")
        writer.mark(headline, item)
        _write_opening(headline, item)
    for part in parts(item, *_ITEM_FRONT):
        for text in part.nodes:
            _write_line(writer, measures, part, text)  # type: ignore[arg-type]  # all are Text
    lines = item_lines(item)
    for number, line in enumerate(lines):
        if line.block is not None and not isinstance(line.block, Paragraph):
            _write_block(writer, measures, line.block, line.closing)
            continue
        inlines = line.block.inlines if line.block else ()
        style = "item" if not number and not has_own_line else "body"
        paragraph = writer.paragraph(style)
        if line.opens and not has_own_line:
            writer.mark(paragraph, item)
            _write_opening(paragraph, item)
        if line.opens and item.lead:
            paragraph.letters(f"{display_text(item.lead.text)}：", "lead")
        write_inlines(paragraph, inlines)
        _write_closing(paragraph, line.closing)
    if item.attribution_alone and item.attribution:
        writer.keep_last_with_next()
        writer.paragraph("attribution").text(item.attribution)


def _write_closing(line: ParagraphWriter, closing: tuple[Part, ...]) -> None:
    """Write the tag （Ⅲ-58 城市精细化管理） and the attribution （柳荫街道） that end an item."""
    for part in closing:
        style = "indicator" if part.name == "tag" else run_id("attribution")
        for node in part.nodes:
            line.text(node, style)  # type: ignore[arg-type]  # both are Text


def _write_opening(line: ParagraphWriter, item: Item) -> None:
    """Write the label and the headline that an item opens with."""
    if item.sign:
        line.text(item.sign, "label")
    if item.label:
        line.letters(display_text(item_label(item)), "label")
    if item.headline and item.headline_form == "line":
        line.text(item.headline)
    elif item.headline:
        end = _GAP if item.headline_form == "gap" else ""  # between headline and text
        line.letters(display_text(item.headline.text) + end, run_id("headline"))
        line.letters("。" if item.headline_form == "stop" else "")
