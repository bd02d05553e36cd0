"""Plain text in any of our encodings."""

from __future__ import annotations

from bulletinc.readers.manuscript import Manuscript, Paragraph, Run
from bulletinc.text.source import decode


def claims(_data: bytes, _ending: str) -> bool:
    """Never: it is what remains when no other reader claims a file."""
    return False


def read(data: bytes, name: str) -> Manuscript:
    """The lines that are not blank. Raises BulletinError for bytes that are no text."""
    source = decode(data, name)
    paragraphs = []
    apart = True
    for number, line in enumerate(source.lines(), 1):
        text = source.text[line.start : line.end]
        if text.strip():
            paragraphs.append(Paragraph((Run(text),), number, apart=apart))
        apart = not text.strip()
    return Manuscript(tuple(paragraphs), unit="line")
