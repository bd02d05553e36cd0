"""How WordprocessingML (ISO/IEC 29500-1, 17) writes its names and values."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# What tracked changes deleted or moved away; and elements that hold properties, no text.
REFUSED = frozenset(W + name for name in ("del", "moveFrom"))
PROPERTIES = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"),
        *("tblPr", "tblGrid", "trPr", "tcPr", "sectPr"),
    )
)


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the w namespace; ``None`` where it, or the element, is missing."""
    return None if element is None else element.get(W + name)


def number(element: Element | None, name: str = "val") -> int | None:
    """The same as a whole number; ``None`` where it is none."""
    typed = value(element, name)
    try:
        return None if typed is None else int(typed)
    except ValueError:
        return None


def switch(properties: Element | None, name: str) -> bool | None:
    """A property that is on or off (17.17.4); ``None`` where nothing is said."""
    element = None if properties is None else properties.find(W + name)
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")
