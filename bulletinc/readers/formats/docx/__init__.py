"""Word documents (.docx and its kin, ISO/IEC 29500), those of WPS and LibreOffice as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.kinds import masthead_words
from bulletinc.readers.formats.docx import own
from bulletinc.readers.formats.docx.annotations import Annotations
from bulletinc.readers.formats.docx.body_text import TextReader
from bulletinc.readers.formats.docx.container import (
    ZIP,
    WordContainer,
    is_protected,
    is_workbook,
    protected,
)
from bulletinc.readers.formats.docx.embedded_pictures import with_pictures
from bulletinc.readers.formats.docx.list_numbers import ListNumbers
from bulletinc.readers.formats.docx.style_lookup import StyleLookup
from bulletinc.readers.formats.docx.tracked import by_place, revisions
from bulletinc.readers.formats.docx.word_paragraph import WordParagraph
from bulletinc.readers.formats.docx.wordprocessingml import RELATION, W, switch, value
from bulletinc.readers.imported_pictures import caption_like
from bulletinc.readers.intermediate import (
    ALL_TAKEN,
    Comment,
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    Refused,
    TextRun,
)
from bulletinc.readers.tracked_notes import commented
from bulletinc.text.characters import squeeze
from bulletinc.text.source import excerpt

_SUFFIXES = (".docx", ".docm", ".dotx")

_OPEN_DOCUMENT, _MIMETYPE_WITHIN = (
    b"application/vnd.oasis.opendocument",
    200,
)  # bytes (OpenDocument 1.3, part 2, 3.3)
_ISSUE = re.compile(r"第\s*[\d〇○零一二三四五六七八九十百千]+\s*期")
_COLOPHON = re.compile(
    r"(?:印\s*发|共\s*印\s*\d+\s*份)\s*$|^\s*(?:报|送|发|抄\s*送|抄\s*报|主\s*送)\s*[:：]",
    re.MULTILINE,
)
_LONGEST_NUMBER = 40  # characters of a line with the number of its page
_PAGE_NUMBER = re.compile(
    r"[\s—－–\-·/]*(?:第?\s*\d*\s*页?[\s，,/]*(?:共\s*\d*\s*页)?)[\s—－–\-·/]*"
)


def claims(data: bytes, ending: str) -> bool:
    """Tell whether a file is a Word document, is named like one, or is one behind a password.

    Any archive but OpenDocument and spreadsheets is claimed, to say what is wrong with it; what
    an archive is, its parts say and not its name.
    """
    if not data.startswith(ZIP):
        return is_protected(data) or ending in _SUFFIXES
    return _OPEN_DOCUMENT not in data[:_MIMETYPE_WITHIN] and not is_workbook(data, ending)


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the text of a document, with its tracked changes accepted. Raises BulletinError."""
    return read_refusing(data, name, ALL_TAKEN)


def read_refusing(data: bytes, name: str, refused: Refused) -> IntermediateDocument:
    """Read the text of a document without some of its tracked changes.

    Raises BulletinError for what is none, is protected, damaged, or made to do harm.
    """
    return read_container(opened(data, name), refused)


def opened(data: bytes, name: str) -> WordContainer:
    """Open a document. Raises BulletinError for what is none, is protected or damaged."""
    if is_protected(data):
        raise protected(name)
    if not data.startswith(ZIP):
        raise BulletinError(
            _("{path}: this is not a Word document, despite its name.").format(path=name),
            _("Open it in the program that wrote it, and save it there as .docx."),
        )
    return WordContainer(data, name)


def read_container(package: WordContainer, refused: Refused = ALL_TAKEN) -> IntermediateDocument:
    """Read the text of an opened document. Raises BulletinError where it is made to do harm."""
    try:
        return _read(package, refused)
    except RecursionError:
        raise BulletinError(
            _("{path}: refused, because its parts are nested too deeply.").format(
                path=package.name
            ),
            _(
                "No word processor writes such a file. Ask the sender for it again,"
                " or save it again in Word or WPS."
            ),
        ) from None


def _read(package: WordContainer, refused: Refused) -> IntermediateDocument:
    root = package.text_root
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise package.damaged()
    styles = StyleLookup(package.xml(package.related("styles")))
    asides = _asides(package)
    tracked = by_place(revisions(body), refused)
    story = TextReader(
        styles, ListNumbers(package.xml(package.related("numbering")), styles), asides, tracked
    )
    blocks = story.read(body)
    ours = own.is_own(styles.names())
    base = own.draft_inside(package) if ours else None
    if ours:
        properties = package.xml("docProps/custom.xml")
        blocks = [*own.metadata(properties, base), *own.restored(blocks)]
        above, below, notes = list[WordParagraph](), list[WordParagraph](), list[ImportNote]()
    else:
        above, below, notes = _edges(
            package, story, root, "\n".join(block.text for block in blocks)
        )
    blocks = list(with_pictures(blocks, package))
    paragraphs, told = _numbered([*above, *blocks, *below], emphatic=ours)
    lost = [ImportNote(commented(each), comment=each) for each in asides.comments.values()]
    return IntermediateDocument(
        tuple(paragraphs),
        (*notes, *told, *lost),
        ours=ours,
        base=base,
        tracked=tuple(sorted(chain(*tracked.values()), key=lambda each: each.number)),
    )


def _numbered(
    blocks: Iterable[WordParagraph], *, emphatic: bool
) -> tuple[list[IntermediateParagraph], list[ImportNote]]:
    """Return the paragraphs that hold text, numbered as people count them, and their notes."""
    paragraphs: list[IntermediateParagraph] = []
    notes: list[ImportNote] = []
    look: object = None
    count = 0
    for block in blocks:
        place = count + 1
        if block.image is not None:
            said = "" if emphatic else caption_like(block.picture)  # ours has it as the caption
            paragraphs.append(
                IntermediateParagraph((), max(count, 1), picture=block.image, description=said)
            )
            look = None
            continue
        if block.text.strip():
            count += 1
            pieces = [piece for piece in block.pieces if piece.text]
            paragraphs.append(
                IntermediateParagraph(
                    tuple(TextRun(piece.text, piece.bold, piece.added) for piece in pieces),
                    place,
                    block.number,
                    block.level,
                    look != block.look,
                    block.joined,
                    emphatic,
                    origins=tuple(piece.origin for piece in pieces),
                )
            )
            look = block.look
        else:
            look, place = None, max(place - 1, 1)
        notes += [
            ImportNote(note.message, place, note.first, note.last, note.lost, note.comment)
            for note in block.notes
        ]
    return paragraphs, notes


# ---------------------------------------------------------------- headers and footers


def _edges(
    package: WordContainer, story: TextReader, root: Element, text: str
) -> tuple[list[WordParagraph], list[WordParagraph], list[ImportNote]]:
    """Return what of the headers and footers is text, above and below, and notes on the rest.

    That is a masthead or a colophon that the text itself does not have.
    """
    above: list[WordParagraph] = []
    below: list[WordParagraph] = []
    notes: list[ImportNote] = []
    pages = False
    for place, blocks in _headers_and_footers(package, story, root):
        said = "\n".join(block.text for block in blocks if block.text.strip())
        if not said.strip():
            continue
        if len(said) <= _LONGEST_NUMBER and _PAGE_NUMBER.fullmatch(said):
            pages = True
        elif place == "header" and not above and not _ISSUE.search(text) and _is_masthead(blocks):
            above = blocks
            notes.append(
                ImportNote(
                    _("the masthead was taken from the header of the page: {text}").format(
                        text=excerpt(said)
                    )
                )
            )
        elif (
            place == "footer"
            and not below
            and not _COLOPHON.search(text)
            and _COLOPHON.search(said)
        ):
            below = blocks
            notes.append(
                ImportNote(
                    _("the colophon was taken from the footer of the page: {text}").format(
                        text=excerpt(said)
                    )
                )
            )
        else:
            message = (
                _("the header was left out: {text}")
                if place == "header"
                else _("the footer was left out: {text}")
            )
            text_of = " ".join(said.split())
            notes.append(ImportNote(message.format(text=text_of), lost=len(squeeze(said))))
    if pages:
        notes.append(ImportNote(_("page numbers were left out")))
    return above, below, notes


def _headers_and_footers(
    package: WordContainer, story: TextReader, root: Element
) -> Iterator[tuple[str, list[WordParagraph]]]:
    seen = set()
    for section in root.iter(W + "sectPr"):
        for place in ("header", "footer"):
            for reference in section.findall(f"{W}{place}Reference"):
                path = package.part_of(reference.get(RELATION + "id") or "")
                if path in seen or (
                    value(reference, "type") == "first" and not switch(section, "titlePg")
                ):
                    continue
                seen.add(path)
                part = package.xml(path)
                if part is not None:
                    yield place, story.read(part)


def _is_masthead(blocks: Iterable[WordParagraph]) -> bool:
    return any(
        _ISSUE.search(block.text) or squeeze(block.text).endswith(masthead_words())
        for block in blocks
    )


# ---------------------------------------------------------------- comments and notes


def _asides(package: WordContainer) -> Annotations:
    comments = {}
    for each in _children(package, "comments", "comment"):
        day = (value(each, "date") or "")[:10]
        comments[value(each, "id") or ""] = Comment(_plain(each), value(each, "author") or "", day)
    return Annotations(
        comments, _notes(package, "footnotes", "footnote"), _notes(package, "endnotes", "endnote")
    )


def _notes(package: WordContainer, part: str, name: str) -> dict[str, str]:
    return {
        value(each, "id") or "": _plain(each)
        for each in _children(package, part, name)
        if value(each, "type") in (None, "normal")
    }


def _children(package: WordContainer, part: str, name: str) -> list[Element]:
    root = package.xml(package.related(part))
    return [] if root is None else root.findall(W + name)


def _plain(element: Element) -> str:
    paragraphs = (
        "".join(text.text or "" for text in each.iter(W + "t")) for each in element.iter(W + "p")
    )
    return " ".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
