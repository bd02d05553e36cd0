"""The file: an empty package to write into, what goes with it besides the text, and its bytes."""

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

from bulletinc.render.formats.docx.ooxml import clear, display_text, put
from bulletinc.render.formats.docx.page_number import number_foot, write_number
from bulletinc.render.formats.docx.styles import LANGUAGE
from bulletinc.render.formats.docx.word_measures import WordMeasures, twips
from bulletinc.render.order import keywords, page_title
from bulletinc.syntax import Document, Field

# How the relations of python-docx's template end that are kept.
_KEPT = ("/styles", "/settings", "/officeDocument", "/core-properties")
_LONGEST = 255  # characters of a property
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # which all custom properties belong to
_FIRST_PROPERTY = 2
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FIRST_YEAR = 1601  # with which the dates of Windows begin


def new_package(measures: WordMeasures) -> Any:
    """python-docx's new document with nothing in it but the page that the theme describes."""
    package = docx.Document()
    for owner in (package.part.package, package.part):
        for name, relation in list(owner.rels.items()):
            if not relation.reltype.endswith(_KEPT):
                del owner.rels[name]
    outer = measures.value("number.place") == "outer"
    _write_settings(package.settings.element, outer=outer)
    _write_fonts(package, measures)
    _write_page(package, measures)
    return package


def _write_settings(root: Any, *, outer: bool) -> None:
    clear(root)
    if outer:
        put(root, "evenAndOddHeaders")
    put(root, "characterSpacingControl", val="doNotCompress")
    compatibility = put(root, "compat")
    put(compatibility, "doNotExpandShiftReturn")
    put(compatibility, "useFELayout")
    put(compatibility, "compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val=15)
    put(root, "themeFontLang", val=LANGUAGE, eastAsia=LANGUAGE)


def _write_fonts(package: Any, measures: WordMeasures) -> None:
    """Write the faces, each with the other families of its stack.

    One of those may be on a machine that does not have the first.
    """
    root = OxmlElement("w:fonts")
    for face in measures.layout["faces"]:
        families = measures.families(face)
        if families:
            font = put(root, "font", name=families[0])
            if len(families) > 1:
                put(font, "altName", val=",".join(families[1:]))
            put(font, "charset", val="86")  # GB 2312
    part = XmlPart(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, root, package.part.package
    )
    package.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _write_page(package: Any, measures: WordMeasures) -> None:
    section = package.sections[0]
    section.page_width = Pt(measures.length("page.width"))
    section.page_height = Pt(measures.length("page.height"))
    section.top_margin = Pt(measures.length("page.margin-top"))
    section.bottom_margin = Pt(measures.length("page.margin-bottom"))
    section.left_margin = Pt(measures.length("page.margin-left"))
    section.right_margin = Pt(measures.length("page.margin-right"))
    section.gutter = section.header_distance = Pt(0)
    section.footer_distance = Pt(number_foot(measures))
    page = section._sectPr
    page.attrib.clear()  # of the template's revisions
    put(page, "docGrid", type="lines", linePitch=twips(measures.pitch))
    footers = {"page-number": section.footer}
    if measures.value("number.place") == "outer":
        footers["page-number-even"] = section.even_page_footer
    for style, footer in footers.items():
        footer.is_linked_to_previous = False
        write_number(measures, clear(footer.part.element), footer.part, style)


def describe(package: Any, document: Document) -> None:
    """Write the properties, from the bulletin alone: title, issuer, date, indicators, metadata."""
    properties = package.core_properties
    clear(properties._element)
    masthead = document.masthead
    properties.title = display_text(page_title(document))[:_LONGEST]
    properties.language = LANGUAGE
    if masthead and masthead.issuer:
        properties.author = display_text(masthead.issuer.text)[:_LONGEST]
    if found := keywords(document):
        properties.keywords = display_text(found)[:_LONGEST]
    if masthead and masthead.date and (day := _first_day(masthead.date)).year >= _FIRST_YEAR:
        properties.created = properties.modified = day
    if document.metadata:
        _keep_metadata(package.part.package, document.metadata)


def _first_day(date: str) -> dt.datetime:
    """The day of an ISO date; of a month without a day (2026-03) the first."""
    year, month, day = map(int, (*date.split("-"), "1")[:3])
    return dt.datetime(year, month, day)  # noqa: DTZ001  # the property has no time zone


def _keep_metadata(package: Any, fields: Iterable[Field]) -> None:
    """Write the metadata as custom properties, of which no two may have one name."""
    root: Any = parse_xml(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUE_TYPES}"/>')
    taken: set[str] = set()
    for number, field in enumerate(fields, _FIRST_PROPERTY):
        name = _unused(display_text(field.name)[:_LONGEST], taken)
        made = root.makeelement(
            f"{{{_CUSTOM}}}property", {"fmtid": _PROPERTY_SET, "pid": str(number), "name": name}
        )
        value = root.makeelement(f"{{{_VALUE_TYPES}}}lpwstr")
        value.text = display_text(field.value.text)
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


def pack(package: Any) -> bytes:
    """The file's bytes, the same for the same package: the archive says no time and no machine."""
    written, packed = BytesIO(), BytesIO()
    package.save(written)
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name)  # of 1 January 1980
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
