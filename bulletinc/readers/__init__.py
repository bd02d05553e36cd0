"""Other people's files read: one module a format, found by looking into ``formats``.

Each module of that package is a :class:`Reader` and gives an :class:`IntermediateDocument`.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from bulletinc.errors import BulletinError
from bulletinc.readers import formats
from bulletinc.readers.empty_file import empty, is_blank
from bulletinc.text.charsets import decode_named
from bulletinc.text.foreign_charset import foreign_charset
from bulletinc.text.source import Source, decode

if TYPE_CHECKING:  # a draft needs no document between
    from bulletinc.readers.intermediate import IntermediateDocument, Refused

_PLAIN, _WORD = "text", "docx"
CHECKED_AS_DOCUMENTS = (".docx", ".docm", ".dotx")
# A zip, and the container of a .docx behind a password.
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Reader(Protocol):
    """The contract of a module of ``formats``."""

    def claims(self, data: bytes, suffix: str, /) -> bool:
        """Tell by its first bytes and its suffix in lower case whether a file is of this format."""

    def read(self, data: bytes, name: str, /) -> IntermediateDocument:
        """Read a file that messages call ``name``. Raises BulletinError where it cannot."""


class TrackingReader(Protocol):
    """A reader of documents that may have tracked changes."""

    def read_refusing(self, data: bytes, name: str, refused: Refused, /) -> IntermediateDocument:
        """Read a file without some of its tracked changes. Raises BulletinError."""


def read(data: bytes, name: str, refused: Refused = frozenset()) -> IntermediateDocument:
    """Read a file by the first reader that claims it; what none claims is plain text.

    ``refused`` are the tracked changes that are not taken.

    ``name`` is what messages call the file; its suffix decides where its bytes do not.
    Raises BulletinError.
    """
    if is_blank(data):
        raise empty(name)
    suffix = PurePath(name).suffix.lower()
    for each in reader_names():
        reader = load_reader(each)
        if reader.claims(data, suffix):
            if refused != frozenset() and hasattr(reader, "read_refusing"):
                return cast("TrackingReader", reader).read_refusing(data, name, refused)
            return reader.read(data, name)
    return load_reader(_PLAIN).read(data, name)


def source_of(data: bytes, name: str) -> Source:
    """Return a file as the text that is checked: a Word document by paragraphs, else plain text.

    Raises BulletinError.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in CHECKED_AS_DOCUMENTS and not data.startswith(_CONTAINERS):
        return _plain(data, name)
    if is_blank(data):
        raise empty(name)
    from bulletinc.readers.draft_writer import write_draft
    from bulletinc.readers.imported_pictures import without_pictures

    word = load_reader(_WORD)
    if not word.claims(data, suffix):
        return _plain(data, name)
    return write_draft(without_pictures(word.read(data, name)), name, data).source


def _plain(data: bytes, name: str) -> Source:
    """Return a text, also in Big5, which cannot be built but can be looked at."""
    try:
        return decode(data, name)
    except BulletinError:
        charset = foreign_charset(data)
        if charset != "big5":
            raise
        return Source(decode_named(data, charset, name), name, charset, data)


def reader_names() -> tuple[str, ...]:
    """Return the names of the readers, in the order in which they are asked."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats.__path__)))


def load_reader(name: str) -> Reader:
    """Return a reader by its name."""
    return cast("Reader", import_module(f"{formats.__name__}.{name}"))
