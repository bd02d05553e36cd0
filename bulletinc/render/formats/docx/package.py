"""The file: a clean document to write into, what goes with it beside the text, and its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Pt

from bulletinc.render.formats.docx.ooxml import emptied, put, shown, twips
from bulletinc.render.formats.docx.sheet import Sheet, sinking
from bulletinc.render.formats.docx.story import Story
from bulletinc.render.formats.docx.styles import LANGUAGE, Style
from bulletinc.render.order import keywords, page_title
from bulletinc.syntax import Document, Field

_KEPT = (
    "/styles",
    "/settings",
    "/officeDocument",
    "/core-properties",
)  # ends of the relations of python-docx's template that are kept
_LONGEST = 255  # characters of a property
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # which all custom properties belong to
_FIRST_PROPERTY = 2
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FIRST_YEAR = 1601  # with which the dates of Windows begin


def clean(sheet: Sheet) -> Any:
    """python-docx's new document with nothing in it but the page that the theme describes."""
    document = docx.Document()
    for owner in (document.part.package, document.part):
        for name, relation in list(owner.rels.items()):
            if not relation.reltype.endswith(_KEPT):
                del owner.rels[name]
    _settings(document.settings.element, outer=sheet.value("number.place") == "outer")
    _fonts(document, sheet)
    _page(document, sheet)
    return document


def _settings(root: Any, *, outer: bool) -> None:
    emptied(root)
    if outer:
        put(root, "evenAndOddHeaders")
    put(root, "characterSpacingControl", val="doNotCompress")
    compatibility = put(root, "compat")
    put(compatibility, "doNotExpandShiftReturn")
    put(compatibility, "useFELayout")
    put(compatibility, "compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val=15)
    put(root, "themeFontLang", val=LANGUAGE, eastAsia=LANGUAGE)


def _fonts(document: Any, sheet: Sheet) -> None:
    """The faces, each with the other families of its stack, one of which may be on a machine that has not the first."""
    root = OxmlElement("w:fonts")
    for face in sheet.layout["faces"]:
        families = sheet.faces(face)
        if families:
            font = put(root, "font", name=families[0])
            if len(families) > 1:
                put(font, "altName", val=",".join(families[1:]))
            put(font, "charset", val="86")  # GB 2312
    part = XmlPart(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, root, document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _page(document: Any, sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (
        Pt(sheet.length("page.width")),
        Pt(sheet.length("page.height")),
    )
    section.top_margin, section.bottom_margin = (
        Pt(sheet.length("page.margin-top")),
        Pt(sheet.length("page.margin-bottom")),
    )
    section.left_margin, section.right_margin = (
        Pt(sheet.length("page.margin-left")),
        Pt(sheet.length("page.margin-right")),
    )
    section.gutter = section.header_distance = Pt(0)
    section.footer_distance = Pt(_number_foot(sheet))
    page = section._sectPr
    page.attrib.clear()  # of the template's revisions
    put(page, "docGrid", type="lines", linePitch=twips(sheet.pitch))
    _number(section.footer, "page-number")
    if sheet.value("number.place") == "outer":
        _number(section.even_page_footer, "page-number-even")


def _number(footer: Any, style: str) -> None:
    """The page number, — 1 —, as a field."""
    footer.is_linked_to_previous = False
    line = Story(emptied(footer.part.element), footer.part).paragraph(style)
    line.letters("— ")
    line.field("PAGE", "1")
    line.letters(" —")


def number_styles(sheet: Sheet) -> Iterable[Style]:
    """The styles of the page number: at the outer side of the page, or in the middle."""
    size = sheet.length("number.size")
    indent, leading = sheet.length("number.indent", size), _number_leading(sheet)
    outer = sheet.value("number.place") == "outer"
    odd = Style(
        "page-number",
        "单页页码" if outer else "公文页码",
        face="songti",
        size=size,
        leading=leading,
    )
    if outer:
        yield Style(
            odd.id, odd.name, face=odd.face, size=size, leading=leading, align="right", right=indent
        )
        yield Style(
            "page-number-even",
            "双页页码",
            face=odd.face,
            size=size,
            leading=leading,
            align="left",
            left=indent,
        )
    else:
        yield Style(odd.id, odd.name, face=odd.face, size=size, leading=leading, align="centre")


def _number_middle(sheet: Sheet) -> float:
    """From the type area down to the middle of the page number."""
    size = sheet.length("number.size")
    return max(0.0, sheet.length("number.gap") - sheet.length("number.dash", size)) + size / 2


def _number_leading(sheet: Sheet) -> float:
    """The height of the page number's line, which must not reach into the type area."""
    size = sheet.length("number.size")
    return max(size, min(sheet.pitch, 2 * _number_middle(sheet)))


def _number_foot(sheet: Sheet) -> float:
    """From the lower edge of the paper up to the foot of the page number's line."""
    leading = _number_leading(sheet)
    foot = _number_middle(sheet) - sinking(leading, sheet.length("number.size")) + leading / 2
    return max(0.0, sheet.length("page.margin-bottom") - foot)


def describe(document: Any, bulletin: Document) -> None:
    """The document's properties, from the bulletin alone: its title and issuer, its date, its indicators, and its metadata."""
    properties = document.core_properties
    emptied(properties._element)
    masthead = bulletin.masthead
    properties.title = shown(page_title(bulletin))[:_LONGEST]
    properties.language = LANGUAGE
    if masthead and masthead.issuer:
        properties.author = shown(masthead.issuer.text)[:_LONGEST]
    if found := keywords(bulletin):
        properties.keywords = shown(found)[:_LONGEST]
    if masthead and masthead.date and int(masthead.date[:4]) >= _FIRST_YEAR:
        properties.created = properties.modified = dt.datetime.fromisoformat(masthead.date)
    if bulletin.metadata:
        _keep(document.part.package, bulletin.metadata)


def _keep(package: Any, fields: Iterable[Field]) -> None:
    """The metadata as custom properties, of which no two may have one name."""
    root: Any = parse_xml(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUE_TYPES}"/>')
    taken: set[str] = set()
    for number, field in enumerate(fields, _FIRST_PROPERTY):
        name = _unused(shown(field.name)[:_LONGEST], taken)
        made = root.makeelement(
            f"{{{_CUSTOM}}}property", {"fmtid": _PROPERTY_SET, "pid": str(number), "name": name}
        )
        value = root.makeelement(f"{{{_VALUE_TYPES}}}lpwstr")
        value.text = shown(field.value.text)
        made.append(value)
        root.append(made)
    part = XmlPart(
        PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, root, package
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _unused(name: str, taken: set[str]) -> str:
    count, found = 1, name
    while found.lower() in taken:
        count += 1
        found = f"{name}（{count}）"
    taken.add(found.lower())
    return found


def packed(document: Any) -> bytes:
    """The file's bytes; the same document gives the same. What the archive says of time and machine says nothing."""
    written, packed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name)  # of 1 January 1980
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
