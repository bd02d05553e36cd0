"""Links on a page: from its contents to what they name, and to addresses that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bulletinc.syntax import Annex, Contents, ContentsEntry, Document, Item, Node, Section, walk
from bulletinc.text.characters import squeeze

# https://example.gov.cn/a  www.example.gov.cn  qx@example.gov.cn
_ADDRESS = re.compile(
    r"(?P<web>https?://[^\s<>\"\u2e80-\uffff]+|www\.[^\s<>\"\u2e80-\uffff]+)"
    r"|(?P<mail>[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    re.ASCII,
)
_CLOSING = ".,;:!?)]}'"  # a sign after an address is not part of it
# 一、 1. （二） ●: what a line of the contents may have before its words, or a heading.
_NUMBER = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?|[①-⑳●■◆★▲△◇○□▶※·-])?")
_SHORTEST = 4  # characters that are enough to tell a heading by its beginning


class LinkedText(NamedTuple):
    """A piece of a text; with ``address`` where it is one."""

    text: str
    address: str = ""


def linked(text: str) -> Iterator[LinkedText]:
    """The text in pieces, each address apart."""
    at = 0
    for found in _ADDRESS.finditer(text):
        shown = found[0].rstrip(_CLOSING)
        end = found.start() + len(shown)
        if found.start() > at:
            yield LinkedText(text[at : found.start()])
        scheme = "mailto:" if found["mail"] else "" if "://" in shown else "http://"
        yield LinkedText(shown, scheme + shown)
        at = end
    if at < len(text):
        yield LinkedText(text[at:])


@dataclass(frozen=True, slots=True)
class ContentsLinks:
    """Names of places, by the starts of the headings there and of the entries that name them."""

    anchors: Mapping[int, str] = field(default_factory=dict)
    entries: Mapping[int, str] = field(default_factory=dict)

    def anchor(self, node: Node) -> str:
        """The name of the place where this section, item or annex begins, if anything leads
        there.
        """
        return self.anchors.get(node.span.start, "")

    def of_entry(self, entry: ContentsEntry) -> str:
        """The name of the place that an entry of the contents leads to; empty for none."""
        return self.entries.get(entry.span.start, "")


def contents_links(document: Document) -> ContentsLinks:
    """Find what each entry of the contents names: a heading with its words, or its first words."""
    lists = [node for node in document.body if isinstance(node, Contents)]
    if not lists:
        return ContentsLinks()
    headings = [(words, node) for node in walk(document) if (words := _words(_heading(node)))]
    anchors: dict[int, str] = {}
    entries: dict[int, str] = {}
    for entry in (entry for each in lists for entry in each.entries):
        words = _words(entry.text)
        node = next((node for named, node in headings if named == words), None) or next(
            (node for named, node in headings if _begins(named, words)), None
        )
        if node:
            name = anchors.setdefault(node.span.start, f"p{len(anchors) + 1}")
            entries[entry.span.start] = name
    return ContentsLinks(anchors, entries)


def _heading(node: Node) -> str:
    """What a node is called in the contents."""
    match node:
        case Section():
            return node.heading.text
        case Item():
            heading = node.headline or node.label
            return heading.text if heading else ""
        case Annex():
            return (node.title or node.label).text
        case _:
            return ""


def _words(text: str) -> str:
    squeezed = squeeze(text).strip("【】")
    number = _NUMBER.match(squeezed)
    return squeezed[number.end() :] if number else squeezed


def _begins(heading: str, entry: str) -> bool:
    shorter = min(len(heading), len(entry))
    return shorter >= _SHORTEST and heading[:shorter] == entry[:shorter]
