"""Fields and content controls: which of them hide what is only a code or a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bulletinc.readers.formats.docx.wordprocessingml import W, value

_BOX = W + "txbxContent"
_MARK = W + "fldChar"


def endless_fields(container: Element) -> set[Element]:
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
