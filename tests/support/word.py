"""Word documents made by hand, part by part, as other programs write them: nothing of ours, nor of
python-docx, has touched them.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def document(body: str, *, section: str = "", **parts: str) -> bytes:
    """A .docx.

    ``parts`` are the inner XML of other parts by their names: ``styles``, ``numbering``,
    ``comments``, ``header1`` ….
    """
    names = sorted(parts)
    relations = "".join(
        (
            f'<Relationship Id="{name}" Type="{_RELATIONS}/{name.rstrip("0123456789")}" '
            f'Target="{name}.xml"/>'
        )
        for name in names
    )
    overrides = "".join(
        (
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.'
            f'{name.rstrip("0123456789")}+xml"/>'
        )
        for name in names
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.'
        f'main+xml"/>{overrides}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.'
        'org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": (
            "<w:document "
            f"{_NAMESPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.'
        f'org/package/2006/relationships">{relations}'
        "</Relationships>",
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for name in names:
        root = roots.get(name.rstrip("0123456789"), name)
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{parts[name]}</w:{root}>"
    return archive(
        {
            name: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}'
            for name, text in files.items()
        }
    )


def archive(files: dict[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph; a run that is no XML is plain text."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table, of cells that hold paragraphs."""
    inner = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def text_box(content: str, *, top: int = 0, of: str = "paragraph") -> str:
    """A text box as Word writes it: in DrawingML, and once more in VML for those who do not know
    that. ``top`` in points.
    """
    return (
        "<w:r><mc:AlternateContent><mc:Choice "
        'Requires="wps"><w:drawing><wp:anchor><wp:positionV '
        f'relativeFrom="{of}"><wp:posOffset>'
        f'{top * 12700}</wp:posOffset></wp:positionV><wp:docPr id="1" name="文本框 '
        '1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape style="position:absolute;'
        f'margin-top:{top}pt"><v:textbox><w:txbxContent>{content}</w:txbxContent>'
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def letter_art(text: str) -> str:
    """Art made of letters, as older programs write it."""
    return (
        '<w:r><w:pict><v:shape type="#_x0000_t136" style="width:300pt"><v:textpath '
        f'string="{escape(text)}"/></v:shape></w:pict></w:r>'
    )


def level(at: int, form: str, text: str, extra: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText '
        f'w:val="{text}"/></w:lvl>'
    )


def numbered(identity: int, at: int = 0) -> str:
    """The property of a paragraph that is numbered."""
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{identity}"/></w:numPr>'
