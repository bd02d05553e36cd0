"""The colophon (版记): in a frame that stands on the lower edge of the type area of the last page (GB/T 9704-2012, 7.4.1).

The frame belongs to the styles. Word and LibreOffice set it at the foot of the page that has the paragraph after it, which is the last one,
and move both to the next page where the text leaves too little room. Its rules are lines filled with ink, which are as thick as they should
be; LibreOffice makes no frame of paragraphs of which only some have a border.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from bulletinc.render.formats.docx.ooxml import shown, twips
from bulletinc.render.formats.docx.sheet import Sheet
from bulletinc.render.formats.docx.story import Story
from bulletinc.render.formats.docx.styles import Style, run
from bulletinc.render.order import Part, colophon_parts, imprint
from bulletinc.syntax import Colophon, Distribution, Field, Invalid, Node, Text
from bulletinc.text.typography import ems

_LEAST = 1.0  # the height of a line without text: none can be without height
_USUAL_LABELS = (1, 2)  # characters: 报, 抄送


def colophon_styles(sheet: Sheet, colophon: Colophon | None) -> Iterable[Style]:
    """The styles of the colophon. A distribution line turns over below its first character behind the colon, so each length of label
    has one of its own.
    """
    size, width = sheet.length("colophon.size"), sheet.type_width
    indent = sheet.length("colophon.indent", size)
    above = Style("", "", frame=_frame(sheet, colophon), leading=sheet.pitch, align="left")
    yield replace(above, id="staff", name="编审")
    yield replace(above, id="contacts", name="联系")
    yield replace(above, id="colophon-other", name="版记杂项")
    record = replace(
        above, size=size, leading=size * sheet.number("colophon.leading"), left=indent, right=indent
    )
    for label in sorted(
        {len(node.label) for node in colophon.distribution} | {*_USUAL_LABELS}
        if colophon
        else _USUAL_LABELS
    ):
        hanging = (label + 1) * size
        yield replace(
            record,
            id=f"distribution-{label}",
            name=f"分发{label}字",
            left=indent + hanging,
            first=-hanging,
        )
    for part, name in {"staff": "版记编审", "contacts": "版记联系", "other": "版记内杂项"}.items():
        yield replace(record, id=f"record-{part}", name=name)
    yield replace(record, id="copies", name="份数", align="right")
    yield replace(record, id="imprint", name="印发", tab=width - indent)
    line, blank = replace(above, filled="ink"), _blank(sheet)
    rule, inner = sheet.length("colophon.rule"), sheet.length("colophon.inner-rule")
    yield replace(line, id="first-rule", name="版记首线", before=blank, leading=rule)
    yield replace(line, id="inner-rule", name="版记分线", leading=inner)
    yield replace(line, id="last-rule", name="版记末线", leading=rule)
    yield Style("foot", "版记位", leading=_LEAST)
    yield run(
        "colophon-gap", "版记间隔", spacing=sheet.length("colophon.gap", sheet.body) - sheet.body
    )


def _blank(sheet: Sheet) -> float:
    """The room above the colophon, and above its rules."""
    return sheet.number("colophon.lines-above") * sheet.pitch


def _frame(sheet: Sheet, colophon: Colophon | None) -> dict[str, object] | None:
    """The frame's place: as wide as the type area, on its lower edge, and no text beside it.

    ``None`` for a colophon that may be higher than a page: a frame would show as much of it as a page has room for.
    """
    if colophon and _most_lines(sheet, colophon) > sheet.number("grid.lines"):
        return None
    begins_with_rule = colophon is None or not colophon_parts(colophon)[0]
    return {
        "w": twips(sheet.type_width),
        "vSpace": 0 if begins_with_rule else twips(_blank(sheet)),
        "wrap": "around",
        "vAnchor": "margin",
        "hAnchor": "margin",
        "xAlign": "left",
        "yAlign": "bottom",
    }


def _most_lines(sheet: Sheet, colophon: Colophon) -> float:
    """About how many lines of the grid the colophon takes, and not fewer."""
    size = sheet.length("colophon.size")
    leading = max(sheet.pitch, size * sheet.number("colophon.leading")) / sheet.pitch
    longest_label = max((len(line.label) for line in colophon.distribution), default=0)
    room = sheet.type_width - 2 * sheet.length("colophon.indent", size) - (longest_label + 1) * size
    nodes = [node for part in chain(*colophon_parts(colophon)) for node in part.nodes]
    widths = (ems(_typed(node)) * sheet.body for node in nodes)
    return leading * sum(math.ceil(width / max(room, size)) for width in widths) + 2 * sheet.number(
        "colophon.lines-above"
    )


def _typed(node: Node) -> str:
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


def write(document: Any, sheet: Sheet, colophon: Colophon) -> None:
    """The colophon's paragraphs, and the one that holds it on the last page.

    The frame's place is the one thing that stands in the text beside the styles: LibreOffice before 7.6 looks for it nowhere else.
    """
    above, record = colophon_parts(colophon)
    body, part = document.element.body, document.part
    story = Story(body, part, _frame(sheet, colophon))
    for each in above:
        _part(story, sheet, colophon, each, "")
    for number, each in enumerate(record):
        story.paragraph("inner-rule" if number else "first-rule")
        _part(story, sheet, colophon, each, "record-")
    if record:
        story.paragraph("last-rule")
    if above or record:
        Story(body, part).paragraph("foot")


def _part(story: Story, sheet: Sheet, colophon: Colophon, part: Part, place: str) -> None:
    """One part of the colophon. ``place`` begins the names of the styles that differ above its rules and between them."""
    for row in _rows(sheet, [node for node in part.nodes if isinstance(node, Field)], place):
        line = story.paragraph(place + part.name)
        for number, text in enumerate(row):
            if number:
                line.letters("\u3000", "colophon-gap")
            line.letters(text)
    for node in part.nodes:
        match node:
            case Distribution():
                story.paragraph(f"distribution-{len(node.label)}").letters(shown(_typed(node)))
            case Text() if part.name == "imprint":
                line = story.paragraph("imprint")
                printer, printed = imprint(colophon)
                line.letters(shown(printer))
                line.tab()
                line.letters(shown(printed))
            case Text():
                story.paragraph("copies").text(node)
            case Invalid():
                story.paragraph(f"{place or 'colophon-'}other").text(node)


def _rows(sheet: Sheet, fields: Sequence[Field], place: str) -> Iterable[list[str]]:
    """The fields in rows: as many in each as it has room for, because none is broken that fits."""
    size = sheet.length("colophon.size") if place else sheet.body
    room = sheet.type_width - (2 * sheet.length("colophon.indent", size) if place else 0.0)
    row: list[str] = []
    taken = 0.0
    for field in fields:
        text = shown(_typed(field))
        width = ems(text) * size
        if row and taken + width > room:
            yield row
            row, taken = [], 0.0
        row.append(text)
        taken += width + sheet.length("colophon.gap", sheet.body)
    if row:
        yield row
