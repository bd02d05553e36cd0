"""Tracked changes of one author accepted or rejected in the XML of a Word document."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a document by their names."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def settled(data: bytes, author: str, *, accept: bool) -> bytes:
    """The document with the changes of an author accepted or rejected, and its comments kept."""
    parts = parts_of(data)
    root = ET.fromstring(parts[_MAIN].decode())
    kept, dropped = (W + "ins", W + "del") if accept else (W + "del", W + "ins")
    for parent in list(root.iter()):
        children = list(parent)
        for child in children:
            if child.get(W + "author") != author or child.tag not in (kept, dropped):
                continue
            at = list(parent).index(child)
            parent.remove(child)
            if child.tag == kept:
                for number, inner in enumerate(child):
                    parent.insert(at + number, inner)
    if not accept:
        for text in [each for each in root.iter(W + "delText") if not _is_deleted(root, each)]:
            text.tag = W + "t"
    parts[_MAIN] = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _is_deleted(root: ET.Element, text: ET.Element) -> bool:
    return any(text in list(each.iter()) for each in root.iter(W + "del"))


def shown_text(data: bytes) -> list[str]:
    """The text of each paragraph, with that of others' insertions and without deletions."""
    root = ET.fromstring(parts_of(data)[_MAIN].decode())
    return [
        "".join(
            each.text or "" if each.tag == W + "t" else "\t"
            for each in paragraph.iter()
            if each.tag in (W + "t", W + "tab")
        )
        for paragraph in root.iter(W + "p")
    ]


def ranges(data: bytes) -> dict[str, str]:
    """The characters that each comment stands at, by its number; what is deleted among them."""
    root = ET.fromstring(parts_of(data)[_MAIN].decode())
    found: dict[str, str] = {}
    open_now: list[str] = []
    for each in root.iter():
        if each.tag == W + "commentRangeStart":
            open_now.append(each.get(W + "id", ""))
            found[open_now[-1]] = ""
        elif each.tag == W + "commentRangeEnd":
            open_now.remove(each.get(W + "id", ""))
        elif each.tag in (W + "t", W + "delText"):
            for number in open_now:
                found[number] += each.text or ""
    return found
