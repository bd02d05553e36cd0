"""Plain text in any of our encodings."""

from __future__ import annotations

from bulletinc.readers.intermediate import IntermediateDocument, IntermediateParagraph, TextRun
from bulletinc.text.source import decode


def claims(_data: bytes, _ending: str) -> bool:
    """Claim nothing: plain text is what no other reader claims."""
    return False


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the lines that are not blank. Raises BulletinError for bytes that are no text."""
    source = decode(data, name)
    paragraphs = []
    apart = True
    for number, line in enumerate(source.lines(), 1):
        text = source.text[line.start : line.end]
        if text.strip():
            paragraphs.append(IntermediateParagraph((TextRun(text),), number, apart=apart))
        apart = not text.strip()
    return IntermediateDocument(tuple(paragraphs), unit="line")
