"""PDFs with a text layer.

One of ours gives back its draft; of any other the lines are read and joined to paragraphs.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers import embedded
from bulletinc.readers.empty_file import empty
from bulletinc.readers.formats.pdf.line_joining import joined
from bulletinc.readers.formats.pdf.page_lines import DrawnText, lines_of
from bulletinc.readers.intermediate import IntermediateDocument
from bulletinc.readers.pdf_file import has_signature, protected, reading_pdf, too_large

_SUFFIXES = (".pdf",)
_LARGEST_STREAM = 16 * 2**20  # bytes unpacked
_MOST_OBJECTS = 500_000
_MOST_PAGES = 1000
_MOST_TEXTS = 2_000_000
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
    pages, tops = _pages(data, name)
    if sum(len(piece.text.strip()) for page in pages for piece in page) < _LEAST:
        raise BulletinError(
            _("{path}: there is no text in this PDF, only pictures of pages (a scan).").format(
                path=name
            ),
            _(
                "Have its text recognised (OCR, as WPS and most scanners can), and import the "
                "result. Nothing was written."
            ),
        )
    return joined([lines_of(page) for page in pages], tops)


def _pages(data: bytes, name: str) -> tuple[list[list[DrawnText]], list[float]]:
    """Return what each page shows, and the height of its upper edge."""
    import pypdf

    with reading_pdf(name, _LARGEST_STREAM, repair=True):
        reader = pypdf.PdfReader(
            BytesIO(data), strict=False, xref_stream_maximum_entries=_MOST_OBJECTS
        )
        return _pieces(reader, name), [float(page.mediabox.top) for page in reader.pages]


def _pieces(reader: Any, name: str) -> list[list[DrawnText]]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise protected(name)
    if len(reader.pages) > _MOST_PAGES:
        raise too_large(name)
    pages: list[list[DrawnText]] = []
    count = 0
    for page in reader.pages:
        pieces: list[DrawnText] = []

        def visit(
            text: str,
            matrix: Any,
            text_matrix: Any,
            font: Any,
            size: float,
            pieces: list[DrawnText] = pieces,
        ) -> None:
            nonlocal count
            count += 1
            if count > _MOST_TEXTS:
                raise too_large(name)
            # Blanks that pypdf adds itself have no font, and stand anywhere.
            if text.strip("\r\n") and (font is not None or text.strip()):
                pieces.append(
                    DrawnText.of(
                        text, matrix, text_matrix, str((font or {}).get("/BaseFont", "")), size
                    )
                )

        page.extract_text(visitor_text=visit)
        pages.append(pieces)
    if not any(pages) and all(map(_is_blank, reader.pages)):
        raise empty(name)
    return pages


def _is_blank(page: Any) -> bool:
    """Whether a page without text has no picture either, drawn or embedded."""
    contents = page.get_contents()
    return "/XObject" not in page.get("/Resources", {}) and (
        contents is None or len(contents.get_data()) <= _BLANK_PAGE
    )
