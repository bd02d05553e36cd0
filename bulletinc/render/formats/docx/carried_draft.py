"""The draft inside the Word document, so that what was changed in either can be told apart later.

It is a custom XML part, which Word and LibreOffice keep when they save.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from bulletinc.render.draft_part import NAMESPACE
from bulletinc.text.characters import ILLEGAL_IN_XML
from bulletinc.text.source import Source

_PART, _PROPERTIES = "/customXml/item1.xml", "/customXml/itemProps1.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{5C7B4D6E-2A19-4F0B-8E53-7D10C9A6B2F4}"  # any, but always the same


def carry_draft(package: Any, source: Source) -> None:
    """Put the draft in. One with characters that XML cannot hold is left out."""
    if ILLEGAL_IN_XML.search(source.text):
        return
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    draft = f'<draft xmlns="{NAMESPACE}" xml:space="preserve">{escape(text)}</draft>'
    properties = (
        f'<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_DATA_STORE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    opened = package.part.package
    part = Part(PackURI(_PART), "application/xml", draft.encode(), opened)
    package.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    about = Part(PackURI(_PROPERTIES), _PROPERTIES_TYPE, properties.encode(), opened)
    part.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
