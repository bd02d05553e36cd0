"""Pictures on the page: size and place, embedded once, an empty frame for one that is missing."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pypdf
import pytest
from PIL import Image

from bulletinc.options import BuildOptions
from bulletinc.pictures.picture_file import PictureFolder
from bulletinc.render import RenderContext, renderer
from bulletinc.render.placed_pictures import PlacedPictures, place_pictures
from bulletinc.syntax import Document, Figure, Paragraph, Text
from bulletinc.text.source import Source, Span
from bulletinc.theme import load_theme
from tests.support import trees
from tests.support.drawn_pictures import drawn, turned
from tests.support.engines import chosen_engine

PITCH = (297 - 37 - 35) / 22 * 72 / 25.4  # points
TYPE_WIDTH = 156 * 72 / 25.4
LEFT, TOP = 28 * 72 / 25.4, 37 * 72 / 25.4
OPTIONS = BuildOptions(("html", "pdf", "docx"), shipped_fonts=True)


def figure(at: int, path: str, caption: str = "") -> Figure:
    span = Span(at, at + 5)
    text = Text(Span(at + 3, at + 4), caption) if caption else None
    return Figure(span, Text(Span(at, at + 1), path), caption=text)


def paragraph(at: int) -> Paragraph:
    return Paragraph(Span(at, at + 5), (Text(Span(at, at + 1), trees.SENTENCE * 3),))


def placed(folder: Path, *figures: Figure) -> PlacedPictures:
    document = Document(Span(0, 1000), "tongyong", body=figures)
    return place_pictures(document, PictureFolder(folder), load_theme().layout)


def rendered(folder: Path, *figures: Figure, format_name: str) -> bytes:
    body = [block for each in figures for block in (paragraph(each.span.start - 6), each)]
    document = Document(Span(0, 1000), "tongyong", body=(*body, paragraph(900)))
    theme = load_theme()
    pictures = place_pictures(document, PictureFolder(folder), theme.layout).placed
    options = replace(OPTIONS, engine=chosen_engine())
    context = RenderContext(theme, Source("x" * 1000), "x.txt", options, pictures)
    return renderer(format_name).render(document, context).data


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ((4000, 1000), (TYPE_WIDTH, TYPE_WIDTH / 4)),  # as wide as the type area
        ((3000, 4000), (10.5 * PITCH * 3 / 4, 10.5 * PITCH)),  # half as high
        ((300, 150), (144, 72)),  # a small one is not blown up
    ],
)
def test_a_picture_has_the_size_that_there_is_room_for(
    tmp_path: Path, size: tuple[int, int], points: tuple[float, float]
) -> None:
    (tmp_path / "1.png").write_bytes(drawn(*size))
    (picture,) = placed(tmp_path, figure(10, "1.png")).placed.values()
    assert (picture.width, picture.height) == pytest.approx(points, abs=0.01)
    lines = (picture.height + 2 * picture.room) / PITCH
    assert lines == pytest.approx(round(lines), abs=0.001)
    assert picture.room >= PITCH / 4 - 0.01
    width, height = Image.open(BytesIO(picture.data)).size
    assert width <= points[0] / 72 * 300 + 1
    assert height <= points[1] / 72 * 300 + 1


def test_the_caption_is_the_alternative_text(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(drawn())
    found = placed(tmp_path, figure(10, "1.png", "图1　河道"), figure(30, "./1.png"))
    assert [each.description for each in found.placed.values()] == ["图1　河道", "1.png"]
    assert {each.number for each in found.placed.values()} == {1}


@pytest.mark.usefixtures("each_engine")
def test_a_picture_stands_in_the_middle_and_the_grid_goes_on(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(drawn(900, 400, "JPEG"))
    data = rendered(tmp_path, figure(10, "1.jpg", "图1　河道"), format_name="pdf")
    with pdfplumber.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        (image,) = page.images
        middle = (image["x0"] + image["x1"]) / 2
        assert middle == pytest.approx(LEFT + TYPE_WIDTH / 2, abs=0.85)
        lines = [word for word in page.extract_words() if word["text"].startswith(("近日", "图1"))]
        above, caption, below = lines
        centre = [(word["top"] + word["bottom"]) / 2 - TOP for word in (above, below)]
        assert (centre[1] - centre[0]) / PITCH == pytest.approx(
            round((centre[1] - centre[0]) / PITCH), abs=0.03
        )
        assert image["bottom"] < caption["top"]
        assert above["bottom"] < image["top"]


@pytest.mark.usefixtures("each_engine")
def test_a_picture_used_twice_is_in_pdf_and_word_once(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(turned(6))
    figures = figure(10, "1.jpg", "图1　河道"), figure(40, "1.jpg", "图2　河道")
    pdf = pypdf.PdfReader(BytesIO(rendered(tmp_path, *figures, format_name="pdf")))
    resources = [page["/Resources"] for page in pdf.pages]
    images = {
        reference.idnum
        for each in resources
        for reference in each.get("/XObject", {}).values()  # type: ignore[attr-defined]
    }
    assert len(images) == 1
    with ZipFile(BytesIO(rendered(tmp_path, *figures, format_name="docx"))) as word:
        media = [name for name in word.namelist() if name.startswith("word/media/")]
        text = word.read("word/document.xml").decode()
        assert b"Exif" not in word.read(media[0])
    assert len(media) == 1
    assert re.findall(r'descr="([^"]*)"', text) == ["图1　河道", "图2　河道"]
    assert len(set(re.findall(r'docPr id="(\d+)"', text))) == 2


def test_a_page_of_html_has_its_pictures_inside(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(turned(6))
    page = rendered(tmp_path, figure(10, "1.jpg", '"><script>'), format_name="html").decode()
    ((data, alternative),) = re.findall(
        r'<img src="data:image/jpeg;base64,([^"]*)" alt="([^"]*)"', page
    )
    assert Image.open(BytesIO(base64.b64decode(data))).size == (400, 600)
    assert b"Exif" not in base64.b64decode(data)
    assert alternative == "&#34;&gt;&lt;script&gt;"
    assert "picture:1" not in page


def test_the_place_of_a_missing_picture_is_framed(tmp_path: Path) -> None:
    missing = figure(10, "没有.png", "图1　河道")
    for name in ("html", "docx"):
        data = rendered(tmp_path, missing, format_name=name)
        if name == "docx":
            with ZipFile(BytesIO(data)) as word:
                data = word.read("word/document.xml")
        assert "没有.png" in data.decode()


def test_twenty_pictures_on_end_and_a_long_caption_make_sound_pages(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(drawn(900, 600))
    figures = [figure(100 + 10 * at, "1.png", f"图{at}　" + "河道" * 100) for at in range(20)]
    data = rendered(tmp_path, *figures, format_name="pdf")
    with pdfplumber.open(BytesIO(data)) as pdf:
        assert sum(len(page.images) for page in pdf.pages) == 20
        for page in pdf.pages:
            assert all(image["bottom"] <= page.height - 35 * 72 / 25.4 + 1 for image in page.images)
            assert len(page.images) == page.extract_text().count("图")
