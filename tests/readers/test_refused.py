"""Files that are damaged, protected, or made to do harm: each is refused with a word of why,
and nothing is written.
"""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import md5
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletinc import readers
from bulletinc.cli import run
from bulletinc.errors import BulletinError
from bulletinc.readers.importing import make_draft
from tests.support.word import archive, document, paragraph

PLAIN = document(paragraph("近日，走访商户。"), styles="")
NOISE = b"".join(
    md5(str(number).encode(), usedforsecurity=False).digest() for number in range(200_000)
)  # which nothing can pack
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def files(data: bytes = PLAIN) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(**parts: str | bytes) -> bytes:
    """The plain document with other parts; ``__`` in a name stands for ``/``."""
    return archive(files() | {name.replace("__", "/"): data for name, data in parts.items()})


def with_text(change: Callable[[bytes], bytes]) -> bytes:
    text = files()["word/document.xml"]
    assert isinstance(text, bytes)
    return archive(files() | {"word/document.xml": change(text)})


def deep(text: bytes) -> bytes:
    return text.replace(b"<w:p>", b"<w:sdt><w:sdtContent>" * 5000 + b"<w:p>").replace(
        b"</w:p>", b"</w:p>" + b"</w:sdtContent></w:sdt>" * 5000
    )


def bombs() -> dict[str, tuple[bytes, str]]:
    zeros = bytes(2**20)
    many: dict[str, str | bytes] = {f"word/media/{number}.png": b"" for number in range(10_000)}
    doctype = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE w:document SYSTEM "file:///etc/passwd">'
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    lying = bytearray(changed(word__media__a=zeros * 3))
    at = lying.rindex(b"PK\x01\x02", 0, lying.rindex(b"word/media/a"))
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    encrypted = bytearray(PLAIN)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        encrypted[encrypted.index(mark) + offset] |= 1
    return {
        "entries": (archive(files() | many), "it has more than 5000 parts"),
        "ratio": (changed(word__media__a=zeros * 30), "it unpacks to more than 100 times its size"),
        "size": (
            changed(word__media__a=NOISE, word__media__b=zeros * 201),
            "it unpacks to more than 200 MB",
        ),
        "doctype": (
            with_text(lambda text: text.replace(head, head + doctype)),
            "declares entities",
        ),
        "outside": (
            with_text(lambda text: text.replace(head, head + outside)),
            "declares entities",
        ),
        "utf-16": (
            with_text(lambda text: text.replace(head, doctype).decode().encode("utf-16")),
            "declares entities",
        ),
        "styles": (
            archive(files() | {"word/styles.xml": doctype + b"<a>&b;</a>"}),
            "declares entities",
        ),
        "parent": (archive(files() | {"word/../../x": b""}), "a part of it is called"),
        "absolute": (archive(files() | {"/etc/x": b""}), "a part of it is called"),
        "backslash": (archive(files() | {"word\\..\\x": b""}), "a part of it is called"),
        "drive": (archive(files() | {"C:/x": b""}), "a part of it is called"),
        "deep": (with_text(deep), "nested too deeply"),
        "tags": (
            with_text(lambda text: text.replace(b"<w:p>", b"<w:p>" + b"<w:r/>" * 1_600_000)),
            "has more than|more than 100 times",
        ),
        "lying": (bytes(lying), "damaged or incomplete"),
        "encrypted entry": (bytes(encrypted), "protected by a password"),
        "cut": (PLAIN[: len(PLAIN) // 2], "damaged or incomplete"),
        "no zip": (b"no zip at all", "not a Word document, despite its name"),
        "empty": (b"", "this file is empty"),
        "old": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        "other archive": (
            archive({"a.txt": b"a", "word/b": b""}),
            "not a Word document, but another archive",
        ),
        "no XML": (with_text(lambda _text: b"no XML"), "damaged or incomplete"),
        "no body": (
            with_text(lambda text: text.replace(b"w:body", b"w:bodi")),
            "damaged or incomplete",
        ),
        "not UTF-8": (
            with_text(lambda text: text.replace("近".encode(), b"\xff")),
            "damaged or incomplete",
        ),
    }


BOMBS = bombs()


@pytest.mark.parametrize("name", BOMBS)
def test_it_is_refused_and_says_why(name: str) -> None:
    data, reason = BOMBS[name]
    with pytest.raises(BulletinError, match=reason) as caught:
        readers.read(data, "稿.docx")
    assert caught.value.message.startswith("稿.docx: ")
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["ratio", "size", "entries", "lying"])
def test_memory_is_bounded(name: str) -> None:
    data, _reason = BOMBS[name]
    tracemalloc.start()
    with pytest.raises(BulletinError):
        readers.read(data, "稿.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 32 * 2**20 + 2 * len(data)


def test_two_parts_of_one_name_are_refused() -> None:
    out = BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("word/document.xml", "x")
    with pytest.raises(BulletinError, match="two of its parts have the same name"):
        readers.read(out.getvalue(), "稿.docx")


def test_much_repetition_in_a_small_document_is_no_danger() -> None:
    data = document(paragraph("近日，走访商户。") * 3000)
    assert len(readers.read(data, "稿.docx").paragraphs) == 3000


def test_nothing_is_written_and_the_next_file_is_imported(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "坏.docx", tmp_path / "好.docx"
    bad.write_bytes(BOMBS["doctype"][0])
    good.write_bytes(PLAIN)
    assert run(["import", str(bad), str(good)]) == 2
    said = capfd.readouterr()
    assert said.out.split() == [str(tmp_path / "好.txt")]
    assert (
        f"{bad}: refused, because word/document.xml declares entities, which no Word document does."
        in said.err
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["坏.docx", "好.docx", "好.txt"]


def test_a_document_that_no_longer_is_one_is_refused_by_check_as_well(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(BOMBS["ratio"][0])
    assert run(["check", str(bad)]) == 2
    assert "refused, because it unpacks to more than 100 times its size" in capfd.readouterr().err


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_changed_in_a_document_it_is_read_or_refused(data: st.DataObject) -> None:
    made = bytearray(PLAIN)
    for _change in range(data.draw(st.integers(1, 6))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BulletinError):
        readers.read(bytes(made), "稿.docx")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_elements_stand_wherever_the_text_is_read_or_refused(data: st.DataObject) -> None:
    names = st.sampled_from(
        "w:p w:r w:t w:tbl w:tr w:tc w:ins w:del w:sdt w:sdtContent w:pPr w:rPr w:numPr "
        "w:ilvl w:numId w:fldChar w:txbxContent w:pict w:br"
        " mc:AlternateContent mc:Choice mc:Fallback v:textpath a:txBody w:sectPr "
        "w:footnoteReference w:hyperlink w:ruby w:rubyBase".split()
    )
    values = st.sampled_from(
        [
            "",
            ' w:val="1"',
            ' w:val="x"',
            ' w:fldCharType="end"',
            ' w:fldCharType="begin"',
            ' string="艺术字"',
            ' w:val="99999"',
        ]
    )
    text = st.sampled_from(["", "文字"])
    tree = st.recursive(
        st.builds("<{0}{1}>{2}</{0}>".format, names, values, text),
        lambda inner: st.builds(
            lambda name, value, parts: f"<{name}{value}>{''.join(parts)}</{name}>",
            names,
            values,
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )
    readers.read(document("".join(data.draw(st.lists(tree, max_size=4)))), "稿.docx")


def as_workbook() -> bytes:
    """A spreadsheet of one cell."""
    sheet = '<row><c t="inlineStr"><is><t>走访四十户</t></is></c></row>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return archive(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1"'
            f' Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{relations}"><sheets><sheet name="表"'
            ' sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1"'
            f' Type="{relations}/worksheet" Target="sheet1.xml"/></Relationships>',
            "xl/sheet1.xml": f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>",
        }
    )


def with_type(of: str) -> bytes:
    """The plain document, declared as another type of content."""
    types = files()["[Content_Types].xml"]
    assert isinstance(types, bytes)
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert usual in types
    return archive(files() | {"[Content_Types].xml": types.replace(usual, of.encode())})


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("稿.docx", as_workbook(), "走访四十户"),
        ("稿.docm", as_workbook(), "走访四十户"),
        ("稿.xlsx", PLAIN, "近日，走访商户。"),
        ("稿.docx", with_type("application/vnd.ms-word.document.macroEnabled.main+xml"), "近日，"),
        ("稿.docm", with_type("application/vnd.ms-word.template.macroEnabledTemplate"), "近日，"),
        ("稿.docx", with_type("application/octet-stream"), "近日，走访商户。"),
    ],
    ids=["sheet", "sheet with macros", "text as sheet", "macros", "template", "no type"],
)
def test_what_is_in_a_file_decides_and_not_how_it_ends(name: str, data: bytes, text: str) -> None:
    assert text in make_draft(readers.read(data, name), name)[0]


@pytest.mark.parametrize("name", ["稿.docx", "稿.xlsx", "稿.zip"])
def test_a_presentation_is_called_one(name: str) -> None:
    relations = files()["_rels/.rels"]
    assert isinstance(relations, bytes)
    slides = relations.replace(b"word/document.xml", b"ppt/presentation.xml")
    data = archive({"_rels/.rels": slides, "ppt/presentation.xml": "<p/>"})
    with pytest.raises(BulletinError, match="this is a presentation") as caught:
        readers.read(data, name)
    assert "PDF" in (caught.value.remedy or "")
