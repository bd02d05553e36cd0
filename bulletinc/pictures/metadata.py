"""Pictures without what cameras and programs write into them: places, names, times, thumbnails.

Nothing is decoded: the pixels stay as they are, byte by byte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
# Chunks that say how the pixels look (PNG, third edition, 5.6).
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs".split()
)
_WEBP_DROPPED = frozenset((b"EXIF", b"XMP "))
_WEBP_FLAGS = 0x0C  # of Exif and XMP in the chunk VP8X
_APP, _COMMENT = range(0xE0, 0xF0), 0xFE
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
_ORIENTATION = 0x0112  # Exif 2.3, 4.6.4


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG, PNG or WebP without its metadata, but with how a camera was held.

    Raises ValueError for one that is not whole.
    """
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
        if data.startswith(_JPEG):
            return _JPEG + b"".join(_jpeg_segments(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        raise ValueError from None
    raise ValueError


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise ValueError
        if name in _PNG_KEPT:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """Return the segments (ITU-T T.81, annex B) that the picture needs, and its scans."""
    at = len(_JPEG)
    turned = False
    while True:
        if data[at] != 0xFF:
            raise ValueError
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == _END:
            yield data[at : at + 2]
            return
        end = at + 2
        if marker not in _ALONE:
            (length,) = struct.unpack_from(">H", data, at + 2)
            end += length
        segment = data[at:end]
        if marker == 0xE1 and not turned and (orientation := _orientation(segment[4:])) > 1:
            turned = True
            yield _exif(orientation)
        elif _is_needed(marker, segment):
            yield segment
        at = end
        if marker == _SCAN:
            at = _end_of_scan(data, end)
            yield data[end:at]


def _is_needed(marker: int, segment: bytes) -> bool:
    if marker in _APP:
        named = segment[4:]
        return named.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))
    return marker != _COMMENT


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise ValueError
        if data[at + 1] != 0 and data[at + 1] not in _ALONE:
            return at
        at += 2


def _orientation(exif: bytes) -> int:
    """Return how the camera was held; 1, upright, where that cannot be read."""
    if not exif.startswith(b"Exif\0\0"):
        return 1
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _kind, _count, found = struct.unpack_from(
                f"{order}HHIH", tiff, first + 2 + 12 * number
            )
            if tag == _ORIENTATION:
                return int(found) if 1 <= found <= 8 else 1
    except struct.error:
        pass
    return 1


def _exif(orientation: int) -> bytes:
    """Return a segment that says how the camera was held, and nothing else."""
    tags = struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + tags
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise ValueError
    at, kept = 12, bytearray(b"WEBP")
    while at + 8 <= size + 8:
        name = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        end = at + 8 + length + length % 2
        chunk = bytearray(data[at:end])
        if name == b"VP8X":
            chunk[8] &= ~_WEBP_FLAGS
        if name not in _WEBP_DROPPED:
            kept += chunk
        at = end
    return b"RIFF" + struct.pack("<I", len(kept)) + bytes(kept)
