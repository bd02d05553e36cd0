"""The draft out of a PDF again, and what is said of a PDF that has none, or that someone made
to do harm.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any

import pydyf
import pypdf
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ByteStringObject, NameObject, TextStringObject

from bulletinc.errors import BulletinError
from bulletinc.readers import embedded, placing
from bulletinc.render.formats.pdf.weasyprint import archive
from tests.support.program import Run

DRAFT = "通　知\r\n\r\n明日停电。\n\r\n".encode("gb18030")


def made(name: str = "通知.txt", draft: bytes = DRAFT) -> bytes:
    html = weasyprint.HTML(string='<html lang="zh-CN"><title>题</title><p>')
    return archive.write(html.render(**archive.RENDER_OPTIONS), name, draft)


PDF = made()


def changed(change: Callable[[Any, Any], None], pdf: bytes = PDF) -> bytes:
    """A PDF after a change to its writer and to the file specification of its draft."""
    writer, out = pypdf.PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    change(writer, writer.root_object["/AF"][0].get_object())  # type: ignore[index]
    writer.write(out)
    return out.getvalue()


def embedding(
    data: bytes, encoded: bytes | None = None, **extra: object
) -> Callable[[Any, Any], None]:
    """Another embedded file in place of the draft, with a right checksum."""

    def embed(writer: Any, file: Any) -> None:
        stream = file["/EF"]["/F"].clone(writer)
        stream["/Params"][NameObject("/CheckSum")] = ByteStringObject(
            md5(data, usedforsecurity=False).digest()
        )
        stream._data = data if encoded is None else encoded
        stream.pop("/Filter")
        for key, value in extra.items():
            stream[NameObject(f"/{key}")] = value
        reference = writer._add_object(stream)
        file[NameObject("/EF")] = pypdf.generic.DictionaryObject(
            {NameObject(key): reference for key in ("/F", "/UF")}
        )

    return embed


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a PDF in a folder of it, and an English user."""
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "成品").mkdir()
    (tmp_path / "成品/03.pdf").write_bytes(PDF)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# Where the draft goes


def test_the_draft_comes_back_byte_for_byte_beside_its_pdf(run: Run, place: Path) -> None:
    assert run("extract", "成品/03.pdf") == (0, "成品/通知.txt\n", "")
    assert (place / "成品/通知.txt").read_bytes() == DRAFT
    assert files(place) == ["成品/03.pdf", "成品/通知.txt"]


def test_the_same_draft_already_there_is_success_and_is_not_written_again(
    run: Run, place: Path
) -> None:
    (place / "成品/通知.txt").write_bytes(DRAFT)
    (place / "成品/通知.txt").chmod(0o400)
    before = (place / "成品/通知.txt").stat()
    said = run("extract", "成品/03.pdf")
    assert (said.status, said.out) == (0, "成品/通知.txt\n")
    assert said.err == "成品/通知.txt: already there, with the same content.\n"
    after = (place / "成品/通知.txt").stat()  # reading it may have changed when it was last read
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_mode,
    )


@pytest.mark.parametrize("there", [b"another", DRAFT[:-1] + b"!", None])
@pytest.mark.parametrize("wanted", [(), ("-o", "成品/通知.txt")])
def test_another_file_of_that_name_is_left_as_it_is(
    run: Run, place: Path, there: bytes | None, wanted: tuple[str, ...]
) -> None:
    name = place / "成品/通知.txt"
    if there is None:
        name.symlink_to("nowhere")  # what a write would make
    else:
        name.write_bytes(there)
    before = files(place)
    said = run("extract", "成品/03.pdf", *wanted)
    assert (said.status, said.out) == (2, "")
    assert "成品/通知.txt: there is another file of this name." in said.err
    assert "-o" in said.err
    assert files(place) == before
    assert there is None or name.read_bytes() == there


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("稿.txt", "稿.txt"),
        ("成品", "成品/通知.txt"),
        ("新/", "新/通知.txt"),
        ("新/稿", "新/稿"),
        (".", "通知.txt"),
    ],
)
def test_the_draft_goes_into_the_file_or_folder_that_is_named(
    run: Run, place: Path, wanted: str, path: str
) -> None:
    assert run("extract", "成品/03.pdf", "-o", wanted) == (0, f"{path}\n", "")
    assert (place / path).read_bytes() == DRAFT


def test_the_draft_goes_to_standard_output_as_it_is(run: Run, place: Path) -> None:
    said = run("extract", "成品/03.pdf", "-o", "-")
    assert (said.status, said.data, said.err) == (0, DRAFT, "")
    assert files(place) == ["成品/03.pdf"]


def test_a_pdf_from_standard_input_puts_its_draft_here(run: Run, place: Path) -> None:
    assert run("extract", "-", stdin=PDF) == (0, "通知.txt\n", "")
    assert (place / "通知.txt").read_bytes() == DRAFT


def test_without_a_file_or_with_one_that_is_not_there_the_message_says_so(run: Run) -> None:
    assert "No file given." in run("extract").err
    assert "无.pdf: there is no such file." in run("extract", "无.pdf").err


# What it is read from


@pytest.mark.parametrize(
    "draft", [b"", b"\x00\xff\r\n", "一\ufeff".encode("utf-16"), os.urandom(100_000)]
)
def test_any_bytes_come_back(draft: bytes) -> None:
    assert embedded.embedded_source(made(draft=draft), "x") == ("通知.txt", draft)


def test_a_pdf_written_anew_by_another_program_still_gives_its_draft() -> None:
    assert embedded.embedded_source(changed(lambda _writer, _file: None), "x") == (
        "通知.txt",
        DRAFT,
    )


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x", "x.txt"),
        ("/etc/passwd", "passwd.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("C:\\autoexec.bat", "autoexec.bat.txt"),
        ("C:x", "Cx.txt"),
        ("bulletin.toml", "bulletin.toml.txt"),
        ("Makefile", "Makefile.txt"),
        ("-rf", "rf.txt"),
        ("--output=x.txt", "output=x.txt"),
        ("~root.md", "root.md"),
        (".bashrc", "bashrc.txt"),
        (".txt", "txt.txt"),
        ("稿.TXT", "稿.TXT"),
        ("a.txt.bat", "a.txt.bat.txt"),
        ("- .-x.txt", "x.txt"),
        ("", "bulletin.txt"),
        ("..", "bulletin.txt"),
        ("稿/", "bulletin.txt"),
        ("\0", "bulletin.txt"),
        ("a\0b\n\x1b[31m.txt", "ab[31m.txt"),
        ("txt.\u202eexe", "txt.exe.txt"),
        ("CON", "_CON.txt"),
        ("con.txt", "_con.txt"),
        ("nul .txt", "_nul .txt"),
        (".profile", "profile.txt"),
        ("稿. ", "稿.txt"),
        ("简报2026.3.号 (1).txt", "简报2026.3.号 (1).txt"),
        ("长" * 300, "长" * 83 + ".txt"),
        ("长" * 300 + ".txt", "长" * 83 + ".txt"),
    ],
)
def test_a_name_stays_in_its_folder_and_is_one_for_every_system(name: str, safe: str) -> None:
    def rename(_writer: Any, file: Any) -> None:
        file[NameObject("/UF")] = TextStringObject(name)

    inside, draft = embedded.embedded_source(changed(rename), "x")
    assert (inside, placing.safe_name(inside), draft) == (name, safe, DRAFT)


def test_a_name_that_was_made_safe_is_shown_as_it_was_inside(run: Run, place: Path) -> None:
    def rename(_writer: Any, file: Any) -> None:
        file[NameObject("/UF")] = TextStringObject("../\x1b[2Jbulletin.toml")

    (place / "x.pdf").write_bytes(changed(rename))
    said = run("extract", "x.pdf")
    assert (said.status, said.out) == (0, "[2Jbulletin.toml.txt\n")
    assert said.err == (
        "The draft is called ../\\u001b[2Jbulletin.toml inside."
        " Its name was made safe: [2Jbulletin.toml.txt\n"
    )
    assert files(place) == ["[2Jbulletin.toml.txt", "x.pdf", "成品/03.pdf"]


# What has no draft to give


def without_source(_writer: Any, file: Any) -> None:
    file[NameObject("/AFRelationship")] = NameObject("/Data")


def without_relationship(_writer: Any, file: Any) -> None:
    del file["/AFRelationship"]


def without_file(_writer: Any, file: Any) -> None:
    del file["/EF"]


def without_attachments(writer: Any, _file: Any) -> None:
    del writer.root_object["/AF"]


def as_spreadsheet(_writer: Any, file: Any) -> None:
    file["/EF"]["/F"][NameObject("/Subtype")] = NameObject("/application/vnd.ms-excel")


def attached_by_hand(writer: Any, _file: Any) -> None:
    del writer.root_object["/AF"]
    writer.add_attachment("通知.txt", DRAFT)


@pytest.mark.parametrize(
    "change",
    [
        without_source,
        without_relationship,
        without_file,
        without_attachments,
        as_spreadsheet,
        attached_by_hand,
    ],
)
def test_a_pdf_without_a_draft_of_ours_is_told(change: Callable[[Any, Any], None]) -> None:
    with pytest.raises(
        BulletinError, match=r"^甲\.pdf: there is no draft in this PDF\.\n"
    ) as raised:
        embedded.embedded_source(changed(change), "甲.pdf")
    assert raised.value.remedy


def test_ours_is_found_among_the_attachments_of_others() -> None:
    def add(writer: Any, file: Any) -> None:
        other = file.clone(writer, force_duplicate=True)
        without_source(writer, other)
        writer.root_object["/AF"].insert(0, writer._add_object(other))

    assert embedded.embedded_source(changed(add), "x") == ("通知.txt", DRAFT)


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 5000, "通知".encode(), b" " * 1024 + PDF, b"PK\x03\x04"]
)
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(BulletinError, match="this is not a PDF") as raised:
        embedded.embedded_source(data, "甲")
    assert raised.value.remedy


@pytest.mark.parametrize("password", ["", "秘密"])
def test_an_encrypted_pdf_is_told(password: str) -> None:
    def encrypt(writer: Any, _file: Any) -> None:
        writer.encrypt(password, "主人", algorithm="RC4-128")

    with pytest.raises(BulletinError, match="protected by a password"):
        embedded.embedded_source(changed(encrypt), "甲")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_cut_short_is_told(share: float, run: Run, place: Path) -> None:
    (place / "断.pdf").write_bytes(PDF[: int(len(PDF) * share)])
    said = run("extract", "断.pdf")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Error: 断.pdf: this PDF is damaged or incomplete.\n")
    assert len(said.err.splitlines()) == 2


def packed(data: bytes) -> bytes:
    return zlib.compress(data)


def rewritten(_writer: Any, file: Any) -> None:
    file["/EF"]["/F"].set_data(DRAFT.replace("明日".encode("gb18030"), "今日".encode("gb18030")))


@pytest.mark.parametrize(
    "change",
    [
        rewritten,
        embedding(DRAFT, packed(DRAFT)[:-9], Filter=NameObject("/FlateDecode")),
        embedding(DRAFT, b"x\x9c" + bytes(range(99)), Filter=NameObject("/FlateDecode")),
        embedding(DRAFT, DRAFT.hex().encode() + b">", Filter=NameObject("/ASCIIHexDecode")),
        embedding(
            DRAFT,
            packed(DRAFT),
            Filter=NameObject("/FlateDecode"),
            DecodeParms=pypdf.generic.DictionaryObject(),
        ),
    ],
    ids=["rewritten", "cut", "garbled", "another filter", "a predictor"],
)
def test_a_draft_that_is_not_as_it_was_is_not_given_out(change: Callable[[Any, Any], None]) -> None:
    with pytest.raises(BulletinError, match="damaged or incomplete"):
        embedded.embedded_source(changed(change), "甲")


def test_a_draft_that_unpacks_without_end_is_refused() -> None:
    bomb = bytes(embedded._LARGEST_DRAFT + 1)
    for change in (
        embedding(bomb, packed(bomb), Filter=NameObject("/FlateDecode")),
        embedding(bomb),
    ):
        with pytest.raises(BulletinError, match="has more content than any bulletin"):
            embedded.embedded_source(changed(change), "甲")


def test_a_table_of_objects_that_unpacks_without_end_is_refused() -> None:
    pdf, out = pydyf.PDF(), BytesIO()
    pdf.add_object(pydyf.String("A" * (embedded._LARGEST_TABLE + 1)))
    pdf.write(out, b"1.7", identifier=True, compress=True)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(BulletinError, match="has more content than any bulletin"):
        embedded.embedded_source(out.getvalue(), "甲")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_became_of_a_pdf_the_draft_is_right_or_the_message_is_clear(
    data: st.DataObject,
) -> None:
    pdf = bytearray(PDF)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(pdf) - 1))
        piece = data.draw(
            st.binary(max_size=6)
            | st.sampled_from([b"<<", b">>", b"[", b" 0 R", b"null", b"99999999", b"-1", b"endobj"])
        )
        pdf[at : at + data.draw(st.integers(0, 12))] = piece
    try:
        _name, draft = embedded.embedded_source(bytes(pdf), "甲")
    except BulletinError as error:
        told = (error.message[:3], bool(error.remedy))
    else:
        told = ("甲: ", draft == DRAFT)
    assert told == ("甲: ", True)


def test_nothing_else_is_printed_about_a_pdf_that_the_reader_dislikes(place: Path) -> None:
    (place / "断.pdf").write_bytes(PDF.replace(b"%%EOF", b""))
    program = [sys.executable, "-m", "bulletinc", "extract", "断.pdf"]
    done = subprocess.run(
        program,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 2
