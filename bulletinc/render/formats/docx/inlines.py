"""Running text: each inline is a piece of a paragraph, in the style of its element."""

from __future__ import annotations

from typing import assert_never

from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.text_writer import ParagraphWriter
from bulletinc.render.order import line as line_of
from bulletinc.syntax import Enumerator, Indicator, Inline, Strong, Text, UnitLead


def write_inlines(line: ParagraphWriter, inlines: tuple[Inline, ...]) -> None:
    """Write the inlines of a paragraph, a point or a cell."""
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
