"""PDFs with a text layer.

One of ours gives back its draft; of any other the lines are read and joined to paragraphs.
"""

from __future__ import annotations

import time
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
_MOST_OPERATIONS = 2_000_000  # drawn things; a page of a bulletin has a thousand
_TIMEOUT_S = 90  # for the texts of all pages, which may share forms that are drawn without end
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
    bounds = _Bounds(name)
    pages = []
    for page in reader.pages:
        collector = _Collector()
        page.extract_text(visitor_operand_before=bounds.count, visitor_text=collector.add)
        pages.append(collector.texts)
    if not any(pages) and all(map(_is_blank, reader.pages)):
        raise empty(name)
    return pages


class _Bounds:
    """Counts what pages draw. Raises BulletinError where that is more than a bulletin can have."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._end = time.monotonic() + _TIMEOUT_S

    def count(self, *_operation: object) -> None:
        """Count one operation of a page or of a form in it."""
        self._count += 1
        if self._count > _MOST_OPERATIONS or time.monotonic() > self._end:
            raise too_large(self._name)


class _Collector:
    """Collects the texts of one page as pypdf comes across them."""

    def __init__(self) -> None:
        self.texts: list[DrawnText] = []

    def add(self, text: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        """Take one text. Blanks that pypdf adds itself have no font, and stand anywhere."""
        if text.strip("\r\n") and (font is not None or text.strip()):
            face = str((font or {}).get("/BaseFont", ""))
            self.texts.append(DrawnText.of(text, matrix, text_matrix, face, size))


def _is_blank(page: Any) -> bool:
    """Whether a page without text has no picture either, drawn or embedded."""
    contents = page.get_contents()
    return "/XObject" not in page.get("/Resources", {}) and (
        contents is None or len(contents.get_data()) <= _BLANK_PAGE
    )
