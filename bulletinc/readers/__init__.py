"""Other people's files read: one module a format, found by looking into ``formats``. Each gives a :class:`Manuscript`.

A module of that package has ``claims`` (whether a file is one of its own, by its first bytes and its ending in lower case) and ``read``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from bulletinc.readers import formats
from bulletinc.readers.draft import drafted
from bulletinc.readers.empty import empty, is_blank
from bulletinc.readers.manuscript import Manuscript
from bulletinc.text.source import Source, decode

LARGEST_FILE = 200 * 2**20  # bytes
_PLAIN, _WORD = "text", "docx"
_CHECKED_AS_DOCUMENTS = (".docx", ".docm", ".dotx")
_CONTAINERS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
)  # a zip; what a .docx behind a password is kept in


class Reader(Protocol):
    """What a module of ``formats`` offers. ``read`` raises BulletinError for a file that it cannot read."""

    claims: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Manuscript]


def read(data: bytes, name: str) -> Manuscript:
    """A file read by whichever reader claims it; what none claims is plain text. Raises BulletinError.

    ``name`` is what messages call the file; its ending says what it is where its bytes do not.
    """
    if is_blank(data):
        raise empty(name)
    ending = PurePath(name).suffix.lower()
    for each in _names():
        reader = _reader(each)
        if reader.claims(data, ending):
            return reader.read(data, name)
    return _reader(_PLAIN).read(data, name)


def source_of(data: bytes, name: str) -> Source:
    """A file as the text that it is checked as: a Word document with its paragraphs, any other as plain text. Raises BulletinError."""
    if PurePath(name).suffix.lower() not in _CHECKED_AS_DOCUMENTS and not data.startswith(
        _CONTAINERS
    ):
        return decode(data, name)
    if is_blank(data):
        raise empty(name)
    word = _reader(_WORD)
    if not word.claims(data, PurePath(name).suffix.lower()):
        return decode(data, name)
    return drafted(word.read(data, name), name, data).source


def _names() -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats.__path__)))


def _reader(name: str) -> Reader:
    return cast("Reader", import_module(f"{formats.__name__}.{name}"))
