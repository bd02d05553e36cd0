"""PDFs with a text layer. One of ours gives back its draft; of any other the lines are read and joined to paragraphs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers import embedded
from bulletinc.readers.empty import empty
from bulletinc.readers.formats.pdf.lines import Piece, lines_of
from bulletinc.readers.formats.pdf.paragraphs import joined
from bulletinc.readers.manuscript import Manuscript

_SUFFIXES = (".pdf",)

_SIGNATURE, _SIGNATURE_WITHIN = (
    b"%PDF-",
    1024,
)  # bytes from the start (ISO 32000-1, Annex H.3, note 13)
_LARGEST_STREAM = 16 * 2**20  # bytes unpacked
_MOST_OBJECTS = 500_000
_MOST_PAGES = 1000
_MOST_PIECES = 2_000_000
_BLANK_PAGE = 300  # bytes of what a program writes for a page with nothing on it
_LEAST = 8  # characters; a scan may have a stamp


def claims(data: bytes, ending: str) -> bool:
    """Whether a file is a PDF, or says so."""
    return ending in _SUFFIXES or data.startswith(_SIGNATURE)


def read(data: bytes, name: str) -> Manuscript:
    """The draft of a PDF of ours, or the text of another. Raises BulletinError for a scan, and for what is protected or damaged."""
    if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
        raise BulletinError(
            _("{path}: this is not a PDF, whatever its name says.").format(path=name),
            _("Open it in the program that it comes from, and save it there as PDF."),
        )
    with suppress(BulletinError):  # it has none
        return Manuscript(source=embedded.embedded_source(data, name))
    pages, tops = _pages(data, name)
    if sum(len(piece.text.strip()) for page in pages for piece in page) < _LEAST:
        raise BulletinError(
            _("{path}: there is no text in this PDF, only pictures of pages (a scan).").format(
                path=name
            ),
            _(
                "Have its text recognised (OCR, as WPS and most scanners can), and import what comes out of that. Nothing was written."
            ),
        )
    return joined([lines_of(page) for page in pages], tops)


def _pages(data: bytes, name: str) -> tuple[list[list[Piece]], list[float]]:
    """What each page shows, and how high its upper edge is."""
    import pypdf
    from pypdf import errors

    try:
        with _quiet(), pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(
                BytesIO(data), strict=False, xref_stream_maximum_entries=_MOST_OBJECTS
            )
            return _pieces(reader, name), [float(page.mediabox.top) for page in reader.pages]
    except BulletinError:
        raise
    except (errors.FileNotDecryptedError, errors.DependencyError):
        raise _protected(name) from None
    except errors.LimitReachedError:
        raise _too_large(name) from None
    except Exception:
        raise BulletinError(
            _("{path}: this PDF is damaged or incomplete.").format(path=name),
            _("Ask for it again where it came from."),
        ) from None


def _pieces(reader: Any, name: str) -> list[list[Piece]]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise _protected(name)
    if len(reader.pages) > _MOST_PAGES:
        raise _too_large(name)
    pages: list[list[Piece]] = []
    count = 0
    for page in reader.pages:
        pieces: list[Piece] = []

        def visit(
            text: str,
            matrix: Any,
            text_matrix: Any,
            font: Any,
            size: float,
            pieces: list[Piece] = pieces,
        ) -> None:
            nonlocal count
            count += 1
            if count > _MOST_PIECES:
                raise _too_large(name)
            if text.strip("\r\n") and (
                font is not None or text.strip()
            ):  # pypdf's own blanks have no font, and stand anywhere
                pieces.append(
                    Piece.of(
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


_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": _LARGEST_STREAM,
    "lzw_maximum_output_length": _LARGEST_STREAM,
    "run_length_maximum_output_length": _LARGEST_STREAM,
    "brotli_maximum_output_length": _LARGEST_STREAM,
    "array_based_stream_maximum_output_length": _LARGEST_STREAM,
    "jbig2dec_binary": None,
}


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nobody hear what pypdf dislikes: without a listener Python would print it."""
    logger, deaf = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(deaf)
    before, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(deaf)


def _protected(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: this PDF is protected by a password.").format(path=name),
        _("Save a copy of it without protection, and take that."),
    )


def _too_large(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: this PDF holds more than a bulletin can.").format(path=name),
        _(
            "See whether it is the right file; of a large one print the pages that you need into a PDF of their own."
        ),
    )
