"""The PDF as a record: what it says of itself, the draft inside it, its tags; and that the clock
has no part in it.

Whether it is PDF/A-3a and PDF/UA-1 as a whole is for veraPDF to say: ``python scripts/verapdf
FILE.pdf``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import pypdf
import pytest
import weasyprint
from pdfminer.high_level import extract_text_to_fp
from pypdf.generic import IndirectObject

from bulletinc.render.formats.pdf.weasyprint import archive

DRAFT = "通　知\r\n\r\n明日停电。\r\n".encode("gb18030")
HEAD = """<title>通知 第3期</title><meta name="author" content="甲办公室">
<meta name="keywords" content="Ⅱ-27城市管理,Ⅲ-17志愿服务">
<meta name="dcterms.created" content="2026-03-05">"""
STYLE = """@page { size: 60mm 40mm; margin: 5mm; @bottom-center { content: counter(page) } }
.run * { display: inline } h4::before { content: "★" } body::after { content: "✓" }"""
BODY = """<main><h2>一</h2><h4>二</h4><h4>三</h4><h3>四</h3><h2>五</h2><p>甲</p><p>乙</p>
<div class="run"><h3>很长的标题很长的标题很长的标题很长的标题</h3><p>{text}</p></div></main>"""
TEXT = "近日，志愿者清理河道。" * 40
XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
BUILD = """
import hashlib, sys
from pathlib import Path
import bulletinc
print(hashlib.sha256(bulletinc.build(Path(sys.argv[1]), ("pdf",))["pdf"]).hexdigest())
"""


def rendered(head: str = HEAD, body: str = BODY) -> Any:
    html = (
        "<!DOCTYPE html><html "
        f'lang="zh-CN"><head>{head}<style>{STYLE}</style></head><body>{body.format(text=TEXT)}<'
        "/body></html>"
    )
    return weasyprint.HTML(string=html).render(**archive.RENDER_OPTIONS)


def written(name: str = "稿/通知 3.txt", **parts: str) -> Any:
    return opened(archive.write(rendered(**parts), name, DRAFT))


def opened(data: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(data), strict=True)


@pytest.fixture(scope="module")
def data() -> bytes:
    return archive.write(rendered(), "稿/通知 3.txt", DRAFT)


@pytest.fixture(scope="module")
def pdf(data: bytes) -> Any:
    return opened(data)


def packet(pdf: Any) -> Element:
    return fromstring(pdf.root_object["/Metadata"].get_data())


def embedded(pdf: Any) -> Any:
    (file,) = pdf.root_object["/AF"]
    return file.get_object()


# What it says of itself


def test_the_catalogue_says_tagged_titled_and_in_which_colours_and_language(pdf: Any) -> None:
    catalogue = pdf.root_object
    assert catalogue["/MarkInfo"] == {"/Marked": True}
    assert catalogue["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert catalogue["/Lang"] == "zh-CN"
    (intent,) = catalogue["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object()["/N"] == 3
    assert pdf.pdf_header == "%PDF-1.7"
    assert pdf.trailer["/ID"]


def test_the_packet_names_both_standards_and_describes_what_pdf_a_does_not_know(pdf: Any) -> None:
    root = packet(pdf)
    (rdf,) = root.findall("rdf:RDF", XMP)
    (archival,) = (part for part in rdf if f"{{{XMP['pdfaid']}}}part" in part.attrib)
    assert archival.get(f"{{{XMP['pdfaid']}}}part") == "3"
    assert archival.get(f"{{{XMP['pdfaid']}}}conformance") == "A"
    assert [part.text for part in rdf.iterfind(".//pdfuaid:part", XMP)] == ["1"]
    assert [
        part.text for part in rdf.iterfind(".//pdfaExtension:schemas//pdfaSchema:namespaceURI", XMP)
    ] == [XMP["pdfuaid"]]


def test_title_author_keywords_and_maker_stand_in_both_places(pdf: Any) -> None:
    assert pdf.metadata.title == "通知 第3期"
    assert pdf.metadata.author == "甲办公室"
    assert pdf.metadata.creator == "bulletinc"
    keywords = "Ⅱ-27城市管理, Ⅲ-17志愿服务"
    assert pdf.metadata["/Keywords"] == keywords
    root = packet(pdf)
    for place, text in {
        "dc:title//rdf:li": "通知 第3期",
        "dc:creator//rdf:li": "甲办公室",
        "pdf:Keywords": keywords,
        "xmp:CreatorTool": "bulletinc",
    }.items():
        assert [element.text for element in root.iterfind(f".//{place}", XMP)] == [text]


def test_every_date_is_the_issue_s(pdf: Any) -> None:
    assert pdf.metadata["/CreationDate"] == pdf.metadata["/ModDate"] == "D:20260305"
    assert [
        date.text
        for tag in ("Create", "Modify")
        for date in packet(pdf).iterfind(f".//xmp:{tag}Date", XMP)
    ] == ["2026-03-05"] * 2
    parameters = embedded(pdf)["/EF"]["/F"]["/Params"]
    assert parameters["/CreationDate"] == parameters["/ModDate"] == "D:20260305"


def test_an_issue_without_a_date_has_none_and_no_clock_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weasyprint, "datetime", None)
    pdf = written(head="<title>题</title>")
    said = str(pdf.metadata) + tostring(packet(pdf), "unicode") + str(embedded(pdf)["/EF"]["/F"])
    assert "Date" not in said


def test_day_folder_time_zone_and_hash_seed_are_not_in_the_bytes(tmp_path: Path) -> None:
    digests = set()
    for number, zone in enumerate(("Asia/Shanghai", "America/New_York"), 1):
        folder = tmp_path / f"夹{number}"
        folder.mkdir()
        (folder / "稿.txt").write_text("通　知\n\n明日停电。\n\n2026年3月5日\n", encoding="utf-8")
        os.utime(folder / "稿.txt", (10**9 * number, 10**9 * number))
        path = os.pathsep.join(sys.path)
        environment = os.environ | {
            "PYTHONHASHSEED": str(number),
            "TZ": zone,
            "PYTHONPATH": path,
            "SOURCE_DATE_EPOCH": str(number),
        }
        done = subprocess.run(
            [sys.executable, "-c", BUILD, folder / "稿.txt"],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_writing_leaves_the_document_as_it_was() -> None:
    document = rendered()
    first = archive.write(document, "甲.txt", DRAFT)
    assert archive.write(document, "甲.txt", DRAFT) == first
    assert document.metadata.modified is None
    assert document.metadata.generator is None


# The draft inside


def test_the_draft_is_the_associated_source(pdf: Any) -> None:
    file = embedded(pdf)
    assert file["/AFRelationship"] == "/Source"
    assert file["/F"] == file["/UF"] == "通知 3.txt"
    stream = file["/EF"]["/F"]
    assert stream.get_data() == file["/EF"]["/UF"].get_data() == DRAFT
    assert stream["/Type"] == "/EmbeddedFile"
    assert stream["/Subtype"] == "/text/plain"
    assert stream["/Params"]["/Size"] == len(DRAFT)
    assert (
        stream["/Params"]["/CheckSum"].original_bytes == md5(DRAFT, usedforsecurity=False).digest()
    )
    ((listed, *others),) = pdf.attachments.values()
    assert listed == DRAFT
    assert others == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a/b/2026-03.txt", "2026-03.txt"),
        ("", "bulletin.txt"),
        ("坏\udcff.txt", "坏\ufffd.txt"),
        ("(1).txt", "(1).txt"),
    ],
)
def test_the_draft_keeps_its_name_without_its_folder(name: str, kept: str) -> None:
    assert embedded(written(name, body="<p>甲"))["/UF"] == kept


# Its tags


@pytest.fixture(scope="module")
def sheets(data: bytes) -> list[Element]:
    """The pages as they are drawn: an element for each piece of marked content, with its text."""
    drawn = BytesIO()
    extract_text_to_fp(BytesIO(data), drawn, output_type="tag", codec="utf-8")
    return list(fromstring(b"<pages>" + drawn.getvalue() + b"</pages>"))


@pytest.fixture(scope="module")
def read(pdf: Any, sheets: list[Element]) -> list[tuple[str, str]]:
    """The tags in the order of reading, each with all the text that belongs to it."""
    pages = [page.indirect_reference.idnum for page in pdf.pages]
    text = {
        (number, int(piece.attrib["MCID"])): piece.text or ""
        for number, sheet in zip(pages, sheets, strict=True)
        for piece in sheet
        if "MCID" in piece.attrib
    }
    return [(element["/S"], content(element, text)) for element in elements(top(pdf))]


def top(pdf: Any) -> Any:
    (document,) = pdf.root_object["/StructTreeRoot"]["/K"]
    return document.get_object()


def elements(element: Any) -> Iterator[Any]:
    yield element
    for kid in element["/K"]:
        if not isinstance(kid, int):
            assert kid.get_object().raw_get("/P") == element.indirect_reference
            yield from elements(kid.get_object())


def content(element: Any, text: dict[tuple[int, int], str]) -> str:
    kids = (
        text[element.raw_get("/Pg").idnum, kid]
        if isinstance(kid, int)
        else content(kid.get_object(), text)
        for kid in element["/K"]
    )
    return "".join(kids)


def test_a_paragraph_and_a_heading_over_lines_and_pages_are_one_element_each(
    read: list[tuple[str, str]], sheets: list[Element]
) -> None:
    assert len(sheets) > 2
    assert [text for tag, text in read if tag == "/P"] == ["甲", "乙", TEXT]
    assert [text for tag, text in read if tag.startswith("/H")][-1] == "很长的标题" * 4
    assert [tag for tag, _ in read].count("/Part") == 1


def test_no_heading_skips_a_level(read: list[tuple[str, str]]) -> None:
    assert [tag for tag, _ in read if tag.startswith("/H")] == [
        "/H1",
        "/H2",
        "/H2",
        "/H2",
        "/H1",
        "/H2",
    ]


def test_page_numbers_and_what_the_style_sheet_adds_are_artifacts(
    read: list[tuple[str, str]], sheets: list[Element]
) -> None:
    assert read[0] == ("/Document", "一二三四五甲乙" + "很长的标题" * 4 + TEXT)
    artifacts = [
        [piece.text for piece in sheet if piece.tag == "Artifact" and piece.text]
        for sheet in sheets
    ]
    assert [signs[-1] for signs in artifacts] == [
        str(number) for number in range(1, len(sheets) + 1)
    ]
    assert "".join(sign for signs in artifacts for sign in signs[:-1]) == "★★✓"


def test_each_content_has_its_element_and_an_artifact_has_none(
    pdf: Any, sheets: list[Element]
) -> None:
    numbers = pdf.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = {numbers[at]: numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    owned = {
        (page["/StructParents"], number)
        for page in pdf.pages
        for number, owner in enumerate(owners[page["/StructParents"]])
        if isinstance(owner, IndirectObject)
    }
    assert owned == {
        (at, int(piece.attrib["MCID"]))
        for at, sheet in enumerate(sheets)
        for piece in sheet
        if "MCID" in piece.attrib
    }
    for element in elements(top(pdf)):
        for number in (kid for kid in element["/K"] if isinstance(kid, int)):
            assert owners[element["/Pg"]["/StructParents"]][number] == element.indirect_reference
    assert not any(
        (sheet.text or "").strip() or (piece.tail or "").strip()
        for sheet in sheets
        for piece in sheet
    )


def test_the_bookmarks_are_the_headings(pdf: Any) -> None:
    def titles(outline: Any) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    assert titles(pdf.outline) == ["一", ["二", "三", "四"], "五", ["很长的标题" * 4]]
