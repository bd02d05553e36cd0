"""The content of a picture: its size before it is decoded, and a clean copy of it to embed.

The only place that decodes the pictures of drafts.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal, TypeAlias

from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from bulletinc.i18n import _
from bulletinc.pictures.picture_file import PictureError

MediaType: TypeAlias = Literal["image/jpeg", "image/png"]

_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 100_000_000
_QUALITY = 90  # of JPEG: no difference is seen in print
# How much larger than wanted a JPEG is decoded, at least: photographs of 12 million pixels at half.
_GAP = 1.15
_SVG_WITHIN = 4096  # bytes from the start
_ORIENTATION = 0x0112  # the tag of Exif 2.3, 4.6.4
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = frozenset((5, 6, 7, 8))  # orientations that exchange width and height
_HIGH_DEPTHS = ("I", "F")  # modes of 16 bits and more begin so


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to embed: upright, without metadata, in JPEG or PNG. ``width`` is in pixels."""

    data: bytes = field(repr=False)
    media_type: MediaType
    width: int
    height: int


def picture_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels as it is looked at, from its head alone.

    Raises PictureError for what is no picture that can be set.
    """
    with _opened(data) as image:
        width, height = image.size
        return (height, width) if _orientation(image) in _LYING else (width, height)


def decode(data: bytes, widest: int, highest: int) -> Picture:
    """Return a picture of at most so many pixels. Raises PictureError where it is damaged."""
    with _opened(data) as image:
        orientation = _orientation(image)
        kind = image.format
        limit = (highest, widest) if orientation in _LYING else (widest, highest)
        profile = image.info.get("icc_profile")
        scaled = _in_channels(image)
        scaled.thumbnail(limit, Image.Resampling.LANCZOS, reducing_gap=_GAP)
        upright = scaled.transpose(_TURNS[orientation]) if orientation in _TURNS else scaled.copy()
        upright.info = {}
        flat = _in_srgb(_on_white(upright), profile)
    buffer = BytesIO()
    if kind == "PNG":
        flat.save(buffer, "PNG")
        return Picture(buffer.getvalue(), "image/png", *flat.size)
    flat.save(buffer, "JPEG", quality=_QUALITY)
    return Picture(buffer.getvalue(), "image/jpeg", *flat.size)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture whose size is within bounds. What fails while it is used is PictureError."""
    head = data[:_SVG_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and b"<svg" in head:
        raise PictureError(
            _("It is an SVG drawing, which may hold programs and is not set."),
            _("Save it as PNG in the program that it comes from."),
        )
    try:
        with _strictness(), Image.open(BytesIO(data), formats=_FORMATS) as image:
            _check_pixels(image)
            yield image
    except PictureError:
        raise
    except UnidentifiedImageError:
        raise PictureError(
            _("It is no picture in PNG, JPEG or WebP."),
            _("Open it in a picture program and save it as PNG or JPEG."),
        ) from None
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except MemoryError:
        raise
    except Exception:  # each decoder of Pillow has errors of its own
        raise PictureError(
            _("It is damaged or incomplete."),
            _("Copy it again from where it comes, or save it again in a picture program."),
        ) from None


@contextmanager
def _strictness() -> Iterator[None]:
    """Have damaged pictures refused, which WeasyPrint allows for the whole process; warn of
    none.
    """
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings(action="ignore"):  # of many pixels and of damaged Exif
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > _MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> PictureError:
    return PictureError(
        _("It has more than 100 million pixels."),
        _("Save a smaller copy: more than 300 pixels an inch cannot be seen on paper."),
    )


def _orientation(image: Image.Image) -> int:
    """Return how a camera was held; upright where the Exif data cannot be read.

    No camera writes PNG, and Pillow would decode one to look for Exif data after its pixels.
    """
    if image.format == "PNG":
        return 1
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # any part of it may be damaged
        return 1


def _in_channels(image: Image.Image) -> Image.Image:
    """Return an image whose pixels can be mixed: no palette, 8 bits a channel."""
    if image.mode.startswith(_HIGH_DEPTHS):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if "transparency" in image.info else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """Return an image without transparency."""
    if image.mode not in ("LA", "RGBA"):
        return image
    whole = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image in grey or sRGB; colours without a profile are taken for that."""
    if profile and image.mode != "L":
        try:
            converted = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), _srgb(), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is none
            converted = None
        if converted is not None:
            converted.info = {}
            return converted
    return image.convert("RGB") if image.mode == "CMYK" else image


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
