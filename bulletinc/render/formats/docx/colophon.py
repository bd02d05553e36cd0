"""The colophon (版记), at the foot of the type area of the last page (GB/T 9704-2012, 7.4.1).

It stands in a frame, which belongs to the styles. Word and LibreOffice set the frame at the foot of
the page that has the paragraph after it, which is the last one, and move both to the next page
where the text leaves too little room. Its rules are lines filled with ink, which are as thick as
they should be; LibreOffice makes no frame of paragraphs of which only some have a border.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.style import Style, run_style
from bulletinc.render.formats.docx.text_writer import TextWriter
from bulletinc.render.formats.docx.word_measures import WordMeasures, twips
from bulletinc.render.order import Part, colophon_parts, imprint
from bulletinc.render.style_names import distribution_id
from bulletinc.syntax import Colophon, Distribution, Field, Invalid, Node, Text
from bulletinc.text.typography import ems

_LEAST = 1.0  # the height of a line without text: none can be without height
_USUAL_LABELS = ("报", "抄送")


def colophon_styles(measures: WordMeasures, colophon: Colophon | None) -> Iterable[Style]:
    """The styles of the colophon.

    A distribution line turns over below its first character after the colon, so each length of
    label has a style of its own.
    """
    size, width = measures.length("colophon.size"), measures.type_width
    indent = measures.length("colophon.indent", size)
    above = Style("", frame=_frame(measures, colophon), leading=measures.pitch, align="left")
    yield replace(above, id="staff")
    yield replace(above, id="contacts")
    yield replace(above, id="keywords")
    yield replace(above, id="colophon-other")
    record = replace(
        above,
        size=size,
        leading=size * measures.number("colophon.leading"),
        left=indent,
        right=indent,
    )
    labels = {len(label): label for label in (*_USUAL_LABELS, *_labels(colophon))}
    for length, label in sorted(labels.items()):
        hanging = (length + 1) * size
        yield replace(record, id=distribution_id(label), left=indent + hanging, first=-hanging)
    yield replace(record, id="record-staff")
    yield replace(record, id="record-contacts")
    yield replace(record, id="record-keywords")
    yield replace(record, id="record-other")
    yield replace(record, id="copies", align="right")
    yield replace(record, id="imprint", tab=width - indent)
    yield from _rule_styles(measures, above)
    yield Style("foot", leading=_LEAST)
    yield Style("page-end", leading=_LEAST)
    gap = measures.length("colophon.gap", measures.body) - measures.body
    yield run_style("colophon-gap", spacing=gap)


def _labels(colophon: Colophon | None) -> Iterable[str]:
    return (line.label for line in colophon.distribution) if colophon else ()


def _rule_styles(measures: WordMeasures, above: Style) -> Iterable[Style]:
    line = replace(above, filled="ink")
    rule = measures.length("colophon.rule")
    yield replace(line, id="first-rule", before=_blank(measures), leading=rule)
    yield replace(line, id="inner-rule", leading=measures.length("colophon.inner-rule"))
    yield replace(line, id="last-rule", leading=rule)


def _blank(measures: WordMeasures) -> float:
    """The room above the colophon, and above its rules."""
    return measures.number("colophon.lines-above") * measures.pitch


def _frame(measures: WordMeasures, colophon: Colophon | None) -> dict[str, object] | None:
    """The frame's place: as wide as the type area, on its lower edge, and no text beside it.

    ``None`` for a colophon that may be higher than a page: of it a frame would show only what a
    page has room for.
    """
    if colophon and _count_lines(measures, colophon) > measures.number("grid.lines"):
        return None
    begins_with_rule = colophon is None or not colophon_parts(colophon)[0]
    return {
        "w": twips(measures.type_width),
        "vSpace": 0 if begins_with_rule else twips(_blank(measures)),
        "wrap": "around",
        "vAnchor": "margin",
        "hAnchor": "margin",
        "xAlign": "left",
        "yAlign": "bottom",
    }


def _count_lines(measures: WordMeasures, colophon: Colophon) -> float:
    """Count about how many lines of the grid the colophon takes, and never too few."""
    size = measures.length("colophon.size")
    leading = max(measures.pitch, size * measures.number("colophon.leading")) / measures.pitch
    longest_label = max(map(len, _labels(colophon)), default=0)
    indents = 2 * measures.length("colophon.indent", size) + (longest_label + 1) * size
    room = max(measures.type_width - indents, size)
    nodes = [node for part in chain(*colophon_parts(colophon)) for node in part.nodes]
    lines = sum(math.ceil(ems(_typed_text(node)) * measures.body / room) for node in nodes)
    return leading * lines + 2 * measures.number("colophon.lines-above")


def _typed_text(node: Node) -> str:
    """What a part of the colophon says."""
    match node:
        case Field():
            return f"{node.name}：{node.value.text}"
        case Distribution():
            return f"{node.label}：{node.text.text}"
        case Text() | Invalid():
            return node.text
        case _:
            raise TypeError(type(node).__name__)


def write_colophon(package: Any, measures: WordMeasures, colophon: Colophon) -> None:
    """Write the colophon's paragraphs, and the one that holds it on the last page.

    The frame's place is the one thing that stands in the text besides the styles: LibreOffice
    before 7.6 looks for it nowhere else.
    """
    above, record = colophon_parts(colophon)
    root, package_part = package.element.body, package.part
    writer = TextWriter(root, package_part, _frame(measures, colophon))
    for part in above:
        _write_part(writer, measures, colophon, part, "")
    for number, part in enumerate(record):
        writer.paragraph("inner-rule" if number else "first-rule")
        _write_part(writer, measures, colophon, part, "record-")
    if record:
        writer.paragraph("last-rule")
    if above or record:
        TextWriter(root, package_part).paragraph("foot")


def _write_part(
    writer: TextWriter, measures: WordMeasures, colophon: Colophon, part: Part, place: str
) -> None:
    for row in _rows(measures, [node for node in part.nodes if isinstance(node, Field)], place):
        line = writer.paragraph(place + part.name)
        for number, text in enumerate(row):
            if number:
                line.letters("\u3000", "colophon-gap")
            line.letters(text)
    for node in part.nodes:
        match node:
            case Distribution():
                line = writer.paragraph(distribution_id(node.label))
                line.letters(display_text(_typed_text(node)))
            case Text() if part.name == "imprint":
                line = writer.paragraph("imprint")
                printer, printed = imprint(colophon)
                line.letters(display_text(printer))
                line.tab()
                line.letters(display_text(printed))
            case Text():
                writer.paragraph("copies").text(node)
            case Invalid():
                writer.paragraph(f"{place or 'colophon-'}other").text(node)


def _rows(measures: WordMeasures, fields: Sequence[Field], place: str) -> Iterable[list[str]]:
    """The fields in rows, as many in each as it has room for: no field is broken that fits."""
    size = measures.length("colophon.size") if place else measures.body
    room = measures.type_width - (2 * measures.length("colophon.indent", size) if place else 0.0)
    row: list[str] = []
    taken = 0.0
    for field in fields:
        text = display_text(_typed_text(field))
        width = ems(text) * size
        if row and taken + width > room:
            yield row
            row, taken = [], 0.0
        row.append(text)
        taken += width + measures.length("colophon.gap", measures.body)
    if row:
        yield row
