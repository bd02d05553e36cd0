"""Which characters a font has a glyph for, by its own table (OpenType, ``cmap``).

Only the two forms of table that cover Unicode are read: 4 for its first plane, 12 for all.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_UNICODE = frozenset(((0, 3), (0, 4), (0, 6), (3, 1), (3, 10)))  # platform and encoding
_COLLECTION = b"ttcf"
_FIRST_PLANE, _ALL_PLANES = 4, 12  # forms of table
_MOST_GROUPS = 100_000


@cache
def characters(path: Path, index: int = 0) -> frozenset[int]:
    """The code points of a font, ``index`` its number in a collection; none for a damaged file."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found: set[int] = set()
            for codes in _code_points(data, index):
                found.update(codes)
            return frozenset(found)
    except (OSError, ValueError, struct.error):
        return frozenset()


def _code_points(data: mmap.mmap, index: int) -> Iterator[Iterable[int]]:
    font = _number(data, 12 + 4 * index, 4) if data[:4] == _COLLECTION else 0
    for record in range(font + 12, font + 12 + 16 * _number(data, font + 4, 2), 16):
        if data[record : record + 4] == b"cmap":
            yield from _mapped(data, _number(data, record + 8, 4))


def _mapped(data: mmap.mmap, cmap: int) -> Iterator[Iterable[int]]:
    forms: dict[int, int] = {}
    for number in range(_number(data, cmap + 2, 2)):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            forms[_number(data, cmap + offset, 2)] = cmap + offset
    if _ALL_PLANES in forms:
        yield from _groups(data, forms[_ALL_PLANES])
    elif _FIRST_PLANE in forms:
        yield from _segments(data, forms[_FIRST_PLANE])


def _segments(data: mmap.mmap, table: int) -> Iterator[Iterable[int]]:
    """Format 4: what is mapped to glyph 0 in a segment is not there."""
    count = _number(data, table + 6, 2) // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, table + 16 + 4 * count)
    at = table + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, at)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        codes = range(start, min(end, 0xFFFE) + 1)
        if not offsets[number]:
            absent = -deltas[number] & 0xFFFF
            yield codes if absent not in codes else (code for code in codes if code != absent)
            continue
        first = at + 2 * number + offsets[number]
        glyphs = struct.unpack_from(f">{len(codes)}H", data, first)
        yield (code for code, glyph in zip(codes, glyphs, strict=True) if glyph)


def _groups(data: mmap.mmap, table: int) -> Iterator[Iterable[int]]:
    """Format 12: ranges of code points, each with its first glyph."""
    count = min(_number(data, table + 12, 4), _MOST_GROUPS)
    groups = struct.unpack_from(f">{3 * count}I", data, table + 16)
    # Most groups of a Chinese font are single code points.
    rest = []
    single = []
    for start, end, glyph in zip(groups[::3], groups[1::3], groups[2::3], strict=True):
        if start == end and glyph:
            single.append(start)
        else:
            rest.append(range(start + (not glyph), min(end, 0x10FFFF) + 1))
    yield single
    yield from rest


def _number(data: mmap.mmap, at: int, size: int) -> int:
    if at + size > len(data):
        raise ValueError(at)
    return int.from_bytes(data[at : at + size])
