"""How a draft reads after its Word document is read back: what nobody changed in it.

Word does not show all of a draft (a page number in the contents, what a web page left behind), and
such a line is not a change of whoever edited the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bulletinc import compiler, readers
from bulletinc.options import BuildOptions
from bulletinc.readers.imported_pictures import is_usable, picture_suffix
from bulletinc.readers.importing import make_draft
from bulletinc.readers.intermediate import IntermediateDocument, TextRun
from bulletinc.revision.version import Version, version_of_text
from bulletinc.syntax import Figure, walk
from bulletinc.text.source import Source

_WORD = "docx"


def picture_key(picture: bytes) -> str:
    """Return what two pictures are equal by."""
    return sha256(picture).hexdigest()


def with_lines(document: IntermediateDocument, lines: Mapping[str, str]) -> IntermediateDocument:
    """Return a document with the line of a draft for each picture, by the picture's key."""
    paragraphs = (
        each
        if each.picture is None
        else replace(
            each,
            runs=(TextRun(lines.get(picture_key(each.picture), ""), added=True),),
            picture=None,
        )
        for each in document.paragraphs
    )
    kept = tuple(each for each in paragraphs if each.text)
    return replace(document, paragraphs=kept)


def shown_in_word(
    draft: Source, kind: str | None, path: Path | None
) -> tuple[Version, dict[str, str]]:
    """Return the draft as its Word document reads, and the line of each picture by its key.

    ``path`` is where the draft lies, and its pictures. Raises BulletinError.
    """
    built = compiler.build(draft, BuildOptions((_WORD,), kind), path)
    document = readers.read(built.outputs[_WORD], f"{draft.name}.docx")
    typed = [
        f"【插图：{figure.path.text}】"
        for figure in walk(built.document)
        if isinstance(figure, Figure)
        and figure.path is not None
        and built.pictures.get(figure.path.text) is not None
    ]
    keys = [picture_key(each.picture) for each in document.paragraphs if each.picture is not None]
    lines = dict(zip(keys, typed, strict=True)) if len(keys) == len(typed) else {}
    text = make_draft(with_lines(document, lines), draft.name, kind)[0]
    return version_of_text(Source(text, draft.name), text, kind), lines


def new_pictures(
    document: IntermediateDocument, lines: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Return pictures that have no line yet: the key of each, its name in a folder, its bytes."""
    for each in document.paragraphs:
        if each.picture is not None and is_usable(each.picture):
            key = picture_key(each.picture)
            if key not in lines:
                yield key, (f"{key[:8]}{picture_suffix(each.picture)}", each.picture)
