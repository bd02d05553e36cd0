"""Markdown (CommonMark, with tables, footnotes and front matter), read by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bulletinc.i18n import _
from bulletinc.readers.formats.html import document_of
from bulletinc.readers.intermediate import ImportNote, IntermediateDocument
from bulletinc.readers.missing_library import missing_library
from bulletinc.text.characters import squeeze
from bulletinc.text.charsets import decode_named

_SUFFIXES = (".markdown", ".md", ".mkd")
_DEEPEST = 100  # blocks in blocks
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SETTING = re.compile(r"[\w .-]{1,40}\s*[:：]|\s|[-#\]}]")
_MARK = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")
_DEFINITION = re.compile(r"^( {0,3})\[\^([^\]\s]{1,80})\]:", re.MULTILINE)
# A paragraph with stops is prose, whose lines go on; 第12期 above 2026年3月5日 are two lines.
_PROSE = re.compile("[，。；！？]")
# 报：…, 一、…, （一）…, 1.…, 【…】, · …: a line of its own, also in prose.
_OPENS = re.compile(
    r"\s*(?:[^，。；！？：:\s]{1,6}[:：]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、]|[①-⑳]|【|[·•●▪◆■])"
)


def claims(_data: bytes, suffix: str) -> bool:
    """Tell by its name whether a file is Markdown: nothing else can."""
    return suffix in _SUFFIXES


def read(data: bytes, name: str) -> IntermediateDocument:
    """Read the text, a paragraph a line. Raises BulletinError for bytes that are no text."""
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin
        from mdit_py_plugins.front_matter import front_matter_plugin
    except ImportError:
        raise missing_library(name, "markdown-it-py") from None

    # Text that four spaces indent is a first line as typed, not code.
    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    markdown.enable(["table", "strikethrough"]).disable(["code", "lheading"])
    markdown.use(front_matter_plugin).use(footnote_plugin, inline=False)
    tokens = markdown.parse(_with_lost_parts(decode_named(data, "", name)))
    notes = _name_lines(tokens)
    document = document_of(markdown.renderer.render(tokens, markdown.options, {}), name)
    return replace(document, notes=(*notes, *document.notes), unit="line")


def _with_lost_parts(text: str) -> str:
    """Let stand as text what Markdown shows nowhere, on the same lines.

    That is text between two rules that is no front matter, and footnotes that no mark refers to.
    """
    front = _FRONT.match(text)
    if front and not all(_SETTING.match(line) for line in front[1].splitlines() if line.strip()):
        text = text.replace("---", "***", 1)
    marked = set(_MARK.findall(text))
    defined: set[str] = set()

    def kept(definition: re.Match[str]) -> str:
        name = definition[2]
        if name in marked and name not in defined:
            defined.add(name)
            return definition[0]
        return f"{definition[1]}\\[^{name}]:"

    return _DEFINITION.sub(kept, text)


def _name_lines(tokens: Sequence[Any]) -> list[ImportNote]:
    """Give each block its line, and each line end its meaning. Return notes on front matter."""
    notes = []
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(token.map[0] + 1))
        if token.type == "inline" and _PROSE.search(token.content):
            _join_lines(token.children or [])
        elif token.type == "inline":
            for child in token.children or []:
                child.type = "hardbreak" if child.type == "softbreak" else child.type
        elif token.type == "front_matter":
            text = " ".join(token.content.split())
            message = _("what stands above the text as settings was left out: {text}")
            notes.append(ImportNote(message.format(text=text), 1, lost=len(squeeze(text))))
    return notes


def _join_lines(children: Sequence[Any]) -> None:
    """Let the lines of prose go on in the next, but where that opens something."""
    for at, child in enumerate(children[:-1]):
        if child.type == "softbreak" and _OPENS.match(children[at + 1].content):
            child.type = "hardbreak"
