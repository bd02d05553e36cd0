"""Which character of a Word document each character of its draft is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from bulletinc.readers.draft_writer import PlacedDraft
from bulletinc.readers.formats.docx.wordprocessingml import W
from bulletinc.readers.intermediate import IntermediateParagraph
from bulletinc.text.source import Span


class WordCharacter(NamedTuple):
    """A character: the element that holds it, and which of that element's it is, from 0."""

    element: Element
    at: int


class DraftPlaces:
    """The characters of a draft in the text of its document.

    Those that reading put in have no place, nor have those of other parts (headers, footers).
    """

    def __init__(
        self, draft: PlacedDraft, paragraphs: Sequence[IntermediateParagraph], root: Element
    ) -> None:
        elements = frozenset(root.iter())
        self._source = draft.source
        self._starts = draft.starts
        self._found: list[WordCharacter | None] = [None] * len(draft.source.text)
        counted = draft.source.paragraphs
        self._added = counted.added if counted else ()
        ends = (*draft.starts[1:], len(draft.source.text))
        for paragraph, start, end in zip(paragraphs, draft.starts, ends, strict=True):
            self._place(paragraph, start, end, elements)

    def _place(
        self,
        paragraph: IntermediateParagraph,
        start: int,
        end: int,
        elements: AbstractSet[Element],
    ) -> None:
        typed = [at for at in range(start, end) if not self._is_added(at)]
        places = [
            each
            for origin, text in _texts(paragraph)
            for each in zip(_without_ends(text), _of_element(origin, text), strict=True)
        ]
        text = "".join(sign for sign, _place in places)
        if text == "".join(self._source.text[at] for at in typed):
            for at, (_sign, place) in zip(typed, places, strict=True):
                self._found[at] = place if place and place.element in elements else None

    def _is_added(self, at: int) -> bool:
        number = bisect_right(self._added, Span(at, len(self._found) + 1)) - 1
        return number >= 0 and at < self._added[number].end

    def of(self, span: Span) -> list[WordCharacter | None]:
        """Return the characters of a span; ``None`` for each that the document does not have."""
        return self._found[span.start : span.end]

    def before(self, offset: int) -> WordCharacter | None:
        """Return the character before an offset, on the same line of the draft."""
        for at in range(offset - 1, -1, -1):
            if (found := self._found[at]) is not None:
                return found
            if self._source.text[at] == "\n":
                break
        return None

    def after(self, offset: int) -> WordCharacter | None:
        """Return the character at an offset or after it, on the same line of the draft."""
        for at in range(offset, len(self._found)):
            if (found := self._found[at]) is not None:
                return found
            if self._source.text[at] == "\n":
                break
        return None

    def nearest(self, offset: int) -> WordCharacter | None:
        """Return the first character of the nearest paragraph that has one."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        ends = (*self._starts[1:], len(self._found))
        by_distance = sorted(range(len(self._starts)), key=lambda at: (abs(at - number), at))
        for each in by_distance:
            for found in self._found[self._starts[each] : ends[each]]:
                if found is not None:
                    return found
        return None


def _texts(paragraph: IntermediateParagraph) -> Iterator[tuple[Element | None, str]]:
    """Return the characters of a paragraph by the element that holds them."""
    pairs = zip(paragraph.runs, paragraph.origins, strict=True) if paragraph.origins else ()
    typed = ((run, origin) for run, origin in pairs if not run.added)
    for _key, group in groupby(typed, key=lambda pair: id(pair[1])):
        same = list(group)
        origin = same[0][1]
        text = "".join(run.text for run, _origin in same)
        yield origin if isinstance(origin, Element) else None, text


def _without_ends(text: str) -> str:
    """Return a text without its line ends, which writing a draft puts in by itself."""
    return text.replace("\n", "")


def _of_element(element: Element | None, text: str) -> list[WordCharacter | None]:
    """Return where in its element each character of a text stands, that is no line end."""
    shown = _without_ends(text)
    if element is None:
        return [None] * len(shown)
    if element.tag != W + "t":
        return [WordCharacter(element, 0)] * len(shown)
    held = element.text or ""
    if len(held) == len(shown):
        return [WordCharacter(element, at) for at in range(len(held))]
    # Reading may have left out blanks.
    found: list[WordCharacter | None] = []
    at = 0
    for sign in shown:
        there = held.find(sign, at)
        if there < 0:
            return [None] * len(shown)
        found.append(WordCharacter(element, there))
        at = there + 1
    return found
