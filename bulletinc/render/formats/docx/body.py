"""Front and body: each node is a paragraph, or a piece of one, in the style of its element."""

from __future__ import annotations

from typing import assert_never

from bulletinc.render.formats.docx.name_rows import broken_rows
from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.text_writer import ParagraphWriter, TextWriter
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.order import Part, parts
from bulletinc.render.order import line as line_of
from bulletinc.render.style_names import run_id
from bulletinc.syntax import (
    AnnexList,
    Block,
    ClosingNote,
    Contents,
    Document,
    EditorNote,
    Entry,
    Enumerator,
    Figure,
    Indicator,
    Inline,
    Instruction,
    Invalid,
    Item,
    List,
    Paragraph,
    Residue,
    Section,
    SignOff,
    Strong,
    Table,
    Text,
    UnitLead,
)

_FIELDS = (
    "title",
    "subtitle",
    "byline",
    "salutation",
    "body",
    "glossary_heading",
    "glossary",
)
_GAP = "\u3000"
_SHORT = 100  # characters
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
    while waiting:
        block, level = waiting.pop()
        if isinstance(block, Section):
            style = _HEADINGS[block.marker]
            found[style] = min(level, found.get(style, _DEEPEST))
            waiting += [(child, level + 1) for child in block.children]
        elif isinstance(block, Item) and block.headline:
            found["headline"] = min(level, found.get("headline", _DEEPEST))
    usual = {style: min(top + depth, _DEEPEST) for depth, style in enumerate(_HEADINGS.values())}
    return usual | {"headline": top + 1, "glossary-heading": top} | found | {"title": 0}


def write_body(writer: TextWriter, measures: WordMeasures, document: Document) -> None:
    """Write all between masthead and colophon, as it was typed."""
    for part in parts(document, *_FIELDS):
        for node in part.nodes:
            match node:
                case Text():
                    _write_line(writer, measures, part, node)
                case Entry():
                    line = writer.paragraph("entry")
                    line.letters(f"【{display_text(node.term.text)}】", "term")
                    _write_inlines(line, node.definition.inlines)
                case _:
                    _write_block(writer, node)  # type: ignore[arg-type]  # what is left is the body


def _write_line(writer: TextWriter, measures: WordMeasures, part: Part, node: Text) -> None:
    """Write a line of the front, or the heading of the glossary."""
    longest = {"title": "title", "subtitle": "subtitle", "byline": "subtitle"}.get(part.name)
    line = writer.paragraph(part.name.replace("_", "-"))
    if longest:
        line.rows(broken_rows(node.text, measures.value(f"{longest}.characters")))
    else:
        line.text(node)


def _write_block(writer: TextWriter, block: Block) -> None:
    match block:
        case Section():
            _write_section(writer, block)
        case Item():
            _write_item(writer, block)
        case Paragraph():
            _write_inlines(writer.paragraph("body"), block.inlines)
        case EditorNote():
            line = writer.paragraph("note")
            line.letters(f"{display_text(block.label.text)}：", "note-label")
            for number, paragraph in enumerate(block.paragraphs):
                _write_inlines(writer.paragraph("note") if number else line, paragraph.inlines)
        case Contents():
            if block.heading:
                writer.paragraph("contents-heading").text(block.heading)
            for entry in block.entries:
                writer.paragraph("contents").text(Text(entry.span, entry.text))
        case Invalid():
            writer.paragraph("other").text(block)
        case List() | Table() | Figure() | Instruction() | AnnexList() | SignOff() | ClosingNote():
            pass  # not yet laid out
        case Residue():
            pass  # what a web page left behind is kept in the tree and not laid out
        case _:
            assert_never(block)


def _write_section(writer: TextWriter, section: Section) -> None:
    style = _HEADINGS[section.marker]
    heading = display_text(section.heading.text)
    if section.marker == "【】":
        heading = f"【{heading}】"
    elif section.numbering:
        heading = display_text(section.numbering.text) + heading
    children = section.children
    if section.run_in:  # 一是摸清底数。登记车辆120辆。
        line = writer.paragraph("body")
        line.letters(heading, run_id(style))
        line.letters("。")
        if children and isinstance(children[0], Paragraph):
            _write_inlines(line, children[0].inlines)
            children = children[1:]
    else:
        stop = "。" if section.stop and section.marker != "【】" else ""
        writer.paragraph(style).letters(heading + stop)
    for child in children:
        _write_block(writer, child)


def _write_item(writer: TextWriter, item: Item) -> None:
    has_own_line = item.headline is not None and item.headline_form == "line"
    if has_own_line:
        _write_opening(writer.paragraph("headline"), item)
    alone = item.attribution if item.attribution_alone else None
    closing = parts(item, "tag") if alone else parts(item, "tag", "attribution")
    paragraphs = item.paragraphs
    if not paragraphs and (closing or item.lead or not has_own_line):
        paragraphs = (Paragraph(item.span, ()),)  # for what there is without a text
    for number, paragraph in enumerate(paragraphs, 1):
        opens, ends = number == 1, number == len(paragraphs)
        style = "item" if opens and not has_own_line else "body"
        if alone and ends and _is_short(paragraph):
            style = "item-end"
        line = writer.paragraph(style)
        if opens and not has_own_line:
            _write_opening(line, item)
        if opens and item.lead:
            line.letters(f"{display_text(item.lead.text)}：", "lead")
        _write_inlines(line, paragraph.inlines)
        if ends:
            _write_closing(line, closing)
    if alone:
        writer.paragraph("attribution").text(alone)


def _write_closing(line: ParagraphWriter, closing: tuple[Part, ...]) -> None:
    """Write the tag （Ⅲ-58 城市精细化管理） and the attribution （柳荫街道） that end an item."""
    for part in closing:
        style = "indicator" if part.name == "tag" else run_id("attribution")
        for node in part.nodes:
            line.text(node, style)  # type: ignore[arg-type]  # both are Text


def _is_short(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be kept with the next.

    LibreOffice moves it whole, and a longer one would leave a hole on the page.
    """
    return paragraph.span.end - paragraph.span.start <= _SHORT


def _write_opening(line: ParagraphWriter, item: Item) -> None:
    """Write the label and the headline that an item opens with."""
    if item.label:
        line.letters(f"【{display_text(item.label.text)}】{_GAP}", "label")
    if item.headline and item.headline_form == "line":
        line.text(item.headline)
    elif item.headline:
        line.letters(
            display_text(item.headline.text) + ("" if item.headline_form == "stop" else _GAP),
            run_id("headline"),
        )
        line.letters("。" if item.headline_form == "stop" else "")


def _write_inlines(line: ParagraphWriter, inlines: tuple[Inline, ...]) -> None:
    for inline in line_of(inlines):
        _write_inline(line, inline)


def _write_inline(line: ParagraphWriter, inline: Inline, style: str = "") -> None:
    match inline:
        case Strong():
            for inner in inline.inlines:
                _write_inline(line, inner, "strong")
        case UnitLead():
            line.letters(display_text(inline.text), style or "unit")
        case Enumerator():
            line.letters(display_text(inline.text), style or "enumerator")
        case Indicator():
            line.letters(display_text(inline.text), style or "indicator")
        case Text():
            line.letters(display_text(inline.text), style)
        case _:
            assert_never(inline)
