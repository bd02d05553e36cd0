"""Pictures looked at and made ready to be embedded; those that harm are refused."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageFile

from bulletinc.pictures.decoding import decode, picture_size
from bulletinc.pictures.picture_file import PictureError
from tests.support.drawn_pictures import drawn, png_that_claims, turned

SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def pixel(data: bytes, x: float, y: float) -> int:
    """How light a place is, given in shares of width and height: 0 to 255."""
    image = opened(data).convert("L")
    found = image.getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(found, int)
    return found


def error(data: bytes) -> str:
    with pytest.raises(PictureError) as found:
        decode(data, 100, 100)
    return found.value.reason


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "LA", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/jpeg"),
    ],
)
def test_every_kind_of_picture_is_made_png_or_jpeg(kind: str, mode: str, media_type: str) -> None:
    data = drawn(kind=kind, mode=mode) if mode != "I;16" else _deep()
    assert picture_size(data) == (600, 400)
    made = decode(data, 300, 300)
    assert (made.media_type, made.width, made.height) == (media_type, 300, 200)
    assert opened(made.data).mode in {"L", "RGB"}
    assert pixel(made.data, 0.2, 0.2) < 40
    assert pixel(made.data, 0.8, 0.8) > 215


def _deep() -> bytes:
    """A PNG of 16 bits a pixel."""
    image = Image.new("I;16", (600, 400), 65535)
    image.paste(0, (0, 0, 300, 200))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_transparent_pixels_become_white() -> None:
    buffer = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(buffer, "PNG")
    assert pixel(decode(buffer.getvalue(), 10, 10).data, 0.5, 0.5) == 255


def test_a_small_picture_keeps_its_pixels() -> None:
    made = decode(drawn(60, 40), 1000, 1000)
    assert (made.width, made.height) == (60, 40)


@pytest.mark.parametrize(
    ("orientation", "black"),
    [
        (1, (0.2, 0.2)), (2, (0.8, 0.2)), (3, (0.8, 0.8)), (4, (0.2, 0.8)),
        (5, (0.2, 0.2)), (6, (0.8, 0.2)), (7, (0.8, 0.8)), (8, (0.2, 0.8)),
    ],
)  # fmt: skip
def test_a_photograph_is_set_upright(orientation: int, black: tuple[float, float]) -> None:
    data = turned(orientation)
    size = (600, 400) if orientation < 5 else (400, 600)
    assert picture_size(data) == size
    made = decode(data, *size)
    assert (made.width, made.height) == size
    assert pixel(made.data, *black) < 40
    assert pixel(made.data, 1 - black[0], 1 - black[1]) > 215


def test_no_metadata_is_embedded() -> None:
    data = turned(1)
    assert opened(data).getexif().get_ifd(0x8825)
    made = decode(data, 600, 400).data
    assert not dict(opened(made).getexif())
    assert b"Exif" not in made
    text = Image.new("L", (4, 4))
    buffer = BytesIO()
    text.save(buffer, "PNG", exif=Image.Exif(), icc_profile=_profile())
    assert "icc_profile" not in opened(decode(buffer.getvalue(), 4, 4).data).info


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_damaged_exif_and_profiles_do_not_stop_a_picture() -> None:
    exif = b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\xff" * 50
    made = decode(drawn(kind="JPEG", exif=exif, icc_profile=b"no profile"), 600, 400)
    assert (made.width, made.height) == (600, 400)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert decode(turned(6), 100, 100) == decode(turned(6), 100, 100)


@pytest.mark.parametrize(
    "data",
    [
        png_that_claims(30_000, 30_000),
        png_that_claims(10_001, 10_000),
        png_that_claims(2_000_000_000, 2_000_000_000),
    ],
)
def test_too_many_pixels_are_refused_before_they_are_decoded(data: bytes) -> None:
    assert error(data) == "像素超过1亿个。"
    with pytest.raises(PictureError):
        picture_size(data)


@pytest.mark.parametrize("data", [SVG, b"  <svg/>", b"<!-- x --><svg viewBox='0 0 1 1'>"])
def test_svg_is_refused_with_a_reason_of_its_own(data: bytes) -> None:
    assert error(data) == "这是 SVG 图形，里面可能有程序，不排。"


@pytest.mark.parametrize(
    "data", [b"", b"x" * 100, b"%PDF-1.7", b"GIF89a" + bytes(20), b"BM" + bytes(50)]
)
def test_other_files_are_no_pictures(data: bytes) -> None:
    assert error(data) == "不是 PNG、JPEG 或 WebP 图片。"


@pytest.mark.parametrize(
    "data",
    [
        drawn()[:200],
        drawn(kind="JPEG")[:900],
        png_that_claims(500, 500, zlib.compress(bytes(100))),
        png_that_claims(500, 500, b"no deflate"),
    ],
)
def test_damaged_pictures_are_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint has it
    assert error(data) == "图片损坏或者不完整。"


def test_packed_rubbish_after_the_pixels_is_not_unpacked() -> None:
    pixels = bytes(50 * 151)
    packed = zlib.compress(pixels + bytes(200 * 2**20), 9)
    made = decode(png_that_claims(50, 50, packed), 50, 50)
    assert (made.width, made.height) == (50, 50)
