"""Drawings in the text: text boxes, which often hold red heads, letter art, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from bulletinc.i18n import _
from bulletinc.readers.formats.docx.wordprocessingml import MC, PIC, RELATION, VML, WP, A, W

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_CHART_LINE = re.compile(r"【图表：[^【】\n]{0,200}】")
_EMU = 12700  # a point
_HALF_A_PAGE = 400 * _EMU
# A line: a box that begins lower than this stands under the paragraph that it is anchored in.
_BELOW = 30 * _EMU
_TOP = re.compile(r"(?:^|;)\s*(?:margin-)?top:\s*(-?[\d.]+)(pt|in|cm|mm|px|)")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 1.0}
_OF_THE_PAGE = frozenset(("page", "margin", "topMargin", "outsideMargin", "insideMargin"))


class LeftOutPicture(NamedTuple):
    """A picture, a chart or an embedded object, and what is said of it.

    ``identity`` is that of the part of the file which holds a picture.
    """

    message: str
    description: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A drawing with text.

    ``contents``: parts to read, or letters of art. ``top``: how far below its anchor, or below the
    edge of the page if ``of_page``, in EMU.
    """

    contents: tuple[Element | str, ...]
    top: float = 0.0
    of_page: bool = False

    @classmethod
    def of(cls, drawing: Element) -> TextBox:
        """Take what can be read in a drawing, once where there are two versions."""
        top, of_page = _place(drawing)
        return cls(tuple(_contents(drawing)), top, of_page)

    @property
    def is_below(self) -> bool:
        """Whether it stands below the paragraph that it is anchored in."""
        return self.top > (_HALF_A_PAGE if self.of_page else _BELOW)


def chosen(alternate: Element) -> Element:
    """Choose the version that is read (ISO/IEC 29500-3, 9.3).

    That is the first with text or a picture, else the last.
    """
    versions = [each for each in alternate if each.tag in (MC + "Choice", MC + "Fallback")]
    for version in versions:
        if any(
            each.tag
            in (
                W + "t",
                W + "txbxContent",
                A + "t",
                VML + "textpath",
                PIC + "pic",
                VML + "imagedata",
            )
            for each in version.iter()
        ):
            return version
    return versions[-1] if versions else alternate


def in_order(boxes: Iterable[TextBox]) -> tuple[list[TextBox], list[TextBox]]:
    """Return the boxes that are read before their paragraph, and those after, from the top down."""
    filled = sorted((box for box in boxes if box.contents), key=lambda box: box.top)
    return [box for box in filled if not box.is_below], [box for box in filled if box.is_below]


def chart_line(drawing: Element) -> str:
    """The line by which a draft asks for this chart, if it is one of ours: its title."""
    titles = (each.get("title", "") for each in drawing.iter(WP + "docPr"))
    return next(filter(_CHART_LINE.fullmatch, titles), "")


def pictures(drawing: Element) -> Iterator[LeftOutPicture]:
    """What in a drawing cannot be text."""
    names = {each.tag for each in _visible(drawing)}
    described = next((each.get("descr", "") for each in drawing.iter(WP + "docPr")), "")
    if _CHART in names:
        yield LeftOutPicture(_("a chart was left out"), described)
    elif _DIAGRAM in names:
        yield LeftOutPicture(_("a diagram was left out"), described)
    elif _OLE in names:
        yield LeftOutPicture(_("an embedded object was left out"), described)
    elif PIC + "pic" in names or VML + "imagedata" in names:
        identity = next(filter(None, map(_identity, _visible(drawing))), "")
        yield LeftOutPicture(_("a picture was left out"), described, identity)


def _identity(element: Element) -> str:
    """Return the part that a picture refers to: embedded, never linked."""
    if element.tag == A + "blip":
        return element.get(RELATION + "embed") or ""
    return element.get(RELATION + "id") or "" if element.tag == VML + "imagedata" else ""


def _visible(element: Element) -> Iterator[Element]:
    """Return the element and what is below it but text boxes, which are read by themselves."""
    yield element
    for child in element:
        if child.tag == MC + "AlternateContent":
            yield from _visible(chosen(child))
        elif child.tag != W + "txbxContent":
            yield from _visible(child)


def _contents(element: Element) -> Iterator[Element | str]:
    for child in element:
        if child.tag == W + "txbxContent" or child.tag == A + "txBody":
            yield child
        elif child.tag == VML + "textpath":
            if text := " ".join((child.get("string") or "").split()):
                yield text
        elif child.tag == MC + "AlternateContent":
            yield from _contents(chosen(child))
        else:
            yield from _contents(child)


def _place(drawing: Element) -> tuple[float, bool]:
    vertical = next(iter(drawing.iter(WP + "positionV")), None)
    if vertical is not None:
        of_page = vertical.get("relativeFrom") in _OF_THE_PAGE
        align, offset = vertical.findtext(WP + "align"), vertical.findtext(WP + "posOffset")
        if align:
            return (_HALF_A_PAGE * 2 if align == "bottom" else 0.0), True
        if vertical.get("relativeFrom") == "bottomMargin":
            return _HALF_A_PAGE * 2, True
        return _number(offset), of_page
    style = next(
        (
            each.get("style", "")
            for each in drawing.iter()
            if each.tag.startswith(VML) and each.get("style")
        ),
        "",
    )
    found = _TOP.search(style)
    of_page = any(f"mso-position-vertical-relative:{name}" in style for name in ("page", "margin"))
    return (_number(found[1]) * _UNITS[found[2]] * _EMU if found else 0.0), of_page


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
