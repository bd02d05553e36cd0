"""Word documents given back with comments and tracked changes in them, all else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bulletinc.diagnostics import Edit
from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.readers.annotation.comments_part import comments_added, highest_number
from bulletinc.readers.annotation.draft_places import DraftPlaces
from bulletinc.readers.annotation.marking import TextMarker
from bulletinc.readers.annotation.xml_text import XmlText
from bulletinc.readers.draft_writer import write_draft
from bulletinc.readers.formats import docx
from bulletinc.readers.formats.docx.container import WordContainer
from bulletinc.readers.formats.docx.wordprocessingml import W, value
from bulletinc.readers.imported_pictures import without_pictures
from bulletinc.text.source import Source, Span

_SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment at a span of the draft, in lines.

    ``elsewhere`` are further lines where it cannot stand there, but only at the nearest paragraph.
    """

    span: Span
    lines: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedFile:
    """A document with marks. ``refused`` are the edits that could not be tracked in it."""

    data: bytes
    refused: tuple[Edit, ...] = ()


class AnnotatedWord:
    """A document to be marked. ``source`` is its draft, in which spans count.

    Raises BulletinError for what is no Word document, is damaged, protected or signed.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._package = docx.opened(data, name)
        _refuse_protected(self._package)
        document = without_pictures(docx.read_container(self._package))
        root = self._package.text_root
        if root is None:
            raise self._package.damaged()
        self._root = root
        draft = write_draft(document, name, data)
        self.source: Source = draft.source
        self._places = DraftPlaces(draft, document.paragraphs, root)

    def marked(
        self, comments: Sequence[WordComment], edits: Sequence[Edit], author: str
    ) -> AnnotatedFile:
        """Return the document with comments and with edits as tracked changes."""
        package = self._package
        main = package.bytes_of(package.main) or b""
        xml = XmlText(main, self._root)
        of_comments = package.bytes_of(package.related("comments"))
        number = highest_number(main, of_comments) + 1
        marker = TextMarker(xml, self._places, number + len(comments), author)
        refused = tuple(edit for edit in edits if not marker.change(edit))
        written = []
        for at, each in enumerate(comments, number):
            exact = marker.comment(each.span, at)
            written.append((at, each.lines if exact else (*each.lines, *each.elsewhere)))
        marker.finish()
        parts = {package.main: xml.data()}
        if written:
            parts |= comments_added(package, written, xml.namespace, author)
        return AnnotatedFile(package.replaced(parts), refused)


def _refuse_protected(package: WordContainer) -> None:
    settings = package.xml(package.related("settings"))
    protection = None if settings is None else settings.find(W + "documentProtection")
    if (
        protection is not None
        and value(protection, "enforcement") in ("1", "true", "on")
        and value(protection, "edit") != "trackedChanges"
    ):
        raise BulletinError(
            _("{path}: this document is protected against changes.").format(path=package.name),
            _("Stop its protection in Word (Review, Restrict Editing), and try again."),
        )
    if any(name.startswith(_SIGNATURES) for name in package.names()):
        raise BulletinError(
            _("{path}: this document is signed, and marks would break the signature.").format(
                path=package.name
            ),
            _("Save a copy of it under another name in Word, and annotate that."),
        )
