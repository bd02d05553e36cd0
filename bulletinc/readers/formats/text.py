"""Plain text in any of our encodings, and in Big5, Shift_JIS and EUC."""

from __future__ import annotations

from bulletinc.i18n import _
from bulletinc.readers.intermediate import (
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.text.charsets import decode_named
from bulletinc.text.foreign_charset import NAMES, foreign_charset
from bulletinc.text.source import Source


def claims(_data: bytes, _suffix: str) -> bool:
    """Claim nothing: plain text is what no other reader claims."""
    return False


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the lines that are not blank. Raises BulletinError for bytes that are no text."""
    charset = foreign_charset(data)
    source = Source(decode_named(data, charset, name), name)
    paragraphs = []
    apart = True
    for number, line in enumerate(source.lines(), 1):
        text = source.text[line.start : line.end]
        if text.strip():
            paragraphs.append(IntermediateParagraph((TextRun(text),), number, apart=apart))
        apart = not text.strip()
    message = _("the text was read as {charset}; see whether its characters are right")
    notes = [ImportNote(message.format(charset=NAMES[charset]))] if charset else []
    return IntermediateDocument(tuple(paragraphs), tuple(notes), "line")
