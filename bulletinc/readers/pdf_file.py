"""PDFs opened by pypdf: within bounds of memory and work, without its warnings, one error each."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024  # bytes from the start (ISO 32000-1, Annex H.3, note 13)


def has_signature(data: bytes) -> bool:
    """Tell whether bytes are a PDF; other bytes may stand in front of its signature."""
    return _SIGNATURE in data[:_SIGNATURE_WITHIN]


@contextmanager
def reading_pdf(name: str, largest_stream: int, *, repair: bool) -> Iterator[None]:
    """Use pypdf inside this block: every error of its own becomes one BulletinError.

    No stream unpacks to more than ``largest_stream`` bytes, and no program is run. Without
    ``repair`` a broken stream is not mended.
    """
    import pypdf
    from pypdf import errors

    try:
        with _silent(), pypdf.apply_configuration(**stream_limits(largest_stream, repair=repair)):
            yield
    except BulletinError:
        raise
    except errors.DependencyError as error:
        # A program for pictures, or a library for passwords.
        raise (_packed(name) if "jbig2" in str(error).lower() else protected(name)) from None
    except errors.FileNotDecryptedError:
        raise protected(name) from None
    except errors.LimitReachedError as error:
        # pypdf also raises this where it gives up mending a stream.
        broken = isinstance(error.__cause__, zlib.error)
        raise (damaged(name) if broken else too_large(name)) from None
    except Exception:
        raise damaged(name) from None


def stream_limits(size: int, *, repair: bool) -> dict[str, Any]:
    """Return pypdf's settings for streams of at most ``size`` bytes unpacked."""
    limits = {
        "zlib_maximum_output_length": size,
        "lzw_maximum_output_length": size,
        "run_length_maximum_output_length": size,
        "brotli_maximum_output_length": size,
        "array_based_stream_maximum_output_length": size,
        "jbig2dec_binary": None,
    }
    if repair:
        return limits
    return limits | {
        "stream_decoding_work_maximum_length": 2 * size,
        "zlib_maximum_recovery_input_length": 0,
        "disable_legacy_handling": True,
    }


@contextmanager
def bounded_streams(size: int, name: str) -> Iterator[None]:
    """Let pdfminer unpack no stream to more than ``size`` bytes: it has no bound of its own."""
    pdftypes: Any = import_module("pdfminer.pdftypes")

    class Bounded:
        """Stands for zlib where pdfminer uses it."""

        error = zlib.error
        decompressobj = zlib.decompressobj

        @staticmethod
        def decompress(data: bytes) -> bytes:
            unpacked = zlib.decompressobj().decompress(data, size + 1)
            if len(unpacked) > size:
                raise too_large(name)
            return unpacked

    before = pdftypes.zlib
    pdftypes.zlib = Bounded
    try:
        yield
    finally:
        pdftypes.zlib = before


@contextmanager
def ending_references(name: str) -> Iterator[None]:
    """Refuse objects that are references to themselves, which pdfminer follows without end."""
    reference: Any = import_module("pdfminer.pdftypes").PDFObjRef
    before = reference.resolve

    def resolve(start: Any, default: object = None) -> Any:
        found, seen = before(start, default), {start.objid}
        while isinstance(found, reference):
            if found.objid in seen:
                raise damaged(name)
            seen.add(found.objid)
            found = before(found, default)
        return found

    reference.resolve = resolve
    try:
        yield
    finally:
        reference.resolve = before


@contextmanager
def _silent() -> Iterator[None]:
    """Swallow the warnings of both libraries, which Python prints where nobody listens."""
    loggers = [logging.getLogger("pypdf"), logging.getLogger("pdfminer")]
    handler = logging.NullHandler()
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.propagate = propagate
            logger.removeHandler(handler)


def protected(name: str) -> BulletinError:
    """Return the error for a PDF behind a password."""
    return BulletinError(
        _("{path}: this PDF is protected by a password.").format(path=name),
        _("Save a copy without protection, and use that."),
    )


def too_large(name: str) -> BulletinError:
    """Return the error for a PDF that unpacks to more than a bulletin can be."""
    return BulletinError(
        _("{path}: this PDF has more content than any bulletin.").format(path=name),
        _(
            "Check that it is the right file; from a large one, print the pages that you need "
            "into a PDF of their own."
        ),
    )


def _packed(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: a part of this PDF is packed as a picture (JBIG2) and cannot be read.").format(
            path=name
        ),
        _("Print it into a new PDF, or have its text recognised (OCR), and take what comes out."),
    )


def damaged(name: str) -> BulletinError:
    """Return the error for a PDF that is not whole."""
    return BulletinError(
        _("{path}: this PDF is damaged or incomplete.").format(path=name),
        _("Ask the sender for it again."),
    )
