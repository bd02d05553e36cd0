"""The way back: the draft that a PDF of ours has inside it.

The PDF may be anyone's. It is read by pypdf in strict mode, which repairs nothing, and within bounds of memory and work;
whatever it holds, the outcome is the draft or one BulletinError.
"""

from __future__ import annotations

import logging
import os
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any

from bulletinc import files
from bulletinc.errors import BulletinError
from bulletinc.i18n import _

_LARGEST_DRAFT = 64 * 2**20  # bytes
_LARGEST_TABLE = (
    8 * 2**20
)  # bytes; what holds the PDF's own objects together; that of a hundred pages has less than one
_MOST_OBJECTS = 100_000
_SIGNATURE_WITHIN = 1024  # bytes from the start (ISO 32000-1, Annex H.3, note 13)

_UNNAMED = "bulletin.txt"
_FORBIDDEN = frozenset('<>:"|?*')  # in names on Windows
_DEVICES = frozenset(
    (
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"),
    )
)
_MOST_ATTACHMENTS = 100
_LONGEST_NAME = 255  # bytes


def embedded_source(pdf: bytes, name: str) -> tuple[str, bytes]:
    """The draft inside a PDF: a name that is safe to write under, and the bytes as they were read when the PDF was made.

    ``name`` is what messages call the PDF. The draft is the associated file (ISO 19005-3, 6.8) that is the document's
    source and plain text; any other attachment is none of ours. Raises BulletinError for what is no PDF, is encrypted
    or damaged, holds no draft, or one of more than 64 MiB.
    """
    if b"%PDF-" not in pdf[:_SIGNATURE_WITHIN]:
        raise BulletinError(
            _("{path}: this is not a PDF.").format(path=name),
            _("Name a PDF that “bulletinc build” made."),
        )
    import pypdf
    from pypdf import errors

    try:
        with _quiet(), pypdf.apply_configuration(**_limits(_LARGEST_TABLE)):
            file = _draft_file(
                pypdf.PdfReader(
                    BytesIO(pdf), strict=True, xref_stream_maximum_entries=_MOST_OBJECTS
                ),
                name,
            )
            with pypdf.apply_configuration(**_limits(_LARGEST_DRAFT)):
                return _read(file, name)
    except BulletinError:
        raise
    except (errors.FileNotDecryptedError, errors.DependencyError):
        raise _encrypted(name) from None
    except errors.LimitReachedError as error:
        # pypdf also raises this where it gives up mending a stream.
        raise (
            _damaged(name) if isinstance(error.__cause__, zlib.error) else _too_large(name)
        ) from None
    except Exception:
        raise _damaged(name) from None


def _draft_file(reader: Any, name: str) -> Any:
    """The file specification of the draft."""
    if reader.is_encrypted:
        raise _encrypted(name)
    catalog = reader.root_object
    for reference in catalog["/AF"][:_MOST_ATTACHMENTS] if "/AF" in catalog else ():
        if _is_draft(file := reference.get_object()):
            return file
    raise BulletinError(
        _("{path}: there is no draft in this PDF.").format(path=name),
        _(
            "Only a PDF that bulletinc made has its draft inside, and printing or converting it again may have taken it out."
        ),
    )


def _is_draft(file: Any) -> bool:
    if not isinstance(file, dict) or file.get("/AFRelationship") != "/Source" or "/EF" not in file:
        return False
    stream = _stream(file)
    return (
        stream.get("/Subtype") == "/text/plain"
        and "/Params" in stream
        and "/CheckSum" in stream["/Params"]
    )


def _stream(file: Any) -> Any:
    streams = file["/EF"]
    return streams["/UF" if "/UF" in streams else "/F"]


def _read(file: Any, name: str) -> tuple[str, bytes]:
    stream = _stream(file)
    # Whatever rewrites a PDF keeps to this filter for files; others may be slow, or run programs.
    if (
        stream.get("/Filter") not in (None, "/FlateDecode", ["/FlateDecode"])
        or "/DecodeParms" in stream
    ):
        raise _damaged(name)
    draft = bytes(stream.get_data())
    if len(draft) > _LARGEST_DRAFT:
        raise _too_large(name)
    if stream["/Params"]["/CheckSum"].original_bytes != md5(draft, usedforsecurity=False).digest():
        raise _damaged(name)
    return _safe(str(file["/UF" if "/UF" in file else "/F"])), draft


def _safe(name: str) -> str:
    """A name for any system that stays in its folder: the last part of a path, without what a system forbids or reads otherwise."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        sign for sign in last if sign not in _FORBIDDEN and unicodedata.category(sign)[0] != "C"
    ).strip(". ")
    if kept.partition(".")[0].rstrip().upper() in _DEVICES:
        kept = "_" + kept
    return kept.encode()[:_LONGEST_NAME].decode(errors="ignore") or _UNNAMED


def _limits(size: int) -> dict[str, Any]:
    """Bounds for pypdf: no stream becomes larger than ``size`` bytes, a broken one is not mended, and no program is run."""
    return {
        "zlib_maximum_output_length": size,
        "lzw_maximum_output_length": size,
        "run_length_maximum_output_length": size,
        "brotli_maximum_output_length": size,
        "array_based_stream_maximum_output_length": size,
        "stream_decoding_work_maximum_length": 2 * size,
        "zlib_maximum_recovery_input_length": 0,
        "jbig2dec_binary": None,
        "disable_legacy_handling": True,
    }


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nobody hear what pypdf dislikes: without a listener Python would print it."""
    logger, deaf = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(deaf)
    try:
        yield
    finally:
        logger.removeHandler(deaf)


def _encrypted(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: this PDF is protected by a password.").format(path=name),
        _("Save a copy of it without protection, and take that."),
    )


def _too_large(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: what is in this PDF unpacks to more than a bulletin can be ({size} MB).").format(
            path=name, size=_LARGEST_DRAFT // 2**20
        ),
        _(
            "bulletinc did not make this PDF like that. Do not trust it; ask for the PDF again where it came from."
        ),
    )


def _damaged(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: this PDF is damaged or incomplete.").format(path=name),
        _("Ask for it again where it came from."),
    )


def place(name: str, pdf: Path | None, wanted: str | None) -> Path:
    """Where a draft goes: beside its PDF (in the current folder if that came without a name), or where it is wanted.

    ``wanted`` is a folder if it is one or ends like one, else a file.
    """
    if wanted is None:
        return (Path() if pdf is None else pdf.parent) / name
    return (
        Path(wanted) / name
        if wanted.endswith(("/", os.sep)) or Path(wanted).is_dir()
        else Path(wanted)
    )


def keep(draft: bytes, path: Path) -> bool:
    """Write a draft, unless a file of that name is there. Returns False where it is the same file.

    Raises BulletinError where it is another one, or cannot be written.
    """
    if path.is_symlink() or path.exists():
        if path.is_file() and path.stat().st_size == len(draft) and files.read(path) == draft:
            return False
        raise BulletinError(
            _("{path}: another file of this name is there already. It was left as it is.").format(
                path=path
            ),
            _("Choose another name or folder with -o, or move that file away first."),
        )
    files.write(path, draft)
    return True
