"""The pictures in the text of a document, each on a line of its own after its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bulletinc.readers.formats.docx.container import WordContainer
from bulletinc.readers.formats.docx.word_paragraph import WordParagraph
from bulletinc.readers.imported_pictures import is_usable


def with_pictures(
    blocks: Iterable[WordParagraph], package: WordContainer
) -> Iterator[WordParagraph]:
    """Return the paragraphs with their pictures after them; a note stays where one is no use."""
    known: dict[str, bytes | None] = {}
    for block in blocks:
        taken = []
        for identity, note, description in block.embedded:
            if identity not in known:
                data = package.bytes_of(package.part_of(identity))
                known[identity] = data if data and is_usable(data) else None
            data = known[identity]
            if data is None:
                block.notes.append(note)
            else:
                taken.append(WordParagraph(look="picture", picture=description, image=data))
        yield block
        yield from taken
