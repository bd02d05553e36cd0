"""What lies on a sheet besides its cells: comments, texts in shapes, pictures and charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.container import WordContainer


class SheetAsides(NamedTuple):
    """Comments with their authors, texts in shapes, and how many pictures and charts there are."""

    comments: list[tuple[str, str]]
    texts: list[str]
    others: int


def sheet_asides(container: WordContainer, path: str | None) -> SheetAsides:
    """Return what lies on the sheet in this part."""
    roots = {
        kind: [
            root
            for part in container.parts_beside(path or "", kind)
            if (root := container.xml(part)) is not None
        ]
        for kind in ("threadedComment", "comments", "drawing")
    }
    comments = [
        ("", text)
        for root in roots["threadedComment"]
        for each in root.iterfind("{*}threadedComment")
        if (text := _line(each.findtext("{*}text") or ""))
    ]
    if not comments:
        comments = [found for root in roots["comments"] for found in _comments(root)]
    shapes = [shape for root in roots["drawing"] for shape in root.iterfind(".//{*}sp")]
    others = sum(
        sum(1 for _each in root.iterfind(f".//{{*}}{name}"))
        for root in roots["drawing"]
        for name in ("pic", "graphicFrame")
    )
    return SheetAsides(comments, [text for shape in shapes if (text := _text(shape))], others)


def _comments(root: Element) -> Iterator[tuple[str, str]]:
    authors = [each.text or "" for each in root.iterfind("{*}authors/{*}author")]
    for each in root.iterfind("{*}commentList/{*}comment"):
        number = each.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        if text := _text(each):
            yield author.strip(), text


def _text(element: Element) -> str:
    paragraphs = (
        "".join(t.text or "" for t in p.iterfind(".//{*}t")) for p in element.iterfind(".//{*}p")
    )
    whole = " ".join(paragraphs) or "".join(t.text or "" for t in element.iterfind(".//{*}t"))
    return _line(whole)


def _line(text: str) -> str:
    return " ".join(text.split())
