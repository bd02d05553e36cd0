"""Saved web pages (.html, .mht): the text, and notes on what belongs to the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bulletinc.i18n import _, ngettext
from bulletinc.readers.formats.html.elements import PageReader
from bulletinc.readers.formats.html.page_file import endless, is_page, pages_of, parsed
from bulletinc.readers.formats.html.page_paragraph import PageNote, PageParagraph, merged_notes
from bulletinc.readers.formats.html.page_pictures import ArchivedPictures
from bulletinc.readers.formats.html.parts import PageParts
from bulletinc.readers.intermediate import (
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.text.characters import squeeze

_SUFFIXES = (".htm", ".html", ".mht", ".mhtml", ".xhtml")
_OTHER_FORMATS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_BETWEEN_NAMES = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])")
_LEAST_TITLE = 4  # characters that are told from a site's name
_HEADLINES_WITHIN = 10  # paragraphs from the start


def claims(data: bytes, suffix: str) -> bool:
    """Tell whether a file is a web page; some programs save one under the name .doc."""
    return not data.startswith(_OTHER_FORMATS) and (suffix in _SUFFIXES or is_page(data))


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the text of a page.

    Raises BulletinError for a page that cannot be decoded, is too large or nested without end.
    """
    reader = PageReader()
    titles: list[str] = []
    try:
        for markup, pictures in pages_of(data, name):
            root = parsed(markup, name)
            if root is not None:
                titles += [root.findtext(".//title") or ""]
                reader = _read_page(root, reader, PageParts(root), pictures)
    except RecursionError:
        raise endless(name) from None
    found = reader.found
    title = " ".join(titles[0].split()) if titles else ""
    _name_headline(found, title)
    return _document(reader, _title_note(found, title))


def document_of(markup: str, name: str) -> IntermediateDocument:
    """Read markup in which all is text and elements name their lines (``data-line``)."""
    root = parsed(markup, name)
    reader = PageReader()
    if root is not None:
        try:
            reader = _read_page(root, reader)
        except RecursionError:
            raise endless(name) from None
    return _document(reader, [])


def _read_page(
    root: Any,
    before: PageReader,
    parts: PageParts | None = None,
    pictures: ArchivedPictures | None = None,
) -> PageReader:
    """Read one page after those that were read before."""
    # Not only its body: a page without one may have its text in the head.
    reader = PageReader(parts, pictures)
    reader.follow(before)
    reader.read(root)
    return reader


def _name_headline(found: Sequence[PageParagraph], title: str) -> None:
    """Make the headline a heading, where no tag says so: by the page's title, or by its class."""
    names = [part for part in _BETWEEN_NAMES.split(title) if len(part) >= _LEAST_TITLE]
    first = [each for each in found[:_HEADLINES_WITHIN] if not each.picture]
    by_title = (each for each in first if squeeze(each.text) in map(squeeze, [title, *names]))
    by_class = (each for each in first if each.named_title)
    headline = next(by_title, None)
    if headline is None and not any(each.level for each in first):
        headline = next(by_class, None)
    if headline is not None:
        headline.level = 1


def _title_note(found: Sequence[PageParagraph], title: str) -> list[PageNote]:
    """Return a note on a title that is nowhere in the text: it may be the headline."""
    name = _BETWEEN_NAMES.split(title)[0]
    text = squeeze("".join(each.text for each in found))
    if len(name) < _LEAST_TITLE or not text or squeeze(name) in text:
        return []
    return [PageNote(_("the title of the page is not in its text: {text}"), title)]


def _document(reader: PageReader, of_title: list[PageNote]) -> IntermediateDocument:
    found = reader.found
    of_lines = any(each.line for each in found)
    notes = [ImportNote(note.message.format(text=note.text)) for note in of_title]
    notes += _counted(reader)
    for at, each in enumerate(found, 1):
        place = each.line if of_lines else at
        notes += _placed(each.notes, place)
    last = (found[-1].line if of_lines else len(found)) if found else None
    notes += _placed(reader.finish(), last)
    paragraphs = tuple(_paragraphs(found, of_lines=of_lines))
    return IntermediateDocument(paragraphs, tuple(notes), "line" if of_lines else "paragraph")


def _placed(notes: list[PageNote], place: int | None) -> Iterator[ImportNote]:
    for note in merged_notes(notes):
        yield ImportNote(note.message.format(text=note.text), note.line or place, lost=note.lost)


def _counted(reader: PageReader) -> Iterator[ImportNote]:
    """Return the notes on pictures and tables, which are only counted."""
    if reader.pictures:
        message = ngettext(
            "{count} picture was left out", "{count} pictures were left out", reader.pictures
        )
        yield ImportNote(message.format(count=reader.pictures))
    if reader.tables:
        message = ngettext(
            "{count} table became text, one paragraph for each row",
            "{count} tables became text, one paragraph for each row",
            reader.tables,
        )
        yield ImportNote(message.format(count=reader.tables))


def _paragraphs(
    found: Sequence[PageParagraph], *, of_lines: bool
) -> Iterator[IntermediateParagraph]:
    for at, each in enumerate(found, 1):
        yield IntermediateParagraph(
            tuple(TextRun(text, bold) for text, bold in each.runs),
            each.line if of_lines else at,
            each.number,
            each.level,
            each.apart,
            doubtful=each.doubtful,
            picture=each.picture.data if each.picture else None,
            picture_path=each.picture.path if each.picture else "",
            description=each.picture.description if each.picture else "",
        )
