"""Front and body: each node a paragraph, or a piece of one, in the style of its element."""

from __future__ import annotations

from typing import assert_never

from bulletinc.render.formats.docx.masthead import broken
from bulletinc.render.formats.docx.ooxml import shown
from bulletinc.render.formats.docx.sheet import Sheet
from bulletinc.render.formats.docx.story import Line, Story
from bulletinc.render.order import line as line_of
from bulletinc.render.order import parts
from bulletinc.syntax import (
    Block,
    Contents,
    Document,
    EditorNote,
    Entry,
    Enumerator,
    Indicator,
    Inline,
    Invalid,
    Item,
    Marker,
    Paragraph,
    Residue,
    Section,
    Strong,
    Text,
    UnitLead,
)

_GAP = "\u3000"
_SHORT = 100  # characters
_DEEPEST = 8  # Word's outline has nine levels, counted from 0
_HEADINGS: dict[Marker, str] = {
    "【】": "section",
    "一、": "heading-1",
    "（一）": "heading-2",
    "1.": "heading-3",
    "（1）": "heading-4",
    "①": "heading-5",
}


def outline(document: Document) -> dict[str, int]:
    """The level of each element of the outline: the least deep that it has in this document, or would have."""
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


def write(story: Story, sheet: Sheet, document: Document) -> None:
    """All between masthead and colophon, as it was typed."""
    for part in parts(
        document,
        "title",
        "subtitle",
        "byline",
        "salutation",
        "body",
        "glossary_heading",
        "glossary",
    ):
        for node in part.nodes:
            match node:
                case Text() if part.name == "title":
                    story.paragraph("title").rows(
                        broken(node.text, sheet.value("title.characters"))
                    )
                case Text() if part.name in ("subtitle", "byline"):
                    story.paragraph(part.name).rows(
                        broken(node.text, sheet.value("subtitle.characters"))
                    )
                case Text():
                    story.paragraph(part.name.replace("_", "-")).text(node)
                case Entry():
                    line = story.paragraph("entry")
                    line.letters(f"【{shown(node.term.text)}】", "term")
                    _inlines(line, node.definition.inlines)
                case _:
                    _block(story, node)  # type: ignore[arg-type]  # what is left is the body


def _block(story: Story, block: Block) -> None:
    match block:
        case Section():
            _section(story, block)
        case Item():
            _item(story, block)
        case Paragraph():
            _inlines(story.paragraph("body"), block.inlines)
        case EditorNote():
            line = story.paragraph("note")
            line.letters(f"{shown(block.label.text)}：", "note-label")
            for number, paragraph in enumerate(block.paragraphs):
                _inlines(story.paragraph("note") if number else line, paragraph.inlines)
        case Contents():
            story.paragraph("contents-heading").text(block.heading)
            for entry in block.entries:
                story.paragraph("contents").text(entry)
        case Invalid():
            story.paragraph("other").text(block)
        case Residue():
            pass  # what a web page left behind is kept in the tree and not laid out
        case _:
            assert_never(block)


def _section(story: Story, section: Section) -> None:
    style = _HEADINGS[section.marker]
    heading = shown(section.heading.text)
    heading = (
        f"【{heading}】"
        if section.marker == "【】"
        else shown(section.numbering.text if section.numbering else "") + heading
    )
    children = section.children
    if section.run_in:
        line = story.paragraph("body")
        line.letters(heading, f"{style}-run")
        line.letters("。")
        if children and isinstance(children[0], Paragraph):
            _inlines(line, children[0].inlines)
            children = children[1:]
    else:
        story.paragraph(style).letters(heading + "。" * (section.stop and section.marker != "【】"))
    for child in children:
        _block(story, child)


def _item(story: Story, item: Item) -> None:
    own_line = item.headline is not None and item.headline_form == "line"
    if own_line:
        _opening(story.paragraph("headline"), item)
    alone = item.attribution if item.attribution_alone else None
    closing = [
        part
        for part in parts(item, "tag", "attribution")
        if not (alone and part.name == "attribution")
    ]
    paragraphs = item.paragraphs
    if not paragraphs and (closing or item.lead or not own_line):
        paragraphs = (Paragraph(item.span, ()),)  # for what there is without a text
    for number, paragraph in enumerate(paragraphs, 1):
        opens, ends = number == 1, number == len(paragraphs)
        line = story.paragraph(
            "item-end"
            if alone and ends and _is_short(paragraph)
            else "item"
            if opens and not own_line
            else "body"
        )
        if opens and not own_line:
            _opening(line, item)
        if opens and item.lead:
            line.letters(f"{shown(item.lead.text)}：", "lead")
        _inlines(line, paragraph.inlines)
        for part in closing if ends else ():
            for node in part.nodes:
                line.text(node, "indicator" if part.name == "tag" else "attribution-run")  # type: ignore[arg-type]  # both are Text
    if alone:
        story.paragraph("attribution").text(alone)


def _is_short(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be kept with the next. LibreOffice moves it whole, and a longer one would leave a hole on the page."""
    return paragraph.span.end - paragraph.span.start <= _SHORT


def _opening(line: Line, item: Item) -> None:
    """The label and the headline that an item opens with."""
    if item.label:
        line.letters(f"【{shown(item.label.text)}】{_GAP}", "label")
    if item.headline and item.headline_form == "line":
        line.text(item.headline)
    elif item.headline:
        line.letters(
            shown(item.headline.text) + ("" if item.headline_form == "stop" else _GAP),
            "headline-run",
        )
        line.letters("。" if item.headline_form == "stop" else "")


def _inlines(line: Line, inlines: tuple[Inline, ...]) -> None:
    for inline in line_of(inlines):
        _inline(line, inline)


def _inline(line: Line, inline: Inline, style: str = "") -> None:
    match inline:
        case Strong():
            for inner in inline.inlines:
                _inline(line, inner, "strong")
        case UnitLead():
            line.letters(shown(inline.text), style or "unit")
        case Enumerator():
            line.letters(shown(inline.text), style or "enumerator")
        case Indicator():
            line.letters(shown(inline.text), style or "indicator")
        case Text():
            line.letters(shown(inline.text), style)
        case _:
            assert_never(inline)
