"""Pictures made for tests: whole ones, and such as nobody should send."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

ORIENTATION, GPS = 0x0112, 0x8825


def drawn(
    width: int = 600, height: int = 400, kind: str = "PNG", mode: str = "RGB", **save: object
) -> bytes:
    """A picture whose upper left quarter is black; the rest is white."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("black", (0, 0, width // 2, height // 2))
    buffer = BytesIO()
    image.convert(mode).save(buffer, kind, **save)
    return buffer.getvalue()


def turned(orientation: int) -> bytes:
    """A JPEG of 600 × 400 pixels from a camera that was held so, and knew its position."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[GPS] = {1: "N", 2: (39.0, 56.0, 1.0)}
    return drawn(kind="JPEG", exif=exif)


def png_that_claims(width: int, height: int, packed: bytes = b"") -> bytes:
    """A PNG with this size in its head and these bytes as its packed pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", packed or zlib.compress(bytes(1000))),
            chunk(b"IEND", b""),
        )
    )
