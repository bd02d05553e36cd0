"""Pictures of an imported document: saved next to the draft, and placed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc import readers
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.readers import importing
from tests.support import word
from tests.support.drawn_pictures import drawn
from tests.support.word_pictures import picture, with_media


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


BODY = "".join(
    (
        paragraph(run("近日，白河镇清理河道。")),
        paragraph(picture("P1")),
        paragraph(run("图1　志愿者清理河道")),
        paragraph(run("随后，检修路灯。"), picture("P2")),
        paragraph(run("图2　路灯")),
        paragraph(picture("P1")),
    )
)


def job(folder: Path, data: bytes) -> Job:
    file = folder / "来稿.docx"
    file.write_bytes(data)
    return Job(str(file), file, folder / "来稿")


def test_pictures_are_saved_next_to_the_draft_and_placed(tmp_path: Path) -> None:
    data = with_media(word.document(BODY), P1=drawn(), P2=drawn(kind="JPEG"))
    (result,) = importing.run([job(tmp_path, data)], None, bytes)
    assert result.error is None
    text = (tmp_path / "来稿.txt").read_text(encoding="utf-8")
    places = [
        text.index(each)
        for each in ("清理河道。", "来稿-图/1.png】", "图1", "路灯。", "来稿-图/2.jpg】", "图2")
    ]
    assert places == sorted(places)
    assert text.count("【插图：来稿-图/1.png】") == 2
    assert {each.name for each in (tmp_path / "来稿-图").iterdir()} == {"1.png", "2.jpg"}
    assert (tmp_path / "来稿-图/1.png").read_bytes() == drawn()
    assert not any("图片" in note for note in result.notes)
    (again,) = importing.run([job(tmp_path, data)], None, bytes)
    assert again.unchanged


def test_a_picture_that_no_page_can_have_is_left_out_with_a_note(tmp_path: Path) -> None:
    data = with_media(word.document(BODY), P1=b"\xd7\xcd\xc6\x9a a drawing of Windows", P2=drawn())
    (result,) = importing.run([job(tmp_path, data)], None, bytes)
    assert sum("有一张图片" in note or "图片" in note for note in result.notes) == 2
    assert [each.name for each in (tmp_path / "来稿-图").iterdir()] == ["1.png"]


def test_another_picture_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "来稿-图").mkdir()
    (tmp_path / "来稿-图/1.png").write_bytes(b"mine")
    data = with_media(word.document(BODY), P1=drawn(), P2=drawn(kind="JPEG"))
    (result,) = importing.run([job(tmp_path, data)], None, bytes)
    assert isinstance(result.error, BulletinError)
    assert (tmp_path / "来稿-图/1.png").read_bytes() == b"mine"
    assert not (tmp_path / "来稿.txt").exists()
    assert not (tmp_path / "来稿-图/2.jpg").exists()


@pytest.mark.parametrize("identity", ["", "P9", "../../etc/passwd"])
def test_a_picture_that_is_not_in_the_file_is_told(tmp_path: Path, identity: str) -> None:
    body = paragraph(run("近日，白河镇清理河道。"), picture(identity))
    (result,) = importing.run([job(tmp_path, word.document(body))], None, bytes)
    assert result.error is None
    assert len(result.notes) == 1
    assert not (tmp_path / "来稿-图").exists()


def test_a_document_is_checked_by_its_text_alone() -> None:
    data = with_media(word.document(BODY), P1=drawn(), P2=drawn())
    source = readers.source_of(data, "来稿.docx")
    assert "插图" not in source.text
