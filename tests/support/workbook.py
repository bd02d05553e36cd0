"""Spreadsheets made by hand, part by part: no library has touched them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Value = str | float | tuple[float, str]


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Value]] | str],
    *,
    hidden: Sequence[str] = (),
    extra: Mapping[str, str] | None = None,
    before: str = "",
    after: str = "",
    date1904: bool = False,
) -> bytes:
    """A .xlsx. A sheet is rows of texts, numbers, or numbers with a format; or its XML.

    ``before`` and ``after`` is XML around the cells of every sheet.
    """
    formats: list[str] = []
    parts = {}
    for number, content in enumerate(sheets.values(), 1):
        data = content if isinstance(content, str) else _rows(content, formats)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{before}'
            f"<sheetData>{data}</sheetData>{after}</worksheet>"
        )
    entries = "".join(
        f"<sheet name={quoteattr(name)} sheetId='{number}' r:id='rId{number}'"
        f"{' state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
        for number, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number, _name in enumerate(sheets, 1)
    )
    own = "".join(
        f"<numFmt numFmtId='{164 + at}' formatCode={quoteattr(each)}/>"
        for at, each in enumerate(formats)
    )
    styles = "<xf numFmtId='0'/>" + "".join(
        f"<xf numFmtId='{164 + at}'/>" for at, _each in enumerate(formats)
    )
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            f"<workbookPr date1904='{int(date1904)}'/><sheets>{entries}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            f'<Relationship Id="rIdS" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rIdT" Type="{_RELATIONS}/sharedStrings" Target="texts.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{own}</numFmts>'
            f"<cellXfs>{styles}</cellXfs></styleSheet>"
        ),
        **(extra or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _rows(rows: Sequence[Sequence[Value]], formats: list[str]) -> str:
    return "".join(
        f'<row r="{number}">{"".join(_cell(cell, formats) for cell in row)}</row>'
        for number, row in enumerate(rows, 1)
    )


def _cell(value: Value, formats: list[str]) -> str:
    match value:
        case "":
            return "<c/>"
        case str():
            return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        case (number, code):
            formats.append(str(code))
            return f'<c s="{len(formats)}"><v>{number}</v></c>'
    return f"<c><v>{value}</v></c>"
