"""The document put together: page, styles, text, properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bulletinc.pictures.raster import png
from bulletinc.render.formats.docx import styles, word_file
from bulletinc.render.formats.docx.blocks import block_styles
from bulletinc.render.formats.docx.body import outline_levels, write_body
from bulletinc.render.formats.docx.body_styles import body_styles
from bulletinc.render.formats.docx.carried_draft import carry_draft
from bulletinc.render.formats.docx.colophon import colophon_styles, write_colophon
from bulletinc.render.formats.docx.masthead_styles import masthead_styles
from bulletinc.render.formats.docx.page_number import number_styles
from bulletinc.render.formats.docx.tables import has_turned_table, table_styles
from bulletinc.render.formats.docx.text_writer import TextWriter
from bulletinc.render.formats.docx.turned_page import turned_page
from bulletinc.render.formats.docx.word_measures import WordMeasures
from bulletinc.render.links import contents_links
from bulletinc.render.placed_pictures import PlacedPicture
from bulletinc.syntax import Document, Masthead
from bulletinc.text.source import Source, Span
from bulletinc.theme import Theme

_RESOLUTION = 300  # pixels an inch


def write(
    document: Document,
    theme: Theme,
    pictures: Mapping[Span, PlacedPicture] | None = None,
    draft: Source | None = None,
) -> bytes:
    """The bytes of the file, with the draft inside."""
    pictures = {
        span: _with_pixels(picture, theme) if picture.drawing else picture
        for span, picture in (pictures or {}).items()
    }
    measures = WordMeasures(theme.layout)
    package = word_file.new_package(measures)
    masthead = document.masthead
    styles.write(
        package,
        measures,
        [
            *masthead_styles(measures, masthead or Masthead(document.span), theme.picture),
            *body_styles(measures, outline_levels(document), is_report=masthead is None),
            *block_styles(measures, document, pictures.values()),
            *table_styles(measures, document),
            *colophon_styles(measures, document.colophon),
            *number_styles(measures),
        ],
    )
    links = contents_links(document)
    turned = turned_page(package, measures) if has_turned_table(measures, document) else None
    writer = TextWriter(
        package.element.body, package.part, pictures=pictures, links=links, turned_page=turned
    )
    write_body(writer, measures, document, theme.picture)
    if document.colophon:
        write_colophon(package, measures, document.colophon)
    if writer.is_empty:
        writer.paragraph("body")  # a document has at least one
    word_file.describe(package, document)
    if draft is not None:
        carry_draft(package, draft)
    return word_file.pack(package)


def _with_pixels(chart: PlacedPicture, theme: Theme) -> PlacedPicture:
    """A chart as pixels, too, for a Word that shows no SVG."""
    if not chart.drawing:
        return chart
    fonts = [theme.fonts[each] for each in chart.drawing.families if each in theme.fonts]
    return replace(chart, data=png(chart.drawing, fonts, _RESOLUTION), media_type="image/png")
