"""PDFs with a text layer.

One of ours gives back its draft; of any other the lines are read and joined to paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers import embedded
from bulletinc.readers.empty_file import empty
from bulletinc.readers.formats.pdf.drawn_text import MISSING, DrawnPage, drawn_pages
from bulletinc.readers.formats.pdf.line_joining import joined
from bulletinc.readers.formats.pdf.page_content import page_content
from bulletinc.readers.formats.pdf.page_lines import lines_of
from bulletinc.readers.intermediate import ImportNote, IntermediateDocument
from bulletinc.readers.pdf_file import (
    bounded_streams,
    ending_references,
    has_signature,
    protected,
    reading_pdf,
    too_large,
)
from bulletinc.text.characters import squeeze

_SUFFIXES = (".pdf",)
_LARGEST_STREAM = 16 * 2**20  # bytes unpacked
_MOST_OBJECTS = 500_000
_MOST_PAGES = 1000
_BLANK_PAGE = 300  # bytes of what a program writes for a page with nothing on it
_LEAST = 8  # characters; a scan may have a stamp


def claims(data: bytes, suffix: str) -> bool:
    """Tell whether a file is a PDF, or is named like one."""
    return suffix in _SUFFIXES or data.startswith(b"%PDF-")


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the draft of a PDF of ours, or the text of another.

    Raises BulletinError for a scan, and for what is protected or damaged.
    """
    if not has_signature(data):
        raise BulletinError(
            _("{path}: this is not a PDF, despite its name.").format(path=name),
            _("Open it in the program that wrote it, and save it there as PDF."),
        )
    with suppress(BulletinError):  # it has none
        return IntermediateDocument(source=embedded.embedded_source(data, name))
    pages = _pages(data, name)
    if sum(len(piece.text.strip()) for page in pages for piece in page.texts) < _LEAST:
        raise BulletinError(
            _("{path}: there is no text in this PDF, only pictures of pages (a scan).").format(
                path=name
            ),
            _(
                "Have its text recognised (OCR, as WPS and most scanners can), and import the "
                "result. Nothing was written."
            ),
        )
    document = joined(page_content(pages), [page.height for page in pages])
    notes = (*_missing_notes(pages), *_turned_notes(pages), *document.notes)
    return replace(document, notes=notes)


def _missing_notes(pages: Sequence[DrawnPage]) -> list[ImportNote]:
    """Return a note for each page with characters that have no Unicode, with the text around."""
    notes = []
    message = _("characters without Unicode stand as 〓; type them from the page: {text}")
    for number, page in enumerate(pages, 1):
        lines = [line.text for line in lines_of(page.texts) if MISSING in line.text]
        if lines:
            notes.append(ImportNote(message.format(text=" / ".join(lines)), number))
    return notes


def _turned_notes(pages: Sequence[DrawnPage]) -> list[ImportNote]:
    """Return a note for each text that runs in another direction, once for all pages."""
    message = _("text that runs in another direction was left out: {text}")
    first: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for text in page.turned:
            first.setdefault(text, number)
    return [
        ImportNote(message.format(text=text), number, lost=len(squeeze(text)))
        for text, number in first.items()
    ]


def _pages(data: bytes, name: str) -> list[DrawnPage]:
    """Return what each page shows."""
    import pypdf

    with reading_pdf(name, _LARGEST_STREAM, repair=True):
        reader = pypdf.PdfReader(
            BytesIO(data), strict=False, xref_stream_maximum_entries=_MOST_OBJECTS
        )
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected(name)
        if len(reader.pages) > _MOST_PAGES:
            raise too_large(name)
        with bounded_streams(_LARGEST_STREAM, name), ending_references(name):
            pages = list(drawn_pages(data, lambda: too_large(name)))
        if not any(page.texts for page in pages) and all(map(_is_blank, reader.pages)):
            raise empty(name)
        return pages


def _is_blank(page: Any) -> bool:
    """Whether a page without text has no picture either, drawn or embedded."""
    contents = page.get_contents()
    return "/XObject" not in page.get("/Resources", {}) and (
        contents is None or len(contents.get_data()) <= _BLANK_PAGE
    )
