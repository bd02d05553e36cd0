"""The pictures of an imported file: which can be kept, and what they are called in the draft."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from bulletinc.pictures.picture_file import PictureError
from bulletinc.readers.intermediate import IntermediateDocument, TextRun

FOLDER = "-图"  # after the name of the draft
_SUFFIXES = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"RIFF", ".webp"))


def is_usable(data: bytes) -> bool:
    """Whether a page can have this picture."""
    from bulletinc.pictures import decoding

    try:
        decoding.picture_size(data)
    except PictureError:
        return False
    return True


def without_pictures(document: IntermediateDocument) -> IntermediateDocument:
    """Return the text of a document alone."""
    kept = tuple(each for each in document.paragraphs if each.picture is None)
    return replace(document, paragraphs=kept)


def take_pictures(
    document: IntermediateDocument, folder: str
) -> tuple[IntermediateDocument, tuple[tuple[str, bytes], ...]]:
    """Return a document with its pictures placed as files of a folder, and these files.

    A picture that is there twice is one file.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    paragraphs = []
    for paragraph in document.paragraphs:
        if paragraph.picture is None:
            paragraphs.append(paragraph)
            continue
        key = sha256(paragraph.picture).hexdigest()
        if key not in names:
            names[key] = f"{len(names) + 1}{picture_suffix(paragraph.picture)}"
            files[names[key]] = paragraph.picture
        line = f"【插图：{folder}/{names[key]}】"
        paragraphs.append(replace(paragraph, runs=(TextRun(line, added=True),), picture=None))
    return replace(document, paragraphs=tuple(paragraphs)), tuple(files.items())


def picture_suffix(data: bytes) -> str:
    """Return what the name of a picture's file ends with."""
    return next((suffix for begins, suffix in _SUFFIXES if data.startswith(begins)), ".jpg")
