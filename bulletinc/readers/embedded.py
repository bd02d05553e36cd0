"""The way back: the draft that a PDF of ours has inside it.

The PDF may be anyone's. pypdf reads it in strict mode, which repairs nothing, and within bounds;
the outcome is the draft or one BulletinError.
"""

from __future__ import annotations

from hashlib import md5
from io import BytesIO
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.pdf_file import (
    damaged,
    has_signature,
    protected,
    reading_pdf,
    stream_limits,
    too_large,
)

_LARGEST_DRAFT = 64 * 2**20  # bytes
_LARGEST_TABLE = 8 * 2**20  # bytes of the PDF's table of objects; that of 100 pages has under 1 MB
_MOST_OBJECTS = 100_000
_MOST_ATTACHMENTS = 100


def embedded_source(pdf: bytes, name: str) -> tuple[str, bytes]:
    """Return the draft inside a PDF: the name that it has there, and its bytes.

    The name is another's: ``placing.safe_name`` makes a file's name of it. ``name`` is what
    messages call the PDF. The draft is the associated file (ISO 19005-3, 6.8) that is the
    document's source and plain text. Raises BulletinError for what is no PDF, is encrypted or
    damaged, holds no draft, or one of more than 64 MiB.
    """
    if not has_signature(pdf):
        raise BulletinError(
            _("{path}: this is not a PDF.").format(path=name),
            _("Name a PDF that “bulletinc build” made."),
        )
    import pypdf

    with reading_pdf(name, _LARGEST_TABLE, repair=False):
        reader = pypdf.PdfReader(
            BytesIO(pdf), strict=True, xref_stream_maximum_entries=_MOST_OBJECTS
        )
        file = _draft_file(reader, name)
        with pypdf.apply_configuration(**stream_limits(_LARGEST_DRAFT, repair=False)):
            return _read(file, name)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    from pypdf import PdfReader

    return PdfReader(BytesIO(pdf)).get_num_pages()


def _draft_file(reader: Any, name: str) -> Any:
    """Return the file specification of the draft."""
    if reader.is_encrypted:
        raise protected(name)
    catalog = reader.root_object
    for reference in catalog["/AF"][:_MOST_ATTACHMENTS] if "/AF" in catalog else ():
        if _is_draft(file := reference.get_object()):
            return file
    raise BulletinError(
        _("{path}: there is no draft in this PDF.").format(path=name),
        _(
            "Only a PDF that bulletinc made has its draft inside, and printing or converting "
            "it may have removed it."
        ),
    )


def _is_draft(file: Any) -> bool:
    if not isinstance(file, dict) or file.get("/AFRelationship") != "/Source" or "/EF" not in file:
        return False
    stream = _stream(file)
    return bool(stream.get("/Subtype") == "/text/plain" and "/Params" in stream)


def _stream(file: Any) -> Any:
    streams = file["/EF"]
    return streams["/UF" if "/UF" in streams else "/F"]


def _read(file: Any, name: str) -> tuple[str, bytes]:
    stream = _stream(file)
    # Programs that rewrite a PDF keep this filter for files; others are slow, or run programs.
    plain = stream.get("/Filter") in (None, "/FlateDecode", ["/FlateDecode"])
    if not plain or "/DecodeParms" in stream:
        raise damaged(name)
    draft = bytes(stream.get_data())
    if len(draft) > _LARGEST_DRAFT:
        raise too_large(name)
    checksum = stream["/Params"].get("/CheckSum")  # which not every page engine writes
    if checksum and checksum.original_bytes != md5(draft, usedforsecurity=False).digest():
        raise damaged(name)
    return str(file["/UF" if "/UF" in file else "/F"]), draft
