"""The pictures of an imported file: which can be kept, and what they are called in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from bulletinc.i18n import _
from bulletinc.pictures.metadata import without_metadata
from bulletinc.pictures.picture_file import PictureError, PictureFolder
from bulletinc.readers.intermediate import (
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.text.characters import squeeze
from bulletinc.text.patterns import pattern
from bulletinc.text.source import excerpt

FOLDER = "-图"  # after the name of the draft
_SMALLEST = 16  # pixels: smaller ones are dots and lines of a page
_MOST_PICTURES, _MOST_BYTES = 200, 200 * 2**20  # of one file
_HAN = pattern("[\u3400-\u9fff]")
# What programs write there by themselves.
_NO_CAPTION = pattern(
    r"(?:图片|图像|插图|照片|图)\s*\d*|.*(?:自动生成|包含文字|说明已).*|.*\.(?:png|jpe?g|gif|bmp|webp)",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 60  # characters
_ENDS_ADDRESS = pattern(r"[\s()]")
_SUFFIXES = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"RIFF", ".webp"))


def caption_like(description: str) -> str:
    """Return what a file says of a picture, if a person wrote it; else nothing."""
    text = " ".join(description.split())
    if (
        not _HAN.search(text)
        or len(text) > _LONGEST_CAPTION
        or set(text) & set("[]()|*")
        or _NO_CAPTION.fullmatch(text)
    ):
        return ""
    return text


def usable(data: bytes) -> bytes:
    """Return a picture that a page can have, without its metadata. Raises PictureError."""
    from bulletinc.pictures import decoding

    width, height = decoding.picture_size(data)
    if min(width, height) <= _SMALLEST:
        raise PictureError(_("It is too small to be seen."), "")
    try:
        return without_metadata(data)
    except ValueError:
        raise PictureError(_("It is damaged or incomplete."), "") from None


def is_usable(data: bytes) -> bool:
    """Whether a page can have this picture."""
    try:
        usable(data)
    except PictureError:
        return False
    return True


def without_pictures(document: IntermediateDocument) -> IntermediateDocument:
    """Return the text of a document alone."""
    kept = tuple(
        each for each in document.paragraphs if each.picture is None and not each.picture_path
    )
    return replace(document, paragraphs=kept)


def with_usable_pictures(
    document: IntermediateDocument, folder: PictureFolder
) -> IntermediateDocument:
    """Return a document whose pictures are all there and can be set; notes tell of the others.

    Those that are not in the file are read from its folder and below, and from nowhere else.
    """
    kept: list[IntermediateParagraph] = []
    notes: list[ImportNote] = []
    room, count = _MOST_BYTES, 0
    for paragraph in document.paragraphs:
        if paragraph.picture is None and not paragraph.picture_path:
            kept.append(paragraph)
            continue
        count += 1
        try:
            data = usable(_bytes_of(paragraph, folder))
        except PictureError as error:
            notes += _left_out(paragraph, error.reason)
            continue
        room -= len(data)
        if room >= 0 and count <= _MOST_PICTURES:
            kept.append(replace(paragraph, picture=data, picture_path=""))
        else:
            notes += _left_out(paragraph, _("There are too many pictures."))
    return replace(document, paragraphs=tuple(kept), notes=(*document.notes, *notes))


def _bytes_of(paragraph: IntermediateParagraph, folder: PictureFolder) -> bytes:
    if paragraph.picture is not None:
        return paragraph.picture
    return folder.read(paragraph.picture_path).data


def description_note() -> str:
    """Return the message that names what a file says of a picture which is not in the draft."""
    return _("what is said of a picture that was left out: {text}")


def _left_out(paragraph: IntermediateParagraph, reason: str) -> Iterator[ImportNote]:
    message = (
        _("a picture was left out: {path} ({reason})")
        if paragraph.picture_path
        else _("a picture was left out ({reason})")
    )
    path, place = excerpt(paragraph.picture_path, 100), max(paragraph.place, 1)
    yield ImportNote(message.format(path=path, reason=reason.rstrip(".。")), place)
    if text := paragraph.description:
        yield ImportNote(description_note().format(text=text), place, lost=len(squeeze(text)))


def take_pictures(
    document: IntermediateDocument, folder: str
) -> tuple[IntermediateDocument, tuple[tuple[str, bytes], ...]]:
    """Return a document with its pictures placed as files of a folder, and these files.

    A picture that is there twice is one file.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    paragraphs = []
    for paragraph, below in pairwise((*document.paragraphs, None)):
        if paragraph is None or paragraph.picture is None:
            paragraphs += [paragraph] if paragraph else []
            continue
        key = sha256(paragraph.picture).hexdigest()
        if key not in names:
            names[key] = f"{len(names) + 1}{picture_suffix(paragraph.picture)}"
            files[names[key]] = paragraph.picture
        path = f"{folder}/{names[key]}"
        line = _line(path, "" if below and _says(below, paragraph) else paragraph.description)
        paragraphs.append(replace(paragraph, runs=(TextRun(line, added=True),), picture=None))
    return replace(document, paragraphs=tuple(paragraphs)), tuple(files.items())


def _says(below: IntermediateParagraph, picture: IntermediateParagraph) -> bool:
    """Whether what is said of a picture is the caption below it."""
    return squeeze(below.text) == squeeze(picture.description)


def _line(path: str, description: str) -> str:
    """Return the line that places a picture; what is said of it is its caption if it has none."""
    if description and not _ENDS_ADDRESS.search(path):
        return f"![{description}]({path})"
    return f"【插图：{path}】"


def picture_suffix(data: bytes) -> str:
    """Return what the name of a picture's file ends with."""
    return next((suffix for begins, suffix in _SUFFIXES if data.startswith(begins)), ".jpg")
