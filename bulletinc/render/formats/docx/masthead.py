"""The masthead's paragraphs: its parts in their official places, the red rule below them."""

from __future__ import annotations

from bulletinc.render.formats.docx.masthead_styles import star_heights
from bulletinc.render.formats.docx.name_rows import sized_rows
from bulletinc.render.formats.docx.ooxml import display_text
from bulletinc.render.formats.docx.text_writer import TextWriter, fit
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.measures import is_tight
from bulletinc.render.order import signer
from bulletinc.syntax import Masthead


def write_masthead(
    writer: TextWriter, measures: WordMeasures, masthead: Masthead, picture: bytes
) -> None:
    """Write the masthead's paragraphs."""
    if masthead.secrecy or masthead.serial_text:
        line = writer.paragraph("secrecy")
        line.text(masthead.secrecy)
        if masthead.serial_text:
            line.tab()
            line.text(masthead.serial_text, "serial")
    if masthead.urgency:
        writer.paragraph("urgency").text(masthead.urgency)
    for remark in masthead.remarks:
        writer.paragraph("masthead-other").text(remark)
    _write_name(writer, measures, masthead, picture)
    _write_issue_and_signer(writer, masthead)
    for other in masthead.unplaced:
        writer.paragraph("masthead-other").text(other)
    issuer = masthead.issuer_text or masthead.issuer
    if issuer or masthead.date_text:
        tight = is_tight(masthead, measures.layout)
        line = writer.paragraph("issuing-tight" if tight else "issuing")
        line.text(issuer)
        if masthead.date_text:
            line.tab()
            line.text(masthead.date_text)
    if measures.value("masthead.rule-form") == "star":
        _write_star(writer, measures)
    writer.paragraph("red-rule")


def _write_issue_and_signer(writer: TextWriter, masthead: Masthead) -> None:
    if masthead.issue:
        line = writer.paragraph("issue")
        for number, part in enumerate(masthead.issue):
            if number:
                line.letters("\u3000", "issue-gap")
            line.text(part)
    if masthead.document_number:
        writer.paragraph("document-number").text(masthead.document_number)
    if masthead.signer_text:
        label, name = signer(masthead)
        line = writer.paragraph("signer")
        line.letters(display_text(label))
        line.letters(display_text(name), "signer-name")


def _write_star(writer: TextWriter, measures: WordMeasures) -> None:
    """Write the red rule with a star in its middle: the rule is across the outer of three cells."""
    star = measures.length("masthead.star")
    middle = star + 2 * measures.length("masthead.star-gap", star)
    side = (measures.type_width - middle) / 2
    line = writer.crossed_cells(
        (side, middle, side),
        star_heights(measures),
        measures.colour("red"),
        measures.length("masthead.rule"),
        "red-star",
    )
    line.letters("★")


def _write_name(
    writer: TextWriter, measures: WordMeasures, masthead: Masthead, picture: bytes
) -> None:
    rows = sized_rows(measures, masthead)
    typed_on_one_line = len(masthead.name_lines) < len(rows)
    if picture and rows:
        words = (" " if typed_on_one_line else "\n").join("".join(row.lines) for row in rows)
        size = fit(picture, measures.type_width, measures.picture_height)
        writer.paragraph("name").picture(picture, words, *size)
        return
    for row in rows:
        line = writer.paragraph(row.style)
        if row.spacing:
            # It would stand after the last letter, too, and move the row out of the middle.
            line.rows([*row.lines[:-1], row.lines[-1][:-1]])
            line.letters(row.lines[-1][-1:], "name-end")
        else:
            line.rows(row.lines)
        if typed_on_one_line and row is not rows[-1]:
            line.letters(" ")
