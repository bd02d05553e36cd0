"""The styles of front and body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bulletinc.render.formats.docx.style import Style, run_style
from bulletinc.render.formats.docx.word_measures import WordMeasures

_HEADING = Style("", keeps_next=True, keeps_lines=True, follows="body")
_HEADING_FACES = ("heiti", "kaiti", "", "", "")  # of 一、 （一） 1. （1） ①


def body_styles(
    measures: WordMeasures, outline: Mapping[str, int], *, is_report: bool
) -> Iterable[Style]:
    """The styles of front and body. ``outline`` is the level of each element that has one."""
    text = Style("body", first=measures.length("body.indent", measures.body))
    yield text
    yield replace(text, id="body-end", keeps_next=True, follows="body")
    yield from _front_styles(measures, text, outline)
    yield from _section_styles(text, outline)
    yield from _item_styles(text, outline)
    yield Style("attribution", has_run=True, face="kaiti", align="right", follows="item")
    yield replace(
        _HEADING,
        id="glossary-heading",
        face="heiti",
        starts_page=is_report,
        outline=outline["glossary-heading"],
    )
    yield from _annex_styles(measures, outline)
    yield replace(text, id="entry")
    yield replace(text, id="other")
    yield run_style("strong", "heiti")
    yield run_style("unit", "heiti")
    yield run_style("enumerator")
    yield run_style("indicator")
    yield run_style("lead")
    yield run_style("label", "heiti")
    yield run_style("note-label", "heiti")
    yield run_style("term", "heiti")


def _front_styles(
    measures: WordMeasures, text: Style, outline: Mapping[str, int]
) -> Iterable[Style]:
    pitch = measures.pitch
    yield replace(
        _HEADING,
        id="title",
        face="xiaobiaosong",
        size=measures.length("title.size"),
        align="centre",
        leading=pitch,
        before=measures.number("title.lines-above") * pitch,
        after=measures.number("title.lines-below") * pitch,
        outline=outline["title"],
    )
    yield replace(_HEADING, id="subtitle", face="kaiti", align="centre")
    yield replace(_HEADING, id="byline", face="kaiti", align="centre", after=pitch)
    yield Style("salutation", follows="body")
    number = Style("document-number", align="centre", follows="body")
    yield number
    below = measures.number("title.lines-below") * pitch
    yield replace(number, id="title-number", after=below, keeps_next=True)
    yield replace(text, id="note", face="kaiti", after=pitch, closes_up=True)
    yield replace(_HEADING, id="contents-heading", face="heiti", align="centre", follows="contents")
    yield replace(
        text, id="contents", after=pitch, closes_up=True, tab=measures.type_width, leader=True
    )


def _annex_styles(measures: WordMeasures, outline: Mapping[str, int]) -> Iterable[Style]:
    pitch = measures.pitch
    yield replace(_HEADING, id="annex-label", face="heiti", starts_page=True, follows="annex-title")
    yield replace(
        _HEADING,
        id="annex-title",
        face="xiaobiaosong",
        size=measures.length("title.size"),
        align="centre",
        leading=pitch,
        before=pitch,
        after=pitch,
        outline=outline["annex-title"],
    )


def _section_styles(text: Style, outline: Mapping[str, int]) -> Iterable[Style]:
    yield replace(_HEADING, id="section", has_run=True, face="heiti", outline=outline["section"])
    for number, face in enumerate(_HEADING_FACES, 1):
        style_id = f"heading-{number}"
        yield replace(
            _HEADING,
            id=style_id,
            has_run=True,
            face=face,
            first=text.first,
            outline=outline[style_id],
        )


def _item_styles(text: Style, outline: Mapping[str, int]) -> Iterable[Style]:
    yield replace(
        _HEADING,
        id="headline",
        has_run=True,
        face="heiti",
        first=text.first,
        outline=outline["headline"],
        follows="item",
    )
    yield replace(text, id="item")
    yield replace(text, id="item-end", keeps_next=True, follows="attribution")
