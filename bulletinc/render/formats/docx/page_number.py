"""The page number, below the type area (GB/T 9704-2012, 7.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bulletinc.render.formats.docx.style import Style
from bulletinc.render.formats.docx.text_writer import TextWriter
from bulletinc.render.formats.docx.word_measures import WordMeasures, centred_leading, sinking
from bulletinc.render.style_names import style_name


def write_number(measures: WordMeasures, place: Any, part: Any, style: str) -> None:
    """Write the page number, — 1 —, as a field: into a footer or a cell of one."""
    line = TextWriter(place, part).paragraph(style)
    before, after = ("— ", " —") if measures.value("number.form") == "dashes" else ("", "")
    line.letters(before)
    line.field("PAGE", "1")
    line.letters(after)


def number_styles(measures: WordMeasures) -> Iterable[Style]:
    """The styles of the page number: at the outer side of the page, or in the middle."""
    size = measures.length("number.size")
    indent, leading = measures.length("number.indent", size), number_leading(measures)
    number = Style("page-number", face="songti", size=size, leading=leading)
    if measures.value("number.place") == "outer":
        odd = style_name("page-number-odd")
        yield replace(number, name=odd, align="right", right=indent)
        yield replace(number, id="page-number-even", align="left", left=indent)
    else:
        yield replace(number, align="centre")


def number_middle(measures: WordMeasures) -> float:
    """From the type area down to the middle of the page number."""
    size = measures.length("number.size")
    return max(0.0, measures.length("number.gap") - measures.length("number.dash", size)) + size / 2


def number_leading(measures: WordMeasures) -> float:
    """The height of the page number's line, which must not reach into the type area."""
    size = measures.length("number.size")
    return max(size, min(centred_leading(size), 2 * number_middle(measures)))


def number_foot(measures: WordMeasures) -> float:
    """From the lower edge of the paper up to the foot of the page number's line."""
    leading = number_leading(measures)
    foot = number_middle(measures) - sinking(leading, measures.length("number.size")) + leading / 2
    return max(0.0, measures.length("page.margin-bottom") - foot)
