"""Themes: a folder over the official one, and what its files may be."""

from __future__ import annotations

import os
import re
import socket
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import BooleanObject, StreamObject

import bulletinc
from bulletinc.errors import BulletinError
from bulletinc.render.formats.pdf.page_engine import choose
from bulletinc.resources import template_folder
from bulletinc.theme import Theme, load_theme
from tests.support.engines import ENGINES

OFFICIAL = template_folder("official")
FONT = OFFICIAL / "fonts/BulletincKaiTi.ttf"
DRAFT = (
    "清溪区创建全国文明城市　工作快报\n第12期\n清溪区创建办　2026年3月5日\n【简讯】\n"
    "【文明实践】　白河镇：近日，志愿者清理河道。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a theme that is yet to be written."""
    made = tmp_path / "our-theme"
    made.mkdir()
    return made


_NUMBER_AT_A_SIDE = r"@bottom-(?:left|right)\s*\{[^}]*counter\(page\)"


def theme(folder: Path, layout: str) -> Theme:
    (folder / "layout.toml").write_text(layout, encoding="utf-8")
    return load_theme(str(folder))


def complaint(folder: Path, layout: str, *words: str) -> None:
    """A layout is refused with its file, all these words, and a remedy."""
    with pytest.raises(BulletinError) as error:
        theme(folder, layout)
    assert error.value.message.startswith(str(folder / "layout.toml"))
    assert all(word in error.value.message for word in words)
    assert error.value.remedy


def page(folder: Path, draft: str = DRAFT) -> str:
    return bulletinc.build(draft, theme=str(folder))["html"].decode()


def picture(mode: str = "RGB", form: str = "PNG", size: tuple[int, int] = (60, 20)) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, form)
    return buffer.getvalue()


# -- which theme


def test_the_official_theme_needs_nothing_else() -> None:
    official = load_theme()
    assert official.folders == (OFFICIAL,)
    assert official.image() is None
    assert all(file.is_file() for file in official.fonts.values())


def test_a_theme_changes_what_it_names(folder: Path) -> None:
    own = theme(folder, '[page]\nmargin-top = "35mm"\n')
    assert own.name == "our-theme"
    assert own.folders == (folder, OFFICIAL)
    assert own.layout["page"] == load_theme().layout["page"] | {"margin-top": "35mm"}
    assert own.fonts == load_theme().fonts


def test_a_theme_is_seen_from_its_place(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = theme(folder, "")
    assert load_theme("our-theme", tmp_path) is own
    monkeypatch.chdir(tmp_path)
    assert load_theme("our-theme") is own
    assert load_theme(folder) is own


def test_a_folder_that_is_called_as_a_shipped_theme_does_not_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "official").mkdir()
    (tmp_path / "official/layout.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert load_theme().folders == (OFFICIAL,)
    assert load_theme("./official").folders == (tmp_path / "official", OFFICIAL)


@pytest.mark.parametrize(
    "name", ["", "none", "../none", "empty", "a-file", "a-file/x", "\0", "x" * 5000]
)
def test_a_folder_without_a_theme_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "layout.toml").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "a-file").touch()
    with pytest.raises(BulletinError) as error:
        load_theme(name, tmp_path)
    assert name.replace("\0", "␀") in error.value.message
    assert "layout.toml" in str(error.value.remedy)


def test_a_layout_that_cannot_be_read_is_not_passed_over(folder: Path) -> None:
    (folder / "layout.toml").symlink_to("none.toml")
    with pytest.raises(BulletinError):
        load_theme(str(folder))


# -- its templates


def test_a_theme_may_be_a_template_alone(folder: Path) -> None:
    (folder / "nodes").mkdir()
    (folder / "nodes/Section.html.j2").write_text("<section>our own</section>", encoding="utf-8")
    assert "<section>our own</section>" in page(folder)


def test_a_template_may_include_the_official_one_that_it_takes_the_place_of(folder: Path) -> None:
    (folder / "page.css.j2").write_text(
        '{% include "official/page.css.j2" %}\n.title { letter-spacing: 0.1em; }\n',
        encoding="utf-8",
    )
    html = page(folder)
    assert ".title { letter-spacing: 0.1em; }" in html
    assert "--page-width: 210mm;" in html


def test_a_template_in_another_encoding_is_told(folder: Path) -> None:
    (folder / "page.css.j2").write_bytes("/* 版式 */".encode("gb18030"))
    with pytest.raises(BulletinError, match=r"page\.css\.j2"):
        load_theme(str(folder))


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ parts.__globals__ }}",
        "{{ '{0.__globals__}'.format(show) }}",
        '{% include "/etc/passwd" %}',
        '{% include "../other.j2" %}',
        '{% include "official/../../grammar/bulletin.lark" %}',
        "{{ layout.page.update({}) }}",
        "{{ nothing }}",
        "{% if",
    ],
)
def test_a_template_reaches_neither_files_nor_python(folder: Path, template: str) -> None:
    (folder.parent / "other.j2").write_text("another's", encoding="utf-8")
    (folder / "page.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(BulletinError) as error:
        page(folder)
    assert str(folder) in error.value.message


# -- its variants


def test_the_rule_has_a_star_if_the_theme_says_so(folder: Path, tmp_path: Path) -> None:
    theme(folder, '[masthead]\nrule-form = "star"\n')
    plain = tmp_path / "plain"
    plain.mkdir()
    theme(plain, '[masthead]\nrule-form = "plain"\n')
    assert page(folder).count("★") == 1
    assert "★" not in page(plain)


def test_the_name_stands_on_one_line_if_the_theme_says_so(folder: Path) -> None:
    theme(folder, '[masthead]\nname-rows = "single"\n')
    assert ">清溪区创建全国文明城市工作快报</span></h1>" in page(folder)


def test_the_page_number_stands_in_the_centre_if_the_theme_says_so(folder: Path) -> None:
    theme(folder, '[number]\nplace = "centre"\n')
    html = page(folder)
    assert "@bottom-center" in html
    assert not re.search(_NUMBER_AT_A_SIDE, html)
    assert re.search(_NUMBER_AT_A_SIDE, bulletinc.build(DRAFT)["html"].decode())


# -- its picture


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("RGB", "JPEG"), ("L", "JPEG")],
)
def test_a_picture_stands_for_the_name(folder: Path, mode: str, form: str) -> None:
    data = picture(mode, form)
    (folder / "name.bin").write_bytes(data)
    image = theme(folder, '[masthead]\nimage = "name.bin"\n').image()
    assert image is not None
    assert image[1] == data
    assert image[0].startswith(f"data:image/{form.lower()};base64,")
    assert (
        f'<h1 class="name"><img src="{image[0]}" alt="清溪区创建全国文明城市工作快报"></h1>'
        in page(folder)
    )


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60000 pixels wide and high."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg/>",
        picture()[:-30],
        picture(form="GIF"),
        picture("CMYK", "JPEG"),
        picture("I;16"),
        picture("1", size=(6400, 6400)),
        bomb(),
    ],
    ids=[
        "empty",
        "mark alone",
        "SVG",
        "cut short",
        "GIF",
        "CMYK",
        "16 bits",
        "too many pixels",
        "bomb",
    ],
)
def test_what_cannot_be_drawn_is_no_picture(folder: Path, data: bytes) -> None:
    (folder / "name.png").write_bytes(data)
    complaint(folder, '[masthead]\nimage = "name.png"\n', "masthead.image", "name.png")


# -- its fonts


@pytest.mark.parametrize("engine", ENGINES)
def test_a_font_sets_the_face_that_names_it(folder: Path, engine: str) -> None:
    (folder / "our.ttf").write_bytes(FONT.read_bytes())
    own = theme(folder, '[faces]\nfangsong = ["Our Face"]\n[fonts]\n"Our Face" = "our.ttf"\n')
    fangsong = next(
        each for each in choose(engine).engine.served(own, True) if each.face == "fangsong"
    )
    assert (fangsong.family, fangsong.file, fangsong.shipped) == (
        "Our Face",
        folder / "our.ttf",
        True,
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_a_font_whose_insides_are_none_is_told_when_a_pdf_is_made(
    folder: Path, engine: str
) -> None:
    (folder / "our.ttf").write_bytes(
        b"\x00\x01\x00\x00"
        + struct.pack(">4H", 1, 16, 0, 0)
        + b"glyf"
        + struct.pack(">3I", 0, 28, 4)
        + b"none"
    )
    own = theme(folder, '[fonts]\n"Our Face" = "our.ttf"\n')
    with pytest.raises(BulletinError, match=r"our\.ttf"):
        choose(engine).engine.served(own, True)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x00\x00", b"no font at all", FONT.read_bytes()[:-1000], b"wOF2" + bytes(100)],
)
def test_what_is_no_font_or_cut_short_is_told(folder: Path, data: bytes) -> None:
    (folder / "our.ttf").write_bytes(data)
    complaint(folder, '[fonts]\n"Our Face" = "our.ttf"\n', "fonts.Our Face", "our.ttf")


# -- where its files are


@pytest.mark.parametrize("key", ["masthead.image", 'fonts."Our Face"'])
class TestFiles:
    @pytest.mark.parametrize(
        "name", ["../other", "/etc/hostname", "a/../../other", "a\\u0000b", "link", "links/other"]
    )
    def test_a_file_outside_the_folder_is_not_read(self, folder: Path, key: str, name: str) -> None:
        (folder.parent / "other").write_bytes(picture())
        (folder / "a").mkdir()
        (folder / "link").symlink_to(folder.parent / "other")
        (folder / "links").symlink_to(folder.parent)
        complaint(folder, f'{key} = "{name}"', key.replace('"', ""), name)

    @pytest.mark.parametrize("name", ["none.png", ".", "loop", "x" * 5000])
    def test_a_file_that_does_not_exist_is_told(self, folder: Path, key: str, name: str) -> None:
        (folder / "loop").symlink_to("loop")
        complaint(folder, f'{key} = "{name}"', key.replace('"', ""))

    @pytest.mark.parametrize("name", ["pipe", "device", "socket"])
    def test_what_is_no_ordinary_file_is_not_read(self, folder: Path, key: str, name: str) -> None:
        os.mkfifo(folder / "pipe")
        (folder / "device").symlink_to("/dev/zero")
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(folder / "socket"))
        complaint(folder, f'{key} = "{name}"', key.replace('"', ""))

    def test_a_file_that_is_huge_is_not_read(self, folder: Path, key: str) -> None:
        with (folder / "huge").open("wb") as file:
            file.truncate(60_000_000)
        complaint(folder, f'{key} = "huge"', key.replace('"', ""), "huge", " MB")


def test_a_theme_has_a_bounded_number_of_fonts(folder: Path) -> None:
    (folder / "our.ttf").write_bytes(FONT.read_bytes())
    lines = [f'"Face {number}" = "our.ttf"' for number in range(51)]
    assert len(theme(folder, "\n".join(["[fonts]", *lines[1:]])).fonts) > 50
    (folder.parent / "other").mkdir()
    (folder.parent / "other/our.ttf").write_bytes(FONT.read_bytes())
    complaint(folder.parent / "other", "\n".join(["[fonts]", *lines]), "[fonts]", "50")


@pytest.mark.parametrize("name", ["layout.toml", "page.css.j2", "nodes/Item.html.j2"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_part_that_is_no_ordinary_file_is_refused(folder: Path, name: str, kind: str) -> None:
    (folder / "nodes").mkdir()
    if kind == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("/dev/zero")
    with pytest.raises(BulletinError, match=name.replace(".", r"\.")):
        load_theme(str(folder))


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{{ 1 / 0 }}",
        "{{ 1 + 'a' }}",
        "{{ ems(5) }}",
        '{% include "none.j2" %}',
        '{% include "link" %}',
        "{{ show(node) }}",
        "{% for i in range(1000000) %}{% endfor %}",
    ],
)
def test_a_mistake_in_a_template_is_told_with_file_and_line(folder: Path, template: str) -> None:
    (folder / "nodes").mkdir()
    (folder / "link").symlink_to("/etc/hostname")
    file = folder / "nodes/Masthead.html.j2"
    file.write_text(f"<p>\n{template}", encoding="utf-8")
    with pytest.raises(BulletinError) as error:
        page(folder)
    assert error.value.message.startswith((f"{file}:2:", f"{file}:2："))


def test_a_template_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    (folder / "page.css.j2").write_text(
        '{% include "official/page.css.j2" %}', encoding="utf-8-sig"
    )
    assert "\ufeff" not in page(folder)


def test_a_picture_is_not_smoothed_which_pdf_a_forbids(folder: Path) -> None:  # ISO 19005-3, 6.2.8
    (folder / "name.png").write_bytes(picture("RGBA"))
    theme(folder, '[masthead]\nimage = "name.png"\n')
    data = bulletinc.build(DRAFT, ("pdf",), theme=str(folder), shipped_fonts=True)["pdf"]
    images = [
        image.indirect_reference.get_object()
        for image in PdfReader(BytesIO(data)).pages[0].images
        if image.indirect_reference
    ]
    assert images
    assert all(
        isinstance(image, StreamObject) and image["/Interpolate"] == BooleanObject(False)
        for image in images
    )
