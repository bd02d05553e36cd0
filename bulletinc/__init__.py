r"""bulletinc: a compiler for Chinese official bulletins, from plain text to the official page.

>>> import bulletinc
>>> document = bulletinc.parse("清溪区创建全国文明城市　工作快报\n\n第12期（总第86期）\n")
>>> document.kind, document.masthead.issue_number, document.masthead.total_number
('kuaibao', 12, 86)

>>> from pathlib import Path
>>> pages = bulletinc.build(Path("examples/kuaibao.txt"), formats=("html", "pdf"))
>>> Path("kuaibao.pdf").write_bytes(pages["pdf"])  # doctest: +SKIP

The nodes of the tree are in :mod:`bulletinc.syntax`. What a user did wrong (a missing file, bytes
that are no text, an unknown kind or format) is raised as :class:`BulletinError`; text alone never
raises.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias

# Imported where they are used: a program that only wants the version, or one format, loads nothing
# for the others.
if TYPE_CHECKING:
    from collections.abc import Iterable

    from bulletinc.errors import BulletinError
    from bulletinc.syntax import Document
    from bulletinc.syntax.length import BulletinLength
    from bulletinc.text.source import Source, Span

    Input: TypeAlias = "str | bytes | os.PathLike[str] | Source"

__all__ = ["BulletinError", "Document", "Source", "Span", "__version__", "build", "count", "parse"]

__version__ = "0.2.0"


def parse(text: Input, kind: str | None = None) -> Document:
    r"""The tree of a bulletin.

    ``text`` is the text itself (``str``), the bytes of a file, or the path of one
    (``pathlib.Path``; a ``str`` is never a path). ``kind`` is the name or title of a kind, such as
    ``"kuaibao"`` or ``"快报"``, and overrides recognition.

    Any text gives a tree. Raises BulletinError for a file that cannot be read, bytes that are no
    text, or a kind that does not exist.

    >>> parse("【简讯】\n\n【文明实践】　白河镇：近日，志愿者清理河道。").body[0].heading.text
    '简讯'
    """
    from bulletinc import compiler

    return compiler.compile(_source(text), kind)


def build(
    text: Input,
    formats: Iterable[str] = ("html",),
    kind: str | None = None,
    *,
    theme: str | os.PathLike[str] | None = None,
    engine: str | None = None,
    shipped_fonts: bool = False,
) -> dict[str, bytes]:
    r"""The bytes of a bulletin in each format: ``html``, ``pdf``, ``docx``, ``json``.

    ``text`` and ``kind`` as for :func:`parse`. ``theme`` is the name or the folder of a theme;
    without it a file has that of the ``bulletin.toml`` above it, else the official one. ``engine``
    is the page engine that sets a PDF: ``weasyprint``, ``typst`` or ``auto``; without it that of
    the ``bulletin.toml`` or theme. With ``shipped_fonts`` only the theme's own fonts are used, and
    the same text gives the same bytes on every machine; without, on this one. Raises BulletinError
    as :func:`parse` does, and for a format that does not exist or cannot be made here, or a theme
    with a mistake.

    >>> build("通　知\n\n明日停电。")["html"].startswith(b"<!DOCTYPE html>")
    True
    """
    from pathlib import Path

    from bulletinc import compiler
    from bulletinc.options import BuildOptions

    path = Path(text) if isinstance(text, os.PathLike) else None
    options = BuildOptions(tuple(formats), kind, theme, engine, shipped_fonts)
    return dict(compiler.build(_source(text), options, path).outputs)


def count(text: Input, kind: str | None = None) -> BulletinLength:
    r"""How long a bulletin is: words, characters, sections, items, minutes to read.

    ``text`` and ``kind`` as for :func:`parse`, which also says what is raised.

    >>> count("通　知\n\n明日停电，请备烛。").words
    11
    """
    from bulletinc import compiler
    from bulletinc.syntax.length import length_of

    source = _source(text)
    return length_of(source, compiler.compile(source, kind))


def _source(text: Input) -> Source:
    from pathlib import Path

    from bulletinc.files import read
    from bulletinc.text.source import Source, decode

    if isinstance(text, Source):
        return text
    if isinstance(text, str):
        return Source(text)
    if isinstance(text, bytes):
        return decode(text)
    return decode(read(Path(text)), os.fspath(text))


def __getattr__(name: str) -> object:
    """The classes that the API speaks of, loaded when first asked for."""
    if name == "BulletinError":
        from bulletinc.errors import BulletinError

        return BulletinError
    if name in {"Source", "Span"}:
        from bulletinc.text import source

        return getattr(source, name)
    if name == "Document":
        from bulletinc.syntax import Document

        return Document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
