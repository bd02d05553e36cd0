"""Fields and content controls: which of them hide what is only a code or a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.wordprocessingml import W, value

_BOX = W + "txbxContent"
_MARK = W + "fldChar"


class OpenFields:
    """The fields that are begun and not yet ended. One that never ends has no code to hide."""

    def __init__(self) -> None:
        self._open: list[tuple[bool, bool]] = []  # whether its result has begun; and is uncomputed
        self._endless: set[Element] = set()

    def look_into(self, container: Element) -> None:
        """Find the fields of a part that never end."""
        self._endless |= _endless_fields(container)

    def follow(self, mark: Element) -> None:
        """Follow the parts of a field."""
        kind = value(mark, "fldCharType")
        if mark in self._endless:
            return
        if kind == "begin":
            self._open.append((False, value(mark, "dirty") in ("1", "true", "on")))
        elif kind == "separate" and self._open:
            self._open[-1] = (True, self._open[-1][1])
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def in_code(self) -> bool:
        """Whether this is the code of a field, and no text."""
        return not all(has_result for has_result, _uncomputed in self._open)

    @property
    def uncomputed(self) -> bool:
        """Whether this is a result that the program has still to compute."""
        return bool(self._open) and self._open[-1][1]


def _endless_fields(container: Element) -> set[Element]:
    """Return the marks of fields that are begun in a part and never ended.

    Text boxes are left out: they are parts of their own.
    """
    open_marks: list[list[Element]] = []
    for mark in _marks(container):
        kind = value(mark, "fldCharType")
        if kind == "begin":
            open_marks.append([mark])
        elif open_marks and kind == "separate":
            open_marks[-1].append(mark)
        elif open_marks and kind == "end":
            open_marks.pop()
    return {mark for marks in open_marks for mark in marks}


def is_placeholder(control: Element) -> bool:
    """Tell whether a content control shows what should be typed into it: 单击此处输入文字。"""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _marks(container: Element) -> Iterator[Element]:
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag == _MARK:
            yield element
        elif element.tag != _BOX:
            waiting += reversed(element)
