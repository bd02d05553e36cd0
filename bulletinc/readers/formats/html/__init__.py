"""Saved web pages (.html, .mht): the article, without what the site puts around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

from bulletinc.errors import BulletinError
from bulletinc.i18n import _, ngettext
from bulletinc.readers.formats.html.article import find_article
from bulletinc.readers.formats.html.elements import PageParagraph, PageReader
from bulletinc.readers.intermediate import (
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.readers.missing_library import missing_library
from bulletinc.text.source import decode, excerpt

_SUFFIXES = (".htm", ".html", ".mht", ".mhtml", ".xhtml")

_MARKUP = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]{1,40}:[^\n]{0,400}\n(?:[ \t][^\n]{0,400}\n){0,9}){0,12}?MIME-Version:\s*1\.0",
    re.IGNORECASE,
)
_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE
)
_LOOKED_AT = 4096  # bytes
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"))
_MOST_TOLD = 20  # parts of the site around the article


def claims(data: bytes, ending: str) -> bool:
    """Whether a file is a web page, by its beginning or else by its name: some programs save one under .doc."""
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return False
    return (
        ending in _SUFFIXES
        or bool(_MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:_LOOKED_AT]))
        or bool(_ARCHIVE.match(data[:_LOOKED_AT]))
    )


def read(data: bytes, name: str) -> IntermediateDocument:
    """The article of a page. Raises BulletinError for a page that cannot be decoded or is nested without end."""
    try:
        from lxml import etree, html  # type: ignore[import-untyped]
    except ImportError:
        raise missing_library(name, "lxml") from None

    text = _decoded(_page(data, name), name)
    parser = html.HTMLParser(
        huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:  # there is nothing in it
        root = None
    if any("depth" in error.message for error in parser.error_log):
        raise _endless(name)
    if root is None:
        return IntermediateDocument()
    try:
        return _manuscript(root)
    except RecursionError:
        raise _endless(name) from None


def _page(data: bytes, name: str) -> bytes:
    """The page itself, where it was saved with its pictures in one file (MHTML, RFC 2557)."""
    if not _ARCHIVE.match(data[:_LOOKED_AT]):
        return data
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset()
                return (
                    payload
                    if charset is None or _CHARSET.search(payload[:_LOOKED_AT])
                    else b'<meta charset="%s">' % charset.encode() + payload
                )
    raise BulletinError(
        _("{path}: there is no page in this web archive.").format(path=name),
        _("Save the page again, as HTML only."),
    )


def _decoded(data: bytes, name: str) -> str:
    """The characters of a page: by its byte order mark, by what it says of itself where that is true, else as any text of ours."""
    named = _CHARSET.search(data[:_LOOKED_AT])
    charset = named[1].decode().lower() if named else ""
    if (
        charset
        and charset not in _CHINESE
        and charset not in ("utf-8", "utf8")
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    ):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name).text


def _manuscript(root: Any) -> IntermediateDocument:
    article = find_article(root)
    blocks = PageReader()
    for part in article.parts:
        blocks.read(part)
    paragraphs = list(_paragraphs(blocks.found))
    notes = [
        ImportNote(
            _("what belongs to the web site was left out: {text}").format(text=excerpt(text))
        )
        for text in article.around[:_MOST_TOLD]
    ]
    if (more := len(article.around) - _MOST_TOLD) > 0:
        notes.append(
            ImportNote(
                ngettext(
                    "and {count} more such part.", "and {count} more such parts.", more
                ).format(count=more)
            )
        )
    if blocks.pictures:
        message = ngettext(
            "{count} picture was left out", "{count} pictures were left out", blocks.pictures
        )
        notes.append(ImportNote(message.format(count=blocks.pictures)))
    if blocks.tables:
        message = ngettext(
            "{count} table became text, a row a paragraph",
            "{count} tables became text, a row a paragraph",
            blocks.tables,
        )
        notes.append(ImportNote(message.format(count=blocks.tables)))
    notes += [
        ImportNote(note, place)
        for place, block in enumerate(blocks.found, 1)
        for note in block.notes
    ]
    return IntermediateDocument(tuple(paragraphs), tuple(notes))


def _paragraphs(blocks: list[PageParagraph]) -> Iterator[IntermediateParagraph]:
    for place, block in enumerate(blocks, 1):
        yield IntermediateParagraph(
            tuple(TextRun(text, bold) for text, bold in block.runs),
            place,
            block.number,
            block.level,
            block.apart,
        )


def _endless(name: str) -> BulletinError:
    return BulletinError(
        _("{path}: refused, because its parts are nested without end.").format(path=name),
        _(
            "No web site is made like that. Copy the text from the browser, and save it as plain text."
        ),
    )
