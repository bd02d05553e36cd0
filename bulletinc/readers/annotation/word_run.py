"""A run of a document rewritten: parted where comments begin and end, with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from bulletinc.readers.annotation.xml_text import XmlText
from bulletinc.readers.formats.docx.wordprocessingml import W

_FORBIDDEN = dict.fromkeys(each for each in range(32) if each not in (9, 10))


def as_text(text: str) -> str:
    """Return a text as XML has it."""
    return escape(text.translate(_FORBIDDEN))


@dataclass(slots=True)
class _Gap:
    """What comes between two characters: text put in, ends of comments, beginnings of others."""

    inserted: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)

    def written(self) -> str:
        return "".join([*self.inserted, *self.ends, *self.starts])


class MarkedRun:
    """A run with what is to be done to its characters.

    Any other thing in it than text counts as one character.
    """

    def __init__(self, xml: XmlText, run: Element) -> None:
        self._xml = xml
        self._run = run
        self._properties = run.find(W + "rPr")
        self._first: dict[Element, int] = {}
        self._signs: list[str | Element] = []
        for child in run:
            if child is self._properties:
                continue
            self._first[child] = len(self._signs)
            self._signs += list(child.text or "") if child.tag == W + "t" else [child]
        self._deleted: dict[int, str] = {}
        self._gaps: dict[int, _Gap] = {}

    @property
    def size(self) -> int:
        """How many characters it has."""
        return len(self._signs)

    def number(self, child: Element, at: int = 0) -> int:
        """Return the number of a character of one of its children."""
        return self._first[child] + at

    def delete(self, number: int, change: str) -> None:
        """Delete a character; ``change``: the attributes of the change that it is part of."""
        self._deleted[number] = change

    def insert(self, gap: int, text: str, change: str) -> None:
        """Put in a text before the character of a number; ``change``: its attributes."""
        name = f"{self._xml.prefix}:ins"
        markup = f"<{name} {change}>{self._written([text])}</{name}>"
        around = self._xml.parents[self._run]
        if around.tag == W + "ins":  # nobody inserts into another's insertion
            markup = f"{self._xml.closing(around)}{markup}{self._xml.opening(around)}"
        self._gap(gap).inserted.append(markup)

    def begin(self, gap: int, markup: str) -> None:
        """Begin a comment before the character of a number."""
        self._gap(gap).starts.append(markup)

    def end(self, gap: int, markup: str) -> None:
        """End a comment before the character of a number."""
        self._gap(gap).ends.append(markup)

    def _gap(self, gap: int) -> _Gap:
        return self._gaps.setdefault(gap, _Gap())

    def write(self) -> None:
        """Put the rewritten run into its part."""
        self._xml.put(*self._xml.span(self._run), "".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        part = 0
        keys = []
        for at in range(len(self._signs)):
            part += at in self._gaps
            keys.append((part, self._deleted.get(at)))
        for (_part, change), group in groupby(range(len(self._signs)), key=keys.__getitem__):
            numbers = list(group)
            if numbers[0] in self._gaps:
                yield self._gaps[numbers[0]].written()
            signs = [self._signs[at] for at in numbers]
            written = self._written(signs, deleted=change is not None)
            name = f"{self._xml.prefix}:del"
            yield written if change is None else f"<{name} {change}>{written}</{name}>"
        if len(self._signs) in self._gaps:
            yield self._gaps[len(self._signs)].written()

    def _written(self, signs: list[str | Element], *, deleted: bool = False) -> str:
        """Return a run of these characters, in the look of this one."""
        name = f"{self._xml.prefix}:{'delText' if deleted else 't'}"
        properties = "" if self._properties is None else self._xml.written(self._properties)
        pieces = [self._xml.opening(self._run), properties]
        for is_text, group in groupby(signs, key=lambda sign: isinstance(sign, str)):
            if is_text:
                text = as_text("".join(sign for sign in group if isinstance(sign, str)))
                pieces.append(f'<{name} xml:space="preserve">{text}</{name}>')
            else:
                pieces += [self._xml.written(sign) for sign in group if isinstance(sign, Element)]
        return "".join([*pieces, self._xml.closing(self._run)])
