"""The document put together: page, styles, text, properties."""

from __future__ import annotations

from bulletinc.render.formats.docx import body, colophon, masthead, package, styles
from bulletinc.render.formats.docx.sheet import Sheet
from bulletinc.render.formats.docx.story import Story
from bulletinc.syntax import Document, Masthead
from bulletinc.theme import Theme


def write(bulletin: Document, theme: Theme) -> bytes:
    """The bytes of the file."""
    sheet = Sheet(theme.layout)
    document = package.clean(sheet)
    head = bulletin.masthead
    styles.write(
        document,
        sheet,
        [
            *masthead.masthead_styles(sheet, head or Masthead(bulletin.span), theme.picture),
            *styles.body_styles(sheet, body.outline(bulletin), is_report=head is None),
            *colophon.colophon_styles(sheet, bulletin.colophon),
            *package.number_styles(sheet),
        ],
    )
    story = Story(document.element.body, document.part)
    if head:
        masthead.write(story, sheet, head, theme.picture)
    body.write(story, sheet, bulletin)
    if bulletin.colophon:
        colophon.write(document, sheet, bulletin.colophon)
    if story.is_empty:
        story.paragraph("body")  # a document has at least one
    package.describe(document, bulletin)
    return package.packed(document)
