"""Markdown (CommonMark, with tables), as notes and other programs have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from bulletinc.i18n import _
from bulletinc.readers.intermediate import (
    ImportNote,
    IntermediateDocument,
    IntermediateParagraph,
    TextRun,
)
from bulletinc.readers.missing_library import missing_library
from bulletinc.readers.superscripts import Script, to_script
from bulletinc.text.source import decode, excerpt

_SUFFIXES = (".markdown", ".md", ".mkd")

_GAP = "\u3000"
_TAG = re.compile(r"<(/?)([a-z]+)")
_STRUCK = frozenset(("s", "strike", "del"))
_SCRIPTS: dict[str, Script] = {"sup": "super", "sub": "sub"}


def claims(_data: bytes, ending: str) -> bool:
    """Whether a file is Markdown: only its name can say so."""
    return ending in _SUFFIXES


def read(data: bytes, name: str) -> IntermediateDocument:
    """The text, a paragraph a line. Raises BulletinError for bytes that are no text."""
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise missing_library(name, "markdown-it-py") from None

    text = decode(data, name).text
    # A paragraph that four spaces indent is text here, not code: so are first lines typed.
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": 100})
        .enable(["table", "strikethrough"])
        .disable(["code", "lheading"])
        .parse(text)
    )
    reading = _Reading(text.splitlines())
    for token in tokens:
        reading.take(token)
    return IntermediateDocument(tuple(reading.paragraphs), tuple(reading.notes), "line")


class _Reading:
    """Takes the tokens one by one."""

    def __init__(self, lines: list[str]) -> None:
        self.paragraphs: list[IntermediateParagraph] = []
        self.notes: list[ImportNote] = []
        self._lines = lines
        self._lists: list[int | None] = []  # that are open: the last number, or None for bullets
        self._number = ""
        self._level = 0
        self._tight = False
        self._cells: list[TextRun] | None = None

    def take(self, token: Any) -> None:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(
                    int(token.attrGet("start") or 1) - 1 if token.attrGet("start") != 0 else -1
                )
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._tight = False
            case "list_item_open":
                self._open_item(token)
            case "heading_open":
                self._level = int(token.tag[1])
            case "heading_close":
                self._level = 0
            case "inline":
                self._inline(token, line)
            case "fence" | "code_block" | "html_block":
                self._verbatim(token, line)
            case "table_open":
                self.notes.append(ImportNote(_("a table became text, a row a paragraph"), line))
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._row(line or (self.paragraphs[-1].place if self.paragraphs else 1))

    def _open_item(self, token: Any) -> None:
        count = self._lists[-1]
        if count is None:
            self._number = "· "
        else:
            self._lists[-1] = count + 1
            # As typed: a list that begins anew after a paragraph, or goes on, means its own figures.
            self._number = f"{token.info or count + 1}."

    def _inline(self, token: Any, line: int) -> None:
        runs = list(self._runs(token.children or [], line))
        if self._cells is not None:
            if runs:
                self._cells += [*([TextRun(_GAP)] if self._cells else []), *runs]
            return
        if not "".join(run.text for run in runs).strip():
            return
        self.paragraphs.append(
            IntermediateParagraph(
                tuple(runs), line, self._number, self._level, apart=self._is_apart(line)
            )
        )
        self._number = ""

    def _is_apart(self, line: int) -> bool:
        return line < 2 or line - 2 >= len(self._lines) or not self._lines[line - 2].strip()

    def _row(self, line: int) -> None:
        if self._cells:
            self.paragraphs.append(IntermediateParagraph(tuple(self._cells), line))
        self._cells = None

    def _runs(self, children: list[Any], line: int) -> Iterator[TextRun]:
        """The runs of a paragraph; what is no text in it is told."""
        reading = _Inline()
        for child in children:
            yield from reading.take(child)
        self.notes += [ImportNote(message, line) for message in reading.finished()]

    def _verbatim(self, token: Any, line: int) -> None:
        if token.type == "html_block":
            self.notes.append(
                ImportNote(
                    _("HTML code was left out: {text}").format(text=excerpt(token.content)), line
                )
            )
            return
        for each in token.content.splitlines():
            if each.strip():
                self.paragraphs.append(IntermediateParagraph((TextRun(each),), line))


class _Inline:
    """Takes what stands inside a paragraph, token by token."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._bold = 0
        self._scripts: list[Script] = []
        self._struck: list[str] = []  # the text so far of what is open
        self._links: list[tuple[str, list[str]]] = []
        self._blank = True  # whether a blank more would be one too many
        self._after_gap = False

    def take(self, token: Any) -> Iterator[TextRun]:
        match token.type:
            case "text" | "code_inline":
                yield from self._text(token.content)
            case "strong_open":
                self._bold += 1
            case "strong_close":
                self._bold -= 1
            case "hardbreak" | "softbreak":
                yield from self._text("\n")
            case "s_open":
                self._struck.append("")
            case "s_close":
                self._close_struck()
            case "link_open":
                self._links.append((unquote(str(token.attrGet("href") or "")), []))
            case "link_close":
                self._close_link()
            case "image":
                self._told.append(_("a picture was left out"))
                self._after_gap = True
            case "html_inline":
                yield from self._html(token.content.lower())

    def finished(self) -> list[str]:
        """What is to be told, when there are no more tokens."""
        while self._struck:
            self._close_struck()
        return self._told

    def _text(self, text: str) -> Iterator[TextRun]:
        if self._struck:
            self._struck[-1] += text
            return
        if self._after_gap and self._blank:
            text = text.lstrip(" ")
        if self._scripts:
            text, told = to_script(text, self._scripts[-1])
            self._told += [told] if told else []
        for _address, shown in self._links:
            shown.append(text)
        if text:
            self._blank, self._after_gap = text[-1] in " \n", False
            yield TextRun(text, self._bold > 0)

    def _close_struck(self) -> None:
        text = self._struck.pop()
        if self._struck:
            self._struck[-1] += text
        elif text.strip():
            self._after_gap = True
            self._told.append(_("struck-out text was left out: {text}").format(text=excerpt(text)))

    def _close_link(self) -> None:
        address, shown = self._links.pop()
        if address and "".join(shown).strip() not in (address, address.removeprefix("mailto:")):
            self._told.append(_("the address of a link was left out: {text}").format(text=address))

    def _html(self, code: str) -> Iterator[TextRun]:
        found = _TAG.match(code)
        if found is None:
            return
        closes, name = bool(found[1]), found[2]
        if name == "br":
            yield from self._text("\n")
        elif name in _STRUCK:
            if not closes:
                self._struck.append("")
            elif self._struck:
                self._close_struck()
        elif name in _SCRIPTS:
            if not closes:
                self._scripts.append(_SCRIPTS[name])
            elif self._scripts:
                self._scripts.pop()
