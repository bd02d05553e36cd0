"""Comments and tracked changes put at their characters in the text of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from bulletinc.diagnostics import Edit
from bulletinc.readers.annotation.draft_places import DraftPlaces, WordCharacter
from bulletinc.readers.annotation.word_run import MarkedRun
from bulletinc.readers.annotation.xml_text import XmlText
from bulletinc.readers.formats.docx.wordprocessingml import MC, W, switch, value
from bulletinc.text.source import Span

_RUN, _PARAGRAPH = W + "r", W + "p"
# What may hold runs and marks of comments; in the latter text may be changed, too.
_AROUND_RUNS = frozenset(
    W + name for name in "hyperlink ins moveTo smartTag sdt sdtContent customXml dir bdo".split()
)
_CHANGEABLE = _AROUND_RUNS - {W + "moveTo"}
_WITH_TEXT = frozenset(W + name for name in ("t", "tab", "sym", "noBreakHyphen"))


class TextMarker:
    """Marks the text of one document. Nothing is written before :meth:`finish`."""

    def __init__(self, xml: XmlText, places: DraftPlaces, first_number: int, author: str) -> None:
        self._xml = xml
        self._places = places
        self._runs: dict[Element, MarkedRun] = {}
        self._outside: list[tuple[int, str]] = []
        self._number = first_number
        self._author = author

    # ------------------------------------------------------------ changes

    def change(self, edit: Edit) -> bool:
        """Track an edit as a change; return False where the document lacks one of its characters.

        Text put in stands after the character before it, in the same look.
        """
        deleted = self._places.of(edit.span)
        found = [each for each in deleted if each is not None]
        if len(found) < len(deleted) or not all(map(self._is_changeable, found)):
            return False
        if "\n" in edit.text:
            return False
        beside = None
        if not found:
            beside = self._places.before(edit.span.start) or self._places.after(edit.span.start)
            if beside is None or not self._is_changeable(beside):
                return False
        for each in self._copies(found):
            self._delete(each)
        if edit.text and found:
            for last in self._copies([found[-1]]):
                self._insert(last[0], edit.text, after=True)
        elif edit.text and beside is not None:
            after = self._places.before(edit.span.start) is not None
            for copy in self._copies([beside]):
                self._insert(copy[0], edit.text, after=after)
        return True

    def _delete(self, characters: Sequence[WordCharacter]) -> None:
        changes: dict[Element, str] = {}
        for each in characters:
            holder = self._xml.parents[each.element]
            changes.setdefault(holder, self._change())
            run = self._run(holder)
            run.delete(run.number(each.element, each.at), changes[holder])

    def _insert(self, beside: WordCharacter, text: str, *, after: bool) -> None:
        run = self._run(self._xml.parents[beside.element])
        run.insert(run.number(beside.element, beside.at) + after, text, self._change())

    def _change(self) -> str:
        """Return the attributes of a change."""
        prefix = self._xml.prefix
        return f'{prefix}:id="{self._next()}" {prefix}:author="{self._author}"'

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _is_changeable(self, character: WordCharacter) -> bool:
        element = character.element
        if element.tag not in _WITH_TEXT:
            return False
        above = list(self._above(element))
        if not above or above[0].tag != _RUN or switch(above[0].find(W + "rPr"), "vanish"):
            return False
        to_paragraph = []
        for each in above[1:]:
            if each.tag == _PARAGRAPH:
                break
            to_paragraph.append(each)
        if any(each.tag not in _CHANGEABLE or _is_locked(each) for each in to_paragraph):
            return False
        if any(_is_locked(each) or each.tag == W + "del" for each in above):
            return False
        return self._twins(element) is not None

    def _above(self, element: Element) -> Iterator[Element]:
        above = self._xml.parents.get(element)
        while above is not None:
            yield above
            above = self._xml.parents.get(above)

    def _copies(self, characters: Sequence[WordCharacter]) -> list[list[WordCharacter]]:
        """Return the characters, and those of other versions of the same text box."""
        twins = [self._twins(each.element) or () for each in characters]
        count = min(map(len, twins), default=0)
        others = (
            [
                WordCharacter(same[number], each.at)
                for same, each in zip(twins, characters, strict=True)
            ]
            for number in range(count)
        )
        return [list(characters), *others]

    def _twins(self, element: Element) -> tuple[Element, ...] | None:
        """Return the element in the other versions of a text box (ISO/IEC 29500-3, 9.3).

        ``None`` where the versions are not alike.
        """
        version = element
        for each in self._above(element):
            if each.tag == MC + "AlternateContent":
                break
            version = each
        else:
            return ()
        own = [each for each in version.iter() if each.tag in _WITH_TEXT]
        at = own.index(element)
        twins = []
        for other in self._xml.parents[version]:
            if other is version:
                continue
            same = [each for each in other.iter() if each.tag in _WITH_TEXT]
            if [each.text for each in same] != [each.text for each in own]:
                return None
            twins.append(same[at])
        return tuple(twins)

    # ------------------------------------------------------------ comments

    def comment(self, span: Span, number: int) -> bool:
        """Let a comment stand at a span, or at the nearest paragraph; return whether it is there.

        In a text box it stands at the box, as Word knows no comments inside.
        """
        found = [each for each in self._places.of(span) if each]
        if not found:
            beside = self._places.before(span.start) or self._places.after(span.start)
            found = [beside] if beside else []
        exact = bool(found)
        if not found:
            nearest = self._places.nearest(span.start)
            found = [nearest] if nearest else []
        prefix = self._xml.prefix
        start = f'<{prefix}:commentRangeStart {prefix}:id="{number}"/>'
        end = (
            f'<{prefix}:commentRangeEnd {prefix}:id="{number}"/>'
            f'<{prefix}:r><{prefix}:commentReference {prefix}:id="{number}"/></{prefix}:r>'
        )
        if not found:
            return self._comment_on_all(start, end)
        ordered = sorted(found, key=lambda each: (self._xml.order(each.element), each.at))
        self._mark(ordered[0], start, is_end=False)
        self._mark(ordered[-1], end, is_end=True)
        return exact

    def _mark(self, character: WordCharacter, markup: str, *, is_end: bool) -> None:
        held, holder = self._holder(character.element)
        if holder.tag == _RUN:
            run = self._run(holder)
            at = character.at if held is character.element else 0
            if is_end:
                run.end(run.number(held, at) + 1, markup)
            else:
                run.begin(run.number(held, at), markup)
        else:
            self._outside.append((self._xml.span(holder)[is_end], markup))

    def _holder(self, element: Element) -> tuple[Element, Element]:
        """Return where a comment on an element can stand: inside a run, else around an element.

        The first is what the second holds of it.
        """
        path = [element, *self._above(element)]
        path.reverse()
        at = next((number for number, each in enumerate(path) if each.tag == _PARAGRAPH), 0)
        while path[at + 1].tag in _AROUND_RUNS:
            at += 1
        return path[at + 2] if at + 2 < len(path) else element, path[at + 1]

    def _comment_on_all(self, start: str, end: str) -> bool:
        """Put a comment into the first paragraph of a text without a character of the draft."""
        first = next((each for each in self._xml.parents if each.tag == _PARAGRAPH), None)
        if first is not None:
            at = self._xml.span(first)[1] - len(self._xml.closing(first).encode())
            self._outside.append((at, start + end))
        return False

    # ------------------------------------------------------------ both

    def _run(self, run: Element) -> MarkedRun:
        if run not in self._runs:
            self._runs[run] = MarkedRun(self._xml, run)
        return self._runs[run]

    def finish(self) -> None:
        """Put all marks into the part, inner runs before those around them."""
        for run in sorted(self._runs, key=self._xml.order, reverse=True):
            self._runs[run].write()
        for at, markup in self._outside:
            self._xml.put(at, at, markup)


def _is_locked(element: Element) -> bool:
    """Tell whether a content control takes no changes: it is locked, or shows what is elsewhere."""
    if element.tag != W + "sdt":
        return False
    lock = value(element.find(f"{W}sdtPr/{W}lock"))
    bound = element.find(f"{W}sdtPr/{W}dataBinding")
    return bound is not None or lock in ("contentLocked", "sdtContentLocked")
