"""WordprocessingML that python-docx has no word for.

Each element is put where the schema wants it (ECMA-376-1, annex A.1): Word refuses or ignores what
stands in another order.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bulletinc.text.characters import ILLEGAL_IN_XML
from bulletinc.text.typography import display

_SEQUENCES = {
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked pPr rPr"
    ),
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl rPr"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
        "tblCellMar tblLook"
    ),
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "trPr": "cantSplit trHeight tblHeader jc",
    "settings": "zoom evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols vAlign docGrid",
}
_FOLLOWING = {
    parent: {
        name: tuple(f"w:{each}" for each in names.split()[index + 1 :])
        for index, name in enumerate(names.split())
    }
    for parent, names in _SEQUENCES.items()
}


def put(parent: Any, name: str, /, **attributes: object) -> Any:
    """Add a child to an element, in its place and instead of one of the same name.

    ``True`` and ``False`` are written as 1 and 0.
    """
    child = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), str(int(value) if isinstance(value, bool) else value))
    following = _FOLLOWING.get(parent.tag.rpartition("}")[2])
    if following and name in following and len(parent):
        parent.remove_all(f"w:{name}")
        parent.insert_element_before(child, *following[name])
    else:
        parent.append(child)
    return child


def clear(element: Any) -> Any:
    """Remove the children of an element, and return it."""
    for child in list(element):
        element.remove(child)
    return element


def display_text(text: str) -> str:
    """Text as the page shows it, without what XML cannot hold."""
    return ILLEGAL_IN_XML.sub("\ufffd", display(text))
