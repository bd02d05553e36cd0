"""The elements of a page as paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bulletinc.i18n import _
from bulletinc.readers.formats.html.footnotes import has_mark, is_way_back, mark
from bulletinc.readers.formats.html.list_counter import ListCounter
from bulletinc.readers.superscripts import Script, to_script
from bulletinc.text.source import excerpt

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr html li main ol p section summary tbody td tfoot th thead tr ul".split()
)
_BOLD = frozenset(("b", "strong"))
_STRUCK = frozenset(("s", "strike", "del"))
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_SCRIPTS: dict[str, Script] = {"sup": "super", "super": "super", "sub": "sub"}
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_BLANKS = re.compile("[ \t\r\n\f]+")
_GAP = "\u3000"
_LARGEST_CELL = 200  # characters


@dataclass(slots=True)
class PageParagraph:
    """A paragraph being read, and what is to be told of it."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: str = ""
    level: int = 0
    apart: bool = True

    @property
    def text(self) -> str:
        """Its characters, without the number."""
        return "".join(text for text, _bold in self.runs)


class PageReader:
    """Reads elements. ``found`` are the paragraphs that hold text; ``pictures`` and ``tables`` are counted."""

    def __init__(self) -> None:
        self.found: list[PageParagraph] = []
        self.pictures = 0
        self.tables = 0
        self._open = PageParagraph()
        self._lists = ListCounter()

    def read(self, element: Any, *, bold: bool = False) -> None:
        """Read an element and end the paragraph that it leaves open."""
        self._element(element, bold=bold)
        self._end()

    def _end(self, *, apart: bool = True) -> None:
        block, self._open = self._open, PageParagraph(apart=apart)
        block.runs = _trimmed(block.runs)
        if block.text.strip():
            self.found.append(block)
            return
        self._open.apart = block.apart or apart
        self._open.number = block.number  # of an item whose text is in a paragraph of its own
        (self.found[-1] if self.found else self._open).notes += block.notes

    def _element(self, element: Any, *, bold: bool) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif _is_struck(element):
            self._tell(_("struck-out text was left out: {text}"), "".join(element.itertext()))
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
            if tag == "li":
                self._open.number = ""  # an item without text
        elif not self._is_told(element, bold=bold):
            self._children(element, bold=_weight(element, bold=bold))

    def _is_told(self, element: Any, *, bold: bool) -> bool:
        """Read an element inside a paragraph that plain text has no place for. Returns whether it is one."""
        script = _script(element)
        if element.tag in ("rt", "rp", "rtc"):
            if element.tag != "rp":
                self._tell(_("a reading aid was left out: {text}"), "".join(element.itertext()))
        elif element.tag == "math":
            text = "".join(_formula(element).split())
            self._text(text, bold=bold)
            self._tell(_("a formula became plain text: {text}"), text)
        elif is_way_back(element):
            self._tell(_("the text of a footnote was kept as a paragraph: {text}"), self._open.text)
        elif number := mark(element):
            begins = not self._open.text.strip()
            text = f"〔{number}〕"
            self._text(text, bold=False)
            whole = "".join(element.getparent().itertext())
            message = (
                _("the text of a footnote was kept as a paragraph: {text}")
                if begins
                else _("the mark of a footnote is now plain text: {text}")
            )
            self._tell(message, whole if begins else text)
        elif script and not has_mark(element):
            self._script(element, script, bold=bold)
        elif element.tag == "ins":
            self._children(element, bold=bold)
            self._tell(
                _("tracked changes were taken as accepted; inserted: {text}"),
                "".join(element.itertext()),
            )
        else:
            return False
        return True

    def _script(self, element: Any, script: Script, *, bold: bool) -> None:
        outer, self._open.runs = self._open.runs, []
        self._children(element, bold=_weight(element, bold=bold))
        for text, is_bold in self._open.runs:
            made, told = to_script(text, script)
            outer.append((made, is_bold))
            self._open.notes += [told] if told else []
        self._open.runs = outer

    def _tell(self, message: str, text: str) -> None:
        if text.strip():
            self._open.notes.append(message.format(text=excerpt(text)))

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
            self._open.number = self._lists.number(element)

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
        rows = [
            [cell for cell in row if cell.tag in ("td", "th")]
            for row in table.iter("tr")
            if _nearest_table(row) is table
        ]
        framed = True
        for row in rows:
            cells = [cell for cell in (self._cell(each, bold=bold) for each in row) if cell]
            if len(cells) <= 1 or any(_is_layout(cell) for cell in cells):
                self.found += [block for cell in cells for block in cell]
                continue
            framed = False
            self.found.append(_joined([_joined(cell, " ") for cell in cells], _GAP))
        self.tables += not framed

    def _cell(self, cell: Any, *, bold: bool) -> list[PageParagraph]:
        inner = PageReader()
        inner.read(cell, bold=bold)
        self.pictures += inner.pictures
        self.tables += inner.tables
        self._open.notes += inner._open.notes  # of a cell without text
        return inner.found


def _is_struck(element: Any) -> bool:
    return element.tag in _STRUCK or bool(_LINE_THROUGH.search(element.get("style") or ""))


def _script(element: Any) -> Script | None:
    raised = _RAISED.search(element.get("style") or "")
    return _SCRIPTS.get(raised[1].lower() if raised else element.tag)


def _formula(element: Any) -> str:
    """The characters of a formula, without what it says once more in another notation."""
    if element.tag in ("annotation", "annotation-xml"):
        return ""
    return (element.text or "") + "".join(
        _formula(child) + (child.tail or "") for child in element if isinstance(child.tag, str)
    )


def _is_layout(cell: list[PageParagraph]) -> bool:
    """Whether a cell is a part of the page, and not of a table of facts."""
    return len(cell) > 1 and (
        any(block.level for block in cell) or sum(len(block.text) for block in cell) > _LARGEST_CELL
    )


def _joined(blocks: list[PageParagraph], between: str) -> PageParagraph:
    """The first of the paragraphs with the others put at its end."""
    whole = blocks[0]
    for block in blocks[1:]:
        whole.runs += [(f"{between}{block.number}", False), *block.runs]
        whole.notes += block.notes
    return whole


def _nearest_table(row: Any) -> Any:
    return next((each for each in row.iterancestors("table")), None)


def _weight(element: Any, *, bold: bool) -> bool:
    if said := _WEIGHT.search(element.get("style") or ""):
        weight = said[1].lower()
        return weight in ("bold", "bolder") or (
            weight.isdecimal() and len(weight) < 5 and int(weight) >= 600
        )
    return bold or element.tag in _BOLD


def _trimmed(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The runs with one blank where HTML shows one, and none at the ends or beside a line end."""
    kept: list[tuple[str, bool]] = []
    last = "\n"
    for text, bold in runs:
        if last in (" ", "\n"):
            text = text.lstrip(" ")  # noqa: PLW2901
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
