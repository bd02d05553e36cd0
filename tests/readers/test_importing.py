"""``bulletinc import``: many files, one outcome each, and nothing of anybody's is written over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bulletinc import compiler
from bulletinc.cli import run
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.readers import importing, input_file
from bulletinc.readers.formats import docx
from bulletinc.text.source import Source
from tests.support.word import archive, document, paragraph, table

WORD = document(
    paragraph("清溪区工作快报")
    + paragraph("第12期")
    + paragraph("— 3 —")
    + paragraph("近日，走访商户。")
)
DRAFT = "清溪区工作快报\n\n第12期\n\n近日，走访商户。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "稿.docx").write_bytes(WORD)
    return tmp_path


def test_the_draft_stands_beside_the_file_and_what_was_left_out_is_told(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "稿.docx"]) == 0
    said = capfd.readouterr()
    assert said.out == "稿.txt\n"
    assert said.err == "稿.docx: paragraph 3: a page number was left out: — 3 —\n"
    assert (folder / "稿.txt").read_text(encoding="utf-8") == DRAFT
    assert run(["import", "稿.docx"]) == 0
    assert "稿.txt: already there, with the same content." in capfd.readouterr().err


def test_another_file_of_the_name_is_left_as_it_is(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "稿.txt").write_text("别的", encoding="utf-8")
    assert run(["import", "稿.docx"]) == 2
    assert "there is another file of this name" in capfd.readouterr().err
    assert (folder / "稿.txt").read_text(encoding="utf-8") == "别的"


def test_two_files_of_one_name_do_not_write_over_each_other(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "稿.md").write_text("另一篇。", encoding="utf-8")
    assert run(["import", "稿.docx", "稿.md"]) == 0
    assert len(set(capfd.readouterr().out.split())) == 2
    assert (folder / "稿.txt").read_text(encoding="utf-8") == DRAFT
    assert "另一篇。" in (folder / "稿-md.txt").read_text(encoding="utf-8")


def test_into_a_folder_that_is_made(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "*.docx", "-o", "文稿/三月"]) == 0
    assert capfd.readouterr().out.strip() == str(Path("文稿/三月/稿.txt"))
    assert (folder / "文稿/三月/稿.txt").read_text(encoding="utf-8") == DRAFT


def test_a_text_is_not_written_over_by_its_own_draft(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "旧.txt").write_bytes(
        "清溪区工作快报\r\n第12期\r\n近日，走访商户。".encode("gb18030")
    )
    assert run(["import", "旧.txt"]) == 2
    assert "there is another file of this name" in capfd.readouterr().err
    assert run(["import", "旧.txt", "-o", "新"]) == 0
    assert (folder / "新/旧.txt").read_text(encoding="utf-8") == DRAFT


def test_what_is_checked_in_a_document_is_what_its_draft_has(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = (
        "清溪区工作快报",
        "第12期",
        "清溪区创建办",
        "2026年3月5日",
        "【常态创建】",
        "柳荫街道破解停车难",
        "近日，，柳荫街道走访商户。",
    )
    rows = table((paragraph("镇街"), paragraph("处数")), (paragraph("白河镇"), paragraph("3处")))
    (folder / "表.docx").write_bytes(
        document("".join(map(paragraph, lines)) + rows + paragraph("编辑：王某"))
    )
    assert run(["import", "表.docx"]) == 0
    capfd.readouterr()
    found = []
    for name in ("表.docx", "表.txt"):
        run(["check", "--format", "concise", name])
        found.append([each.rpartition(": ")[2] for each in capfd.readouterr().out.splitlines()])
    assert found[0] == found[1]
    assert found[0]


def test_one_bad_file_does_not_stop_the_rest(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 word/")
    assert run(["import", "坏.docx", "无.docx", "稿.docx"]) == 2
    said = capfd.readouterr()
    assert said.out == "稿.txt\n"
    assert "坏.docx: this document is damaged or incomplete." in said.err
    assert "无.docx: there is no such file." in said.err
    assert said.err.endswith("1 imported, 2 failed.\n")


def test_a_defect_of_ours_in_one_file_does_not_stop_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = docx.read

    def defective(data: bytes, name: str) -> object:
        if name == "一":
            raise ZeroDivisionError
        return read(data, name)

    monkeypatch.setattr(docx, "read", defective)
    jobs = [Job(name, folder / "稿.docx", folder / name) for name in ("一", "二")]
    first, second = importing.run(jobs, None, lambda: b"")
    assert isinstance(first.error, ZeroDivisionError)
    assert second.path == folder / "二.txt"


def test_standard_input(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bulletinc", "import", "-"],
        input=WORD,
        capture_output=True,
        check=True,
        env=os.environ,
    )
    assert done.stdout.decode().strip() == "bulletin.txt"
    assert (folder / "bulletin.txt").read_text(encoding="utf-8") == DRAFT


def test_a_pdf_of_ours_gives_back_its_draft_byte_for_byte(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    typed = "清溪区工作快报\r\n第12期\r\n\r\n近日，走访商户。".encode("gb18030")
    (folder / "印.txt").write_bytes(typed)
    assert run(["build", "印.txt", "--to", "pdf", "-o", "页"]) == 0
    capfd.readouterr()
    assert run(["import", "页/印.pdf"]) == 0
    assert (folder / "页/印.txt").read_bytes() == typed
    assert "this file has its draft inside (印.txt)" in capfd.readouterr().err


def test_the_kind_can_be_said(folder: Path) -> None:
    assert run(["import", "稿.docx", "--kind", "通报"]) == 2
    assert run(["import", "稿.docx", "--kind", "tongyong"]) == 0
    assert (folder / "稿.txt").exists()


def test_a_file_larger_than_any_bulletin_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_file, "LARGEST_FILE", 100)
    monkeypatch.setattr("bulletinc.files.read", lambda *_arguments: pytest.fail("read"))
    (outcome,) = importing.run(
        [Job("稿.docx", folder / "稿.docx", folder / "稿")], None, lambda: b""
    )
    assert isinstance(outcome.error, BulletinError)
    assert "too large for a bulletin" in str(outcome.error)


def test_without_files_it_says_how(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["import"]) == 2
    assert (
        "No file given. Name a document, a web page, a PDF or a pattern" in capfd.readouterr().err
    )
    assert [path.name for path in folder.iterdir()] == ["稿.docx"]


def test_an_empty_folder_is_told_and_the_next_file_imported(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "来稿").mkdir()
    assert run(["import", "来稿", "稿.docx"]) == 2
    assert "来稿: no file in this folder can be imported." in capfd.readouterr().err
    assert (folder / "稿.txt").exists()


@pytest.mark.parametrize(("name", "library"), [("网页.html", "lxml"), ("稿.md", "markdown_it")])
def test_a_library_that_is_missing_is_named(
    name: str, library: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (folder / name).write_text("<p>近日，走访商户。", encoding="utf-8")
    (outcome,) = importing.run([Job(name, folder / name, folder / "成稿")], None, lambda: b"")
    assert isinstance(outcome.error, BulletinError)
    assert library.partition("_")[0] in outcome.error.message
    assert outcome.error.remedy == 'Install it with: pip install "bulletinc[word]"'


def test_an_archive_of_another_sort_is_told(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "表.xlsx").write_bytes(archive({"xl/workbook.xml": "<a/>", "_rels/.rels": "<a/>"}))
    assert run(["import", "表.xlsx"]) == 2
    assert "表.xlsx: this is not a Word document, but another archive." in capfd.readouterr().err


def test_an_imported_draft_builds(folder: Path) -> None:
    assert run(["import", "稿.docx"]) == 0
    built = compiler.build(Source((folder / "稿.txt").read_text(encoding="utf-8")), BuildOptions())
    assert "走访商户" in built.outputs["html"].decode()
    assert built.notes == ()
