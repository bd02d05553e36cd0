"""Tracked changes (ISO/IEC 29500-1, 17.13.5): found, grouped as a person made them, and decided.

The reader takes a document as if all changes were accepted. To reject one is to turn it round
first: what was inserted becomes deleted, and what was deleted inserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.wordprocessingml import W, value
from bulletinc.readers.intermediate import ChangeKind, TrackedChange

_INSERTED = frozenset((W + "ins", W + "moveTo"))
_DELETED = frozenset((W + "del", W + "moveFrom"))
_TURNED = {
    W + "ins": W + "del",
    W + "del": W + "ins",
    W + "moveTo": W + "moveFrom",
    W + "moveFrom": W + "moveTo",
}
_TEXT = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}
_FORMATS = (W + "rPrChange", W + "pPrChange")
_KEPT_PROPERTIES = frozenset((W + "rPr", W + "sectPr"))  # of a paragraph, besides its look


@dataclass(slots=True)
class Revision:
    """One change as a person made it: its elements, and the paragraph or table it is told at."""

    place: Element
    author: str
    day: str
    context: str = ""
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    shape: Literal["text", "paragraph", "move", "row", "format"] = "text"

    def described(self, number: int, *, accepted: bool) -> TrackedChange:
        """Return it for a report."""
        old, new = _flat(self.old), _flat(self.new)
        return TrackedChange(
            number, self._kind(), self.author, self.day, old, new, accepted, self.context
        )

    def _kind(self) -> ChangeKind:
        match self.shape:
            case "move":
                return "moved"
            case "format":
                return "format"
            case "row":
                return "row added" if self.elements[0].tag == W + "ins" else "row deleted"
        if not "".join(self.old + self.new).strip():
            return "split" if self.elements[0].tag in _INSERTED else "joined"
        return "replaced" if self.old and self.new else "inserted" if self.new else "deleted"


def revisions(root: Element) -> list[Revision]:
    """Return the changes of a part, in its order."""
    found: list[Revision] = []
    moves: dict[str, Revision] = {}
    walk = _Walk(found, moves)
    walk.blocks(root, root)
    return found


def refuse(revision: Revision) -> None:
    """Turn a change round, so that the reader takes the document as it was without it."""
    for element in revision.elements:
        if element.tag in _TURNED:
            was = element.tag
            element.tag = _TURNED[was]
            if was in _DELETED:
                for each in element.iter():
                    each.tag = _TEXT.get(each.tag, each.tag)


class _Walk:
    """Goes through a part, and groups what belongs together."""

    def __init__(self, found: list[Revision], moves: dict[str, Revision]) -> None:
        self._found, self._moves = found, moves
        self._move = ""  # the name of the move that is open

    def blocks(self, element: Element, table: Element) -> None:
        for child in element:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tr" and (mark := _row_mark(child)) is not None:
                self._row(child, mark, table)
            else:
                self._range(child)
                self.blocks(child, child if child.tag == W + "tbl" else table)

    def _row(self, row: Element, mark: Element, table: Element) -> None:
        cells = [_text(cell) for cell in row.iter(W + "tc")]
        inner = [each for each in row.iter() if each.tag in _TURNED and each is not mark]
        words = [" | ".join(cells)]
        deleted = mark.tag in _DELETED
        self._found.append(
            Revision(
                table,
                value(mark, "author") or "",
                (value(mark, "date") or "")[:10],
                words[0],
                words if deleted else [],
                [] if deleted else words,
                [mark, *inner],
                "row",
            )
        )

    def _range(self, child: Element) -> None:
        if child.tag in (W + "moveFromRangeStart", W + "moveToRangeStart"):
            self._move = value(child, "name") or ""
        elif child.tag in (W + "moveFromRangeEnd", W + "moveToRangeEnd"):
            self._move = ""

    def _paragraph(self, paragraph: Element) -> None:
        open_: Revision | None = None
        first = len(self._found)
        for child, deleted in self._inlines(paragraph, deleted=False):
            if child.tag in _TURNED:
                move = child.tag in (W + "moveTo", W + "moveFrom") and self._move
                if move:
                    self._moved(paragraph, child, move)
                    open_ = None
                    continue
                if open_ is None or not _same(open_, child):
                    open_ = _begun(paragraph, child)
                    self._found.append(open_)
                open_.elements.append(child)
                (open_.old if child.tag in _DELETED else open_.new).append(_text(child))
            elif not deleted and _text(child):
                open_ = None
        self._mark(paragraph, self._found[first:])
        self._formats(paragraph)
        for box in paragraph.iter(W + "txbxContent"):
            self.blocks(box, box)

    def _inlines(self, element: Element, *, deleted: bool) -> Iterator[tuple[Element, bool]]:
        for child in element:
            if child.tag in (W + "r", *_TURNED):
                yield child, deleted
            elif child.tag == W + "pPr":
                continue
            else:
                self._range(child)
                yield from self._inlines(child, deleted=deleted)

    def _moved(self, paragraph: Element, child: Element, name: str) -> None:
        known = self._moves.get(name)
        if known is None:
            known = _begun(paragraph, child)
            known.shape = "move"
            self._moves[name] = known
            self._found.append(known)
        known.elements.append(child)
        if child.tag == W + "moveTo":
            known.new.append(_text(child))
            known.place = paragraph

    def _mark(self, paragraph: Element, here: list[Revision]) -> None:
        """Take the mark at the end of a paragraph: with its text, or alone."""
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        for mark in () if marks is None else marks:
            if mark.tag not in _TURNED:
                continue
            if mark.tag in (W + "moveTo", W + "moveFrom") and self._moves:
                name = self._move or next(reversed(self._moves))
                self._moves[name].elements.append(mark)
                continue
            texts = [each for each in here if each.shape == "text" and _same(each, mark)]
            if texts:
                texts[-1].elements.append(mark)
            else:
                alone = _begun(paragraph, mark)
                alone.elements.append(mark)
                self._found.append(alone)

    def _formats(self, paragraph: Element) -> None:
        by_author: dict[tuple[str, str], Revision] = {}
        for owner in (paragraph, *paragraph.iter(W + "r")):
            properties = owner.find(W + ("pPr" if owner is paragraph else "rPr"))
            for change in () if properties is None else properties:
                if change.tag not in _FORMATS:
                    continue
                begun = _begun(paragraph, change)
                known = by_author.setdefault((begun.author, begun.day), begun)
                known.shape = "format"
                known.new.append(_text(owner))
                known.elements.append(change)
        self._found += by_author.values()


def undo_format(paragraph: Element, changes: Iterable[Element]) -> None:
    """Give a paragraph and its runs the look again that they had before these changes."""
    wanted = set(changes)
    owners: list[Element] = [paragraph, *paragraph.iter(W + "r")]
    for owner in owners:
        for properties in owner.findall(W + "pPr") + owner.findall(W + "rPr"):
            for change in [each for each in properties if each in wanted]:
                before = change.find(properties.tag)
                kept = [each for each in properties if each.tag in _KEPT_PROPERTIES]
                if properties.tag == W + "rPr":
                    kept = []
                properties[:] = [*(before if before is not None else ()), *kept]


def _begun(place: Element, child: Element) -> Revision:
    return Revision(
        place, value(child, "author") or "", (value(child, "date") or "")[:10], _text(place)
    )


def _same(revision: Revision, element: Element) -> bool:
    begun = _begun(revision.place, element)
    return (revision.author, revision.day) == (begun.author, begun.day)


def _row_mark(row: Element) -> Element | None:
    properties = row.find(W + "trPr")
    return (
        None
        if properties is None
        else next((each for each in properties if each.tag in _TURNED), None)
    )


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if each.tag in (W + "t", *_TEXT))


def _flat(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())


def by_place(
    found: Iterable[Revision], refused: frozenset[int] | None
) -> Mapping[Element, list[TrackedChange]]:
    """Decide each change, and return what is told at each paragraph and table.

    ``refused`` are the numbers of those that are not taken, from 1; ``None`` means all.
    """
    told: dict[Element, list[TrackedChange]] = {}
    for number, revision in enumerate(found, 1):
        rejected = refused is None or number in refused
        change = revision.described(number, accepted=not rejected)
        told.setdefault(revision.place, []).append(change)
        if rejected:
            refuse(revision)
            if revision.shape == "format":
                undo_format(revision.place, revision.elements)
    return told
