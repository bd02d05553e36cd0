"""The elements of a page as paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr html li main ol p section summary tbody td tfoot th thead tr ul".split()
)
_BOLD = frozenset(("b", "strong"))
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_BLANKS = re.compile("[ \t\r\n\f]+")
_GAP = "\u3000"


@dataclass(slots=True)
class Block:
    """A paragraph being read."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    number: str = ""
    level: int = 0
    apart: bool = True

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(text for text, _bold in self.runs)


class Blocks:
    """Reads elements. ``found`` are the paragraphs that hold text; ``pictures`` and ``tables`` are counted."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.pictures = 0
        self.tables = 0
        self._open = Block()
        self._counts: dict[Any, int] = {}  # of numbered lists

    def read(self, element: Any, *, bold: bool = False) -> None:
        """Read an element and end the paragraph that it leaves open."""
        self._element(element, bold=bold)
        self._end()

    def _end(self, *, apart: bool = True) -> None:
        block, self._open = self._open, Block(apart=apart)
        block.runs = _trimmed(block.runs)
        if block.text.strip():
            self.found.append(block)
        else:
            self._open.apart = block.apart or apart

    def _element(self, element: Any, *, bold: bool) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag in ("img", "picture"):
            self.pictures += 1
        elif tag == "table":
            self._table(element, bold=bold)
        elif tag == "pre":
            self._end()
            for line in "".join(element.itertext()).splitlines():
                self._open.runs.append((line, bold))
                self._end()
        elif tag in _BLOCKS:
            self._end(apart=tag != "li")
            self._start(element)
            self._children(element, bold=bold)
            self._end(apart=tag != "li")
        else:
            self._children(element, bold=_weight(element, bold=bold))

    def _break(self) -> None:
        """A line end: a new row of a heading, else a new paragraph, because that is what typists of web pages mean."""
        if self._open.level:
            self._open.runs.append(("\n", False))
        else:
            self._end()

    def _start(self, element: Any) -> None:
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._open.level = int(element.tag[1])
        elif element.tag == "li":
            self._open.number = self._number(element)

    def _number(self, item: Any) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "· "
        if parent not in self._counts:
            start = parent.get("start") or "1"
            self._counts[parent] = int(start) - 1 if start.isdigit() and len(start) < 5 else 0
        self._counts[parent] += 1
        return f"{self._counts[parent]}."

    def _children(self, element: Any, *, bold: bool) -> None:
        self._text(element.text, bold=bold)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, bold=bold)
            self._text(child.tail, bold=bold)

    def _text(self, text: str | None, *, bold: bool) -> None:
        if text:
            self._open.runs.append((_BLANKS.sub(" ", text.replace("\u00a0", " ")), bold))

    def _table(self, table: Any, *, bold: bool) -> None:
        """The rows; a table whose rows have one filled cell each is only a frame."""
        self._end()
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr") if _nearest_table(row) is table]
        framed = True
        for row in rows:
            cells = [cell for cell in (self._cell(each, bold=bold) for each in row) if cell]
            if len(cells) <= 1 or any(len(cell) > 1 for cell in cells):
                self.found += [block for cell in cells for block in cell]
                continue
            framed = False
            whole = cells[0][0]
            for (block,) in cells[1:]:
                whole.runs += [(_GAP, False), *block.runs]
            self.found.append(whole)
        self.tables += not framed

    def _cell(self, cell: Any, *, bold: bool) -> list[Block]:
        inner = Blocks()
        inner.read(cell, bold=bold)
        self.pictures += inner.pictures
        self.tables += inner.tables
        return inner.found


def _nearest_table(row: Any) -> Any:
    return next((each for each in row.iterancestors("table")), None)


def _weight(element: Any, *, bold: bool) -> bool:
    if said := _WEIGHT.search(element.get("style") or ""):
        weight = said[1].lower()
        return weight in ("bold", "bolder") or (weight.isdigit() and len(weight) < 5 and int(weight) >= 600)
    return bold or element.tag in _BOLD


def _trimmed(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The runs with one blank where HTML shows one, and none at the ends or beside a line end."""
    kept: list[tuple[str, bool]] = []
    last = "\n"
    for text, bold in runs:
        if last in (" ", "\n"):
            text = text.lstrip(" ")  # noqa: PLW2901 - the same text
        if text == "\n" and kept:
            kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
        if text:
            kept.append((text, bold))
            last = text[-1]
    while kept and not kept[-1][0].strip():
        kept.pop()
    if kept:
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept
