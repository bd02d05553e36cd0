"""The elements of a page as paragraphs. One walk, linear in the page."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from bulletinc.i18n import _
from bulletinc.readers.formats.html.footnotes import has_mark, is_way_back, mark
from bulletinc.readers.formats.html.list_counter import ListCounter, is_frame
from bulletinc.readers.formats.html.page_paragraph import (
    PageNote,
    PageParagraph,
    in_full,
    joined_paragraphs,
    trimmed,
)
from bulletinc.readers.formats.html.page_pictures import ArchivedPictures, picture_of
from bulletinc.readers.formats.html.page_text import beginning, shown_text
from bulletinc.readers.formats.html.parts import PageParts
from bulletinc.readers.formats.html.styles import is_bold, is_struck, style_of
from bulletinc.readers.formats.html.tables import (
    TableCell,
    fact_lines,
    has_rows_only,
    is_layout,
    rows_of,
)
from bulletinc.readers.imported_pictures import description_note
from bulletinc.readers.superscripts import Script, to_script
from bulletinc.text.characters import squeeze
from bulletinc.text.source import excerpt

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("html", "iframe", "legend", "li", "main", "menu", "nav", "ol", "p", "search"),
        *("section", "summary", "td", "th", "ul"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SCRIPTS: dict[str, Script] = {"sup": "super", "super": "super", "sub": "sub"}
_TITLE = re.compile(r"(?:^|[\s_-])(?:\w*title|headline|biaoti|tit|bt)(?:$|[\s_-])", re.IGNORECASE)
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]"
# A line of the file may end between two Han characters, where no blank is shown.
_BREAK_IN_HAN = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_BLANKS = re.compile("[ \t\r\n\f]+")
_GAP = "\u3000"
_WIDE_BLANKS = re.compile("\u2003+|\u2002{2,}")  # &emsp; or two &ensp;
_LONGEST_ADDRESS = 200  # characters of a link's address in a note


class PageReader:
    """Reads elements. ``found`` are the paragraphs that hold text.

    ``parts`` judges what is text; without it all is. ``archived`` are pictures of a web archive.
    ``pictures`` that are left out and ``tables`` that become text are counted.
    """

    def __init__(
        self, parts: PageParts | None = None, archived: ArchivedPictures | None = None
    ) -> None:
        self.found: list[PageParagraph] = []
        self.pictures = 0
        self.tables = 0
        self._parts = parts
        self._open = PageParagraph()
        self._lists = ListCounter()
        self._line = 0
        self._doubtful = False
        self._raised = False
        self._archived = archived or ArchivedPictures()
        self._waiting: list[PageParagraph] = []  # pictures in the paragraph that is open

    def read(self, element: Any, *, bold: bool = False) -> None:
        """Read an element and end the paragraph that it leaves open."""
        self._element(element, bold=bold)
        self._end()

    def follow(self, before: PageReader) -> None:
        """Go on after another page of the same file."""
        self.found += before.found
        self.pictures, self.tables = before.pictures, before.tables
        self._open.notes += before.finish()

    def finish(self) -> list[PageNote]:
        """Return the notes after the last paragraph."""
        return self._open.notes

    def _end(self, *, apart: bool = True) -> None:
        ended, self._open = self._open, PageParagraph(apart=apart)
        if not ended.is_blank:
            ended.runs = trimmed(ended.runs)
            ended.doubtful = self._doubtful
            self.found.append(ended)
            self._place_pictures()
            return
        self._place_pictures()
        self._open.apart = ended.apart or apart
        self._open.number = ended.number  # of an item whose text is in a paragraph of its own
        if self.found:
            self.found[-1].notes += ended.notes
        else:
            self._open.notes = ended.notes

    def _place_pictures(self) -> None:
        self.found += self._waiting
        self._waiting = []

    def _element(self, element: Any, *, bold: bool) -> None:
        if line := element.get("data-line"):
            self._line = int(line)
        part = self._parts.part_of(element) if self._parts else "text"
        if part == "code":
            return
        if part in ("site", "hidden"):
            self._leave_out(element, hidden=part == "hidden")
            return
        if part == "doubtful" and element.tag in _BLOCKS and not self._doubtful:
            self._end()
            self._doubtful = True
            self._text_element(element, bold=bold)
            self._end()
            self._doubtful = False
        else:
            self._text_element(element, bold=bold)

    def _text_element(self, element: Any, *, bold: bool) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif is_struck(element):
            self._note_lost(_("struck-out text was left out: {text}"), shown_text(element))
        elif tag in ("img", "picture"):
            self._picture(element)
        elif tag == "table":
            self._table(element, bold=bold)
        elif tag == "pre":
            self._preformatted(element, bold=bold)
        elif tag in _BLOCKS:
            self._block(element, bold=bold)
        elif not self._has_no_place(element, bold=bold):
            self._children(element, bold=is_bold(element, around=bold))

    def _leave_out(self, element: Any, *, hidden: bool) -> None:
        if element.tag in _BLOCKS:
            self._end()
        message = (
            _("hidden text was left out: {text}")
            if hidden
            else _("what belongs to the web site was left out: {text}")
        )
        if text := shown_text(element):
            self._add_note(in_full(message, text, merged=True))

    def _picture(self, element: Any) -> None:
        """Read a picture, which stands after the paragraph that it is in."""
        image = element if element.tag == "img" else element.find(".//img")
        found = None if image is None else picture_of(image, self._archived)
        if found and found.address:
            message = _("a picture is on the web and was not fetched: {text}")
            self._add_note(PageNote(message, found.address))
            if found.description:
                self._add_note(in_full(description_note(), found.description))
        elif found and (found.data or found.path):
            self._waiting.append(PageParagraph(picture=found, line=self._line))
        elif self._line:
            self._add_note(PageNote(_("a picture was left out")))
        else:
            self.pictures += 1

    def _block(self, element: Any, *, bold: bool) -> None:
        apart = element.tag != "li"
        self._end(apart=apart)
        self._start(element)
        self._children(element, bold=is_bold(element, around=bold))
        self._end(apart=apart)
        if not apart:
            self._open.number = ""  # an item without text

    def _preformatted(self, element: Any, *, bold: bool) -> None:
        self._end()
        for line in shown_lines(element):
            self._add(line, bold=bold)
            self._end(apart=False)
        self._open.apart = True

    def _has_no_place(self, element: Any, *, bold: bool) -> bool:
        """Read an inline element that plain text has no place for. Return whether it is one."""
        tag = element.tag
        script = _script(element)
        if tag in ("rt", "rp", "rtc"):
            if tag != "rp":
                self._note_lost(
                    _("a pronunciation guide was left out: {text}"), shown_text(element)
                )
        elif tag == "math":
            text = squeeze(_formula(element))
            self._text(text, bold=bold)
            self._note(_("a formula became plain text: {text}"), text)
        elif is_way_back(element):
            text = self._open.text if not self._open.is_blank else ""
            self._note(_("the text of a footnote was kept as a paragraph: {text}"), text)
        elif number := mark(element):
            self._footnote_mark(element, number)
        elif script and not self._raised and not has_mark(element):
            self._script(element, script, bold=bold)
        elif tag == "a" and self._line:
            self._link(element, bold=bold)
        elif tag == "ins":
            self._children(element, bold=bold)
            message = _("tracked changes were taken as accepted; inserted: {text}")
            self._note(message, beginning(element))
        else:
            return False
        return True

    def _link(self, element: Any, *, bold: bool) -> None:
        """Read a link of a file that shows addresses: [附件](a.docx)."""
        self._children(element, bold=bold)
        address = unquote(element.get("href") or "")
        if address and shown_text(element) not in (address, address.removeprefix("mailto:")):
            self._note(_("the address of a link was left out: {text}"), address, _LONGEST_ADDRESS)

    def _footnote_mark(self, element: Any, number: str) -> None:
        begins = self._open.is_blank
        text = f"〔{number}〕"
        self._text(text, bold=False)
        if begins:
            whole = beginning(element.getparent())
            self._note(_("the text of a footnote was kept as a paragraph: {text}"), whole)
        else:
            self._note(_("the mark of a footnote is now plain text: {text}"), text)

    def _script(self, element: Any, script: Script, *, bold: bool) -> None:
        paragraph, start = self._open, len(self._open.runs)
        self._raised = True
        self._children(element, bold=is_bold(element, around=bold))
        self._raised = False
        if self._open is not paragraph:  # a block ended it: <sup><p>…</p></sup>
            return
        raised, paragraph.runs[start:] = paragraph.runs[start:], []
        for text, heavy in raised:
            made, note = to_script(text, script)
            paragraph.runs.append((made, heavy))
            paragraph.notes += [PageNote("{text}", note)] if note else []

    def _add_note(self, note: PageNote) -> None:
        self._open.notes.append(note._replace(line=self._line))

    def _note(self, message: str, text: str, longest: int = 40) -> None:
        if text.strip():
            self._add_note(PageNote(message, excerpt(text, longest)))

    def _note_lost(self, message: str, text: str) -> None:
        if text.strip():
            self._add_note(in_full(message, text))

    def _break(self) -> None:
        """End a row of a heading, else a paragraph: typists of web pages use line ends for both."""
        if self._open.level:
            self._open.runs.append(("\n", False))
        else:
            self._end(apart=self._line == 0)

    def _start(self, element: Any) -> None:
        if element.tag in _HEADINGS:
            self._open.level = int(element.tag[1])
        elif element.tag == "li" and not is_frame(element):
            self._open.number = self._lists.number(element)
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        self._open.named_title = bool(_TITLE.search(named))

    def _children(self, element: Any, *, bold: bool) -> None:
        self._text(element.text, bold=bold)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, bold=bold)
            self._text(child.tail, bold=bold)

    def _text(self, text: str | None, *, bold: bool) -> None:
        if text:
            joined = _BREAK_IN_HAN.sub("", text.replace("\u00a0", " "))
            self._add(_WIDE_BLANKS.sub(_GAP, _BLANKS.sub(" ", joined)), bold=bold)

    def _add(self, text: str, *, bold: bool) -> None:
        if self._open.is_blank and text.strip():
            self._open.line = self._line
        self._open.add(text, bold=bold)

    def _table(self, table: Any, *, bold: bool) -> None:
        """Read the rows; a table whose rows have one filled cell each is only a frame."""
        self._end()
        first = len(self.found)
        rows = rows_of(table)
        facts = (
            self._rows(rows, bold=bold)
            if has_rows_only(rows) and not self._doubtful
            else [self._row(row, bold=bold) for row in rows]
        )
        if not any(facts):
            return
        if self._line:
            note = PageNote(_("a table became text, one paragraph for each row"))
            self.found[first].notes.append(note)
        else:
            self.tables += 1

    def _rows(self, rows: list[Any], *, bold: bool) -> list[bool]:
        """Read rows that may be of facts; else return which of them have several."""
        read: list[list[TableCell]] = []
        captioned = False
        for row in rows:
            if row.tag == "tr" and self._is_text(row):
                read.append(self._cells(row, bold=bold))
                continue
            before = len(self.found)
            self._element(row, bold=bold)
            self._end()
            captioned = captioned or len(self.found) > before
        lines = fact_lines(read, captioned=captioned)
        self.found += lines
        return [] if lines else [self._as_text(cells) for cells in read]

    def _is_text(self, element: Any) -> bool:
        return not self._parts or self._parts.part_of(element) == "text"

    def _row(self, row: Any, *, bold: bool) -> bool:
        """Read a row, or what stands between rows. Return whether it has several facts."""
        if isinstance(row, str):
            self._text(row, bold=bold)
            self._end()
            return False
        if row.tag != "tr" or not self._is_text(row):
            self._element(row, bold=bold)
            self._end()
            return False
        strays = [row.text, *(cell.tail for cell in row)]
        if stray := "".join(each for each in strays if each and each.strip()):
            self._text(stray, bold=bold)
            self._end()
        return self._as_text(self._cells(row, bold=bold))

    def _cells(self, row: Any, *, bold: bool) -> list[TableCell]:
        if line := row.get("data-line"):
            self._line = int(line)
        return [
            TableCell(each, self._cell(each, bold=bold))
            for each in row
            if isinstance(each.tag, str)
        ]

    def _as_text(self, row: list[TableCell]) -> bool:
        """Take a row as a paragraph, or as those of its only cell. Return whether it has several
        facts.
        """
        cells = [cell.paragraphs for cell in row if cell.paragraphs]
        if len(cells) <= 1 or any(is_layout(cell) or _has_rows(cell) for cell in cells):
            self.found += [each for cell in cells for each in cell]
            return False
        self.found.append(joined_paragraphs([joined_paragraphs(c, " ") for c in cells], _GAP))
        return True

    def _cell(self, cell: Any, *, bold: bool) -> list[PageParagraph]:
        inner = PageReader(self._parts, self._archived)
        inner._line, inner._doubtful = self._line, self._doubtful
        inner.read(cell, bold=bold)
        self.pictures += inner.pictures
        self.tables += inner.tables
        self._open.notes += inner.finish()  # of a cell without text
        return inner.found


def shown_lines(element: Any) -> list[str]:
    """Return the lines of preformatted text that are not blank."""
    lines = "".join(element.itertext()).replace("\u00a0", " ").splitlines()
    return [line for line in lines if line.strip()]


def _script(element: Any) -> Script | None:
    raised = style_of(element).get("vertical-align", "")
    return _SCRIPTS.get(raised if raised in ("super", "sub") else element.tag)


def _formula(element: Any) -> str:
    """Return the characters of a formula, without its copy in another notation."""
    if element.tag in ("annotation", "annotation-xml"):
        return ""
    return (element.text or "") + "".join(
        _formula(child) + (child.tail or "") for child in element if isinstance(child.tag, str)
    )


def _has_rows(cell: list[PageParagraph]) -> bool:
    return any(each.is_row or each.picture for each in cell)
