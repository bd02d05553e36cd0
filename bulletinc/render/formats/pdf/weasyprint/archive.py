"""The PDF as a record to keep: PDF/A-3a and PDF/UA-1 in one file, with its draft inside.

ISO 19005-3 and ISO 14289-1. Invariant: the same layout and the same draft give the same bytes;
every date is the issue's own, none the clock's.
"""

from __future__ import annotations

import copy
import zlib
from collections.abc import Mapping
from functools import lru_cache, partial
from hashlib import md5
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

import pydyf

from bulletinc.render.formats.pdf.weasyprint import structure

# Options of laying out and of writing. Laying out needs them for the colours, which PDF/A ties to
# an output intent.
RENDER_OPTIONS: Mapping[str, Any] = MappingProxyType({"pdf_variant": "pdf/a-3a"})

_LEVEL = 6  # of compression, of 9
_UNNAMED = "bulletin.txt"  # the draft came without a name

# The identification of PDF/UA-1, and its schema, which PDF/A wants described because it does not
# know it (ISO 19005-3, 6.6.2.3).
_PDF_UA = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>\
The part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def write(layout: Any, source_name: str, source: bytes) -> bytes:
    """The PDF of a ``weasyprint.Document`` that was laid out with ``RENDER_OPTIONS``.

    ``source`` is the draft as it was read; it is embedded under the last part of ``source_name`` as
    the source that the PDF was made from (``AFRelationship /Source``). Title, author, keywords and
    date come from the ``<meta>`` of the HTML. The layout itself is not changed.
    """
    structure.remember_boxes()
    described = _describe(layout)
    data = described.write_pdf(
        finisher=partial(_finish, source_name=source_name, source=source), **RENDER_OPTIONS
    )
    layout.fonts = described.fonts  # what was drawn with which font is known only now
    return bytes(data)


def _describe(layout: Any) -> Any:
    """Copy the layout and add what its metadata lack.

    That is the program that made it, a date of change, and PDF/UA in the XMP packet.
    """
    described, metadata = layout.copy(), copy.copy(layout.metadata)
    metadata.generator = metadata.generator or "bulletinc"
    metadata.modified = metadata.modified or metadata.created
    metadata.generate_rdf_metadata = partial(
        _rdf, layout.metadata.__class__.generate_rdf_metadata, metadata
    )
    described.metadata = metadata
    return described


def _rdf(generate: Any, metadata: Any, *arguments: Any) -> bytes:
    rdf, end, rest = generate(metadata, *arguments).rpartition(b"</rdf:RDF>")
    return bytes(rdf) + _PDF_UA.encode() + bytes(end) + bytes(rest)


def _finish(_layout: Any, pdf: Any, source_name: str, source: bytes) -> None:
    structure.mend_tags(pdf)
    for item in pdf.objects:  # ISO 19005-3, 6.2.8 allows no smoothing, which WeasyPrint asks for
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"
    _embed(pdf, source_name, source)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            _compress(item)


def _compress(stream: Any) -> None:
    """Compress a stream at our own level.

    At WeasyPrint's this takes a fifth of a page's time, for a hundredth of its size.
    """
    data = _flate(
        b"\n".join(
            part if isinstance(part, bytes) else pydyf._to_bytes(part) for part in stream.stream
        )
    )
    stream.stream, stream.compress = [data], False
    stream.extra["Filter"] = "/FlateDecode"


@lru_cache(maxsize=8)
def _flate(data: bytes) -> bytes:
    return zlib.compress(data, _LEVEL)


def _embed(pdf: Any, source_name: str, source: bytes) -> None:
    """Embed the draft as an associated file (ISO 19005-3, 6.8).

    Not by WeasyPrint's attachments: those are dated by the clock, typed by the machine's list of
    suffixes and listed twice.
    """
    name = pydyf.String(_base_name(source_name))
    date = pdf.info.get("CreationDate")
    parameters = pydyf.Dictionary(
        {"Size": len(source), "CheckSum": f"<{md5(source, usedforsecurity=False).hexdigest()}>"}
        | ({"CreationDate": date, "ModDate": date} if date else {})
    )
    file = pydyf.Stream(
        [source],
        {"Type": "/EmbeddedFile", "Subtype": "/text#2fplain", "Params": parameters},
        compress=True,
    )
    pdf.add_object(file)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "AFRelationship": "/Source",
            "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
            "Desc": pydyf.String("The draft that this document was made from"),
        }
    )
    pdf.add_object(specification)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["EmbeddedFiles"] = pydyf.Dictionary(
        {"Names": pydyf.Array([name, specification.reference])}
    )
    pdf.catalog["AF"] = pydyf.Array([specification.reference])


def _base_name(name: str) -> str:
    # A file's name may hold bytes that are no text; PDF has no room for them.
    return (
        PurePath(name).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        or _UNNAMED
    )
