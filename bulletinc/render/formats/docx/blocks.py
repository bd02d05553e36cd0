"""Blocks that are neither heading nor running text: lists, figures, instructions, sign-offs …"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bulletinc.pictures.drawing import svg
from bulletinc.render.formats.docx.inlines import write_inlines
from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.style import Style
from bulletinc.render.formats.docx.text_writer import TextWriter
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.order import chart_line, figure_parts, parts
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.render.signature_form import annex_list_form, signature_form
from bulletinc.render.style_names import numbered_id
from bulletinc.syntax import (
    AnnexList,
    Chart,
    ClosingNote,
    Document,
    Figure,
    Instruction,
    List,
    Remark,
    SignOff,
    Text,
    walk,
)

_QUARTERS = 4  # of a point: how exactly the room around a picture is kept


def block_styles(
    measures: WordMeasures, document: Document, pictures: Iterable[PlacedPicture] = ()
) -> Iterable[Style]:
    """The styles of these blocks. Sign-offs and annex lists have their places from their text."""
    pitch, body = measures.pitch, measures.body
    indent = measures.length("body.indent", body)
    text = Style("", first=indent)
    yield replace(text, id="points")
    yield Style("instruction-heading", face="heiti", keeps_next=True, follows="instruction")
    yield replace(text, id="instruction", face="kaiti", keeps_next=True)
    signature = Style(
        "instruction-signature",
        face="kaiti",
        align="right",
        right=measures.length("sign-off.indent", body),
    )
    yield signature
    yield replace(signature, id="instruction-end", after=pitch)
    yield from _figure_styles(pictures)
    yield Style(
        "figure-place",
        align="centre",
        boxed=measures.length("figure.rule"),
        leading=measures.number("figure.place-lines") * pitch,
    )
    yield Style(
        "figure-caption",
        face="kaiti",
        size=measures.length("figure.caption-size"),
        align="centre",
    )
    yield replace(text, id="closing-note", align="left")
    yield from _annex_list_styles(measures, document, indent)
    yield from _signature_styles(measures, document)


def _figure_styles(pictures: Iterable[PlacedPicture]) -> Iterable[Style]:
    """The styles of pictures' lines, which with the room around them fill lines of the grid.

    The size of type is the smallest, because letters make such a line higher.
    """
    figure = Style("figure", size=1.0, align="centre", off_grid=True, keeps_next=True)
    yield figure
    for room in sorted({_room(picture) for picture in pictures}):
        points = room / _QUARTERS
        yield replace(figure, id=numbered_id("figure", room), before=points, after=points)


def _room(picture: PlacedPicture) -> int:
    """The room above and below a picture, in quarters of a point."""
    return round(picture.room * _QUARTERS)


def _annex_list_styles(
    measures: WordMeasures, document: Document, indent: float
) -> Iterable[Style]:
    forms = [annex_list_form(node) for node in walk(document) if isinstance(node, AnnexList)]
    label = max((form.label_width for form in forms), default=3.0) * measures.body
    number = max((form.number_width for form in forms), default=1.5) * measures.body
    first = Style(
        "annex-list",
        align="left",
        left=indent + label + number,
        first=-label - number,
        before=measures.number("annex-list.lines-above") * measures.pitch,
        keeps_next=True,
        follows="annex-list-more",
    )
    yield first
    yield replace(first, id="annex-list-more", first=-number, before=0.0)


def _signature_styles(measures: WordMeasures, document: Document) -> Iterable[Style]:
    signed = [node for node in walk(document) if isinstance(node, SignOff)]
    spaces = {_spaces(measures, node) for node in signed}
    for organ in sorted({organ for organ, _day in spaces}):
        yield Style(
            numbered_id("organ", organ),
            align="right",
            right=organ / 2 * measures.body,
            before=measures.pitch,
            closes_up=True,
            keeps_next=True,
        )
    for day in sorted({day for _organ, day in spaces}):
        yield Style(
            numbered_id("day", day),
            align="right",
            right=day / 2 * measures.body,
            keeps_next=bool(document.closing_notes),
        )


def _spaces(measures: WordMeasures, node: SignOff) -> tuple[int, int]:
    """The room at the right of organ and day, in halves of a character."""
    form = signature_form(node)
    indent = measures.length("sign-off.indent", 1.0)
    shift = measures.length("sign-off.day-indent", 1.0)
    if measures.value("sign-off.form") == "sealed":
        day = measures.length("sign-off.sealed-indent", 1.0)
        organ = day + (form.day - form.organ) / 2
    elif form.date_is_longer:
        day, organ = indent, indent + form.day + shift - form.organ
    else:
        organ, day = indent, indent + form.organ - form.day - shift
    return max(0, round(2 * organ)), max(0, round(2 * day))


def write_list(writer: TextWriter, block: List) -> None:
    """Write the points of a list, each with its sign."""
    for point in block.points:
        line = writer.paragraph("points")
        if point.marker:
            line.letters(f"{display_text(point.marker.text)} ")
        write_inlines(line, point.inlines)


def write_figure(writer: TextWriter, figure: Figure | Chart) -> None:
    """Write a picture, or the place of one, and its caption."""
    picture = writer.pictures.get(figure.span)
    for part in figure_parts(figure):
        if part.name == "path" and picture:
            line = writer.paragraph(numbered_id("figure", _room(picture)))
            description = display_text(picture.description)
            vector = svg(picture.drawing) if picture.drawing else b""
            title = chart_line(figure) if isinstance(figure, Chart) else ""
            size = (picture.width, picture.height)
            line.picture(picture.data, description, *size, vector, title)
            continue
        style = "figure-caption" if part.name == "caption" else "figure-place"
        for node in part.nodes:
            writer.paragraph(style).text(node)  # type: ignore[arg-type]  # both are Text


def write_instruction(writer: TextWriter, instruction: Instruction) -> None:
    """Write leaders' remarks, each with name and day."""
    heading = display_text(instruction.heading.text)
    writer.paragraph("instruction-heading").letters(f"{heading}：")
    for number, remark in enumerate(instruction.entries, 1):
        _write_remark(writer, remark, is_last=number == len(instruction.entries))


def _write_remark(writer: TextWriter, remark: Remark, *, is_last: bool) -> None:
    person = display_text(remark.person.text) if remark.person else ""
    addressed = remark.person is not None and remark.person.span.start < remark.text.span.start
    for number, text in enumerate(filter(None, remark.text.text.split("\n"))):
        line = writer.paragraph("instruction")
        if addressed and not number:  # 张县长：请抓好落实。
            line.letters(f"{person}：")
        line.text(Text(remark.span, text))
    signed = [] if addressed else [person]
    if remark.date_text:
        signed.append(display_text(remark.date_text.text))
    if any(signed):
        style = "instruction-end" if is_last else "instruction-signature"
        writer.paragraph(style).letters("\u3000".join(filter(None, signed)))


def write_sign_off(writer: TextWriter, measures: WordMeasures, node: SignOff) -> None:
    """Write the organs and the day."""
    writer.keep_last_with_next()
    organ, day = _spaces(measures, node)
    for part in parts(node, "organs", "date_text"):
        style = numbered_id(*(("organ", organ) if part.name == "organs" else ("day", day)))
        for line in part.nodes:
            writer.paragraph(style).text(line)  # type: ignore[arg-type]  # all are Text


def write_annex_list(writer: TextWriter, annexes: AnnexList) -> None:
    """Write the list of what is attached."""
    writer.keep_last_with_next()
    form = annex_list_form(annexes)
    line = writer.paragraph("annex-list")
    line.letters(f"{display_text(annexes.label.text)}：")
    for number, entry in enumerate(form.entries):
        if number:
            line = writer.paragraph("annex-list-more")
        blank = " " if entry.number.endswith(".") else ""
        line.letters(display_text(f"{entry.number}{blank}") + display_text(entry.name))


def write_closing_note(writer: TextWriter, note: ClosingNote) -> None:
    """Write the note after the sign-off."""
    writer.paragraph("closing-note").text(Text(note.span, note.text))
