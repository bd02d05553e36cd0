"""Pictures of web pages and archives: saved next to the draft, placed, and never fetched."""

from __future__ import annotations

import base64
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletinc.drafts import Job
from bulletinc.pictures.metadata import without_metadata
from bulletinc.readers import importing
from tests.support.drawn_pictures import GPS, drawn, png_that_claims, turned

TEXT = "<p>近日，白河镇组织志愿者清理河道12公里，并检修沿线路灯。</p>"
AFTER = "<p>随后，各村逐户走访，登记需要修缮的房屋。</p>"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def imported(folder: Path, page: bytes, name: str = "页.html") -> tuple[list[str], list[str]]:
    """The lines of the draft of a page that lies in a folder, and what is reported."""
    file = folder / name
    file.write_bytes(page)
    (result,) = importing.run([Job(str(file), file, folder / "页")], None, bytes)
    assert result.error is None, result.error
    lines = (folder / "页.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line], [note.partition(": ")[2] for note in result.notes]


def page(*images: str, caption: str = "") -> bytes:
    body = f"{TEXT}{''.join(images)}{caption}{AFTER}"
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def data_uri(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def test_pictures_beside_a_page_and_inside_it_are_saved_and_placed(tmp_path: Path) -> None:
    (tmp_path / "页_files").mkdir()
    (tmp_path / "页_files" / "1 图.png").write_bytes(drawn())
    images = (
        '<p><img src="./%E9%A1%B5_files/1%20图.png?v=2"></p>',
        f'<p><img src="{data_uri(drawn(300, 200))}"></p>',
    )
    lines, notes = imported(tmp_path, page(*images, caption="<p>图1　清理河道</p>"))
    assert lines[1:4] == ["【插图：页-图/1.png】", "【插图：页-图/2.png】", "图1　清理河道"]
    assert (tmp_path / "页-图/1.png").read_bytes() == drawn()
    assert notes == []


def test_a_picture_inside_a_sentence_does_not_part_it(tmp_path: Path) -> None:
    sentence = f'<p>志愿者<img src="{data_uri(drawn())}">清理了河道。</p>'
    lines, _notes = imported(tmp_path, page(sentence))
    assert lines[1:3] == ["志愿者清理了河道。", "【插图：页-图/1.png】"]


def test_what_a_page_says_of_a_picture_is_its_caption_unless_one_follows(tmp_path: Path) -> None:
    described = f'<img src="{data_uri(drawn())}" alt="志愿者清理河道">'
    assert imported(tmp_path, page(described))[0][1] == "![志愿者清理河道](页-图/1.png)"
    (tmp_path / "页.txt").unlink()
    figure = f"<figure>{described}<figcaption>志愿者清理河道</figcaption></figure>"
    lines = imported(tmp_path, page(figure))[0]
    assert lines[1:3] == ["【插图：页-图/1.png】", "志愿者清理河道"]


@pytest.mark.parametrize("alt", ["图片1", "image001.png", "logo", "图片包含 人物 描述已自动生成"])
def test_what_a_program_says_of_a_picture_is_none(tmp_path: Path, alt: str) -> None:
    image = f'<img src="{data_uri(drawn())}" alt="{alt}">'
    assert imported(tmp_path, page(image))[0][1] == "【插图：页-图/1.png】"


def test_pictures_of_the_web_are_named_and_not_fetched(tmp_path: Path) -> None:
    images = (
        '<img src="https://example.gov.cn/a.jpg">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="//example.com/b.png">',
        '<img width=20 src="https://example.gov.cn/icon.png">',
    )
    lines, notes = imported(tmp_path, page(*images))
    assert not any("插图" in line for line in lines)
    assert notes == [
        "1 picture was left out",
        "paragraph 1: a picture is on the web and was not fetched: https://example.gov.cn/a.jpg",
        "paragraph 1: a picture is on the web and was not fetched: //example.com/b.png",
    ]


def test_nothing_outside_the_folder_of_a_page_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "来稿"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(drawn())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(folder / "pipe.png")
    images = "".join(
        f'<p><img src="{path}"></p>'
        for path in (
            *("../secret.png", "link.png", "pipe.png", "/dev/zero", "gone.png"),
            *(f"file://{tmp_path}/secret.png", "C:\\secret.png"),
        )
    )
    lines, notes = imported(folder, page(images))
    assert not any("插图" in line for line in lines)
    assert not (folder / "页-图").exists()
    assert len([note for note in notes if "a picture was left out: " in note]) == 7


@pytest.mark.parametrize(
    "picture",
    [png_that_claims(30000, 30000), b"GIF89a", drawn(8, 200), drawn(kind="JPEG")[:500], b"<svg/>"],
)
def test_a_picture_that_no_page_can_have_is_left_out_and_told(
    tmp_path: Path, picture: bytes
) -> None:
    lines, notes = imported(tmp_path, page(f'<p><img src="{data_uri(picture)}"></p>'))
    assert not any("插图" in line for line in lines)
    assert len([note for note in notes if "a picture was left out (" in note]) == 1


def test_positions_and_names_do_not_come_with_a_picture(tmp_path: Path) -> None:
    lines, _notes = imported(tmp_path, page(f'<p><img src="{data_uri(turned(6))}"></p>'))
    assert lines[1] == "【插图：页-图/1.jpg】"
    with Image.open(tmp_path / "页-图/1.jpg") as image:
        exif = image.getexif()
        assert dict(exif) == {0x0112: 6}
        assert GPS not in exif
        assert image.tobytes()


@pytest.mark.parametrize(
    ("kind", "save"),
    [
        ("PNG", {}),
        ("JPEG", {"progressive": True}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_the_pixels_of_a_cleaned_picture_are_the_same(kind: str, save: dict[str, Any]) -> None:
    exif = Image.Exif()
    exif[0x010E] = "somebody"
    data = drawn(kind=kind, exif=exif, **save)
    clean = without_metadata(data + b"trailer somebody")
    assert b"somebody" in data
    assert b"somebody" not in clean
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()


def test_a_web_archive_has_its_pictures_inside(tmp_path: Path) -> None:
    body = f'<p><img src="页.files/a.png"></p><p><img src="cid:b@x"></p>{AFTER}'
    html = base64.b64encode(f"<html><body>{TEXT}{body}</body></html>".encode()).decode()
    one, two = (base64.b64encode(drawn(width)).decode() for width in (300, 400))
    archive = "\r\n".join(
        (
            *("MIME-Version: 1.0", 'Content-Type: multipart/related; boundary="B"', "", "--B"),
            *("Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64"),
            *("Content-Location: file:///C:/x/p.htm", "", html, "--B"),
            *("Content-Type: image/png", "Content-Transfer-Encoding: base64"),
            *("Content-Location: file:///C:/x/页.files/a.png", "", one, "--B"),
            *("Content-Type: image/png", "Content-Transfer-Encoding: base64"),
            *("Content-ID: <b@x>", "", two, "--B--", ""),
        )
    )
    lines, _notes = imported(tmp_path, archive.encode(), "页.mht")
    assert lines[1:3] == ["【插图：页-图/1.png】", "【插图：页-图/2.png】"]
