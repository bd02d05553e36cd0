"""Automatic numbering (ISO/IEC 29500-1, 17.9) as text: 一、 （一） 1. ①."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.style_lookup import StyleLookup
from bulletinc.readers.formats.docx.wordprocessingml import W, number, switch, value
from bulletinc.text.numerals import numeral

_LEVELS = 9
_BULLET = "· "
_LONGEST_LABEL = 100  # characters around the numbers of an item
_EXAMPLE = re.compile("(0{1,8})1,")


@dataclass(slots=True)
class _ListLevel:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    follow: str = "tab"


@dataclass(slots=True)
class _NumberedList:
    """A list: its levels, and how far each was counted."""

    levels: dict[int, _ListLevel] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)


class ListNumbers:
    """The lists of a document. ``label`` counts: call it once a paragraph, in their order."""

    def __init__(self, root: Element | None, styles: StyleLookup) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, _NumberedList | None] = {}
        self._shared: dict[str, dict[int, int]] = {}
        if root is not None:
            self._abstract = {
                value(each, "abstractNumId") or "": each for each in root.findall(W + "abstractNum")
            }
            self._numbers = {value(each, "numId") or "": each for each in root.findall(W + "num")}

    def label(self, properties: Element | None) -> str:
        """What stands before a paragraph; empty where it is not numbered."""
        identity, level = self._place(properties)
        found = self._list(identity) if identity not in (None, "0") else None
        if found is None or level not in found.levels:
            return ""
        self._count(found, level)
        return _written(found, level)

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        """The list and the level that a paragraph belongs to."""
        own = None if properties is None else properties.find(W + "numPr")
        level = number(own.find(W + "ilvl")) if own is not None else None
        identity = value(own.find(W + "numId")) if own is not None else None
        if identity is not None:
            return identity, level or 0
        for style, numbered in self._styles.numbered_by(self._styles.of_paragraph(properties)):
            identity = value(numbered.find(W + "numId"))
            if identity is None:
                continue
            found = self._list(identity)
            of_style = number(numbered.find(W + "ilvl"))
            linked = found.styles.get(style) if found else None
            return identity, next(
                (each for each in (level, linked, of_style) if each is not None), 0
            )
        return None, 0

    def _list(self, identity: str | None) -> _NumberedList | None:
        if identity is None:
            return None
        if identity not in self._lists:
            self._lists[identity] = self._made(identity)
        return self._lists[identity]

    def _made(self, identity: str) -> _NumberedList | None:
        instance = self._numbers.get(identity)
        if instance is None:
            return None
        name = value(instance.find(W + "abstractNumId")) or ""
        abstract = self._linked(self._abstract.get(name))
        if abstract is None:
            return None
        made = _NumberedList(counts=self._shared.setdefault(name, {}))
        for each in abstract.findall(W + "lvl"):
            self._read(made, each)
        for override in instance.findall(W + "lvlOverride"):
            at = number(override, "ilvl")
            if (own := override.find(W + "lvl")) is not None:
                self._read(made, own)
            start = number(override.find(W + "startOverride"))
            if start is not None and at in made.levels:
                made.levels[at].start = start
                # It starts again, although it shares its counts with other lists.
                made.counts.pop(at, None)
        return made

    def _linked(self, abstract: Element | None) -> Element | None:
        """A list that only names a style is defined where that style is."""
        link = None if abstract is None else value(abstract.find(W + "numStyleLink"))
        if link is None:
            return abstract
        return next(
            (each for each in self._abstract.values() if value(each.find(W + "styleLink")) == link),
            None,
        )

    @staticmethod
    def _read(made: _NumberedList, element: Element) -> None:
        at = number(element, "ilvl")
        if at is None or not 0 <= at < _LEVELS:
            return
        start = number(element.find(W + "start"))
        made.levels[at] = _ListLevel(
            0 if start is None else start,
            _form(element),
            (value(element.find(W + "lvlText")) or "")[:_LONGEST_LABEL],
            number(element.find(W + "lvlRestart")),
            bool(switch(element, "isLgl")),
            value(element.find(W + "suff")) or "tab",
        )
        if style := value(element.find(W + "pStyle")):
            made.styles[style] = at

    @staticmethod
    def _count(found: _NumberedList, level: int) -> None:
        found.counts[level] = (
            found.counts[level] + 1 if level in found.counts else found.levels[level].start
        )
        for above in range(level):
            if above in found.levels:
                found.counts.setdefault(above, found.levels[above].start)
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            # A level starts again after any higher one, after one of its own choice, or never (0).
            if restart is None or level < restart:
                found.counts.pop(below, None)


def _form(level: Element) -> str:
    """Return the form of a level's numbers; a custom one by its example: 001, 002, …."""
    formats = [level.find(W + "numFmt"), *level.iter(W + "numFmt")]
    first = next((each for each in formats if each is not None), None)
    example = _EXAMPLE.match(value(first, "format") or "")
    if value(first) == "custom" and example:
        return f"digits{len(example[1]) + 1}"
    return value(first) or "decimal"


def _numeral(count: int, form: str) -> str:
    if form.startswith("digits"):
        return f"{count:0{form.removeprefix('digits')}}"
    return numeral(count, form)


def _written(found: _NumberedList, level: int) -> str:
    this = found.levels[level]
    if this.form == "bullet":
        # pandoc writes a blank bullet for a second paragraph of an item.
        return _BULLET if this.text.strip() else ""
    if this.form == "none" and "%" not in this.text:
        return this.text

    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = found.levels[at].form if at in found.levels else "decimal"
        return _numeral(found.counts.get(at, 1), "decimal" if this.legal else form)

    text = re.sub(r"%([1-9])", counted, this.text)
    # The gap after 1. or 一、 is the tab's; after 第一章 it has to be typed.
    return f"{text} " if text and this.follow != "nothing" and (text[-1].isalnum()) else text
