"""The container of .doc, .wps and .xls files ([MS-CFB]): which streams are in it, and whole."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_HEADER = 512  # bytes
_IN_HEADER = 109  # numbers of sectors of the table in the header
_ENTRY = 128  # bytes of an entry of the directory
_NO_SECTOR = 0xFFFFFFFA  # and above: end of a chain, free, part of the table
_MOST_SECTORS = 1_000_000
_SMALL = 4096  # bytes: streams below this size lie inside another one


class Stream(NamedTuple):
    """A stream by its entry in the directory. ``start``: its first bytes, where they are known."""

    name: str
    size: int
    start: bytes


def streams(data: bytes) -> tuple[Stream, ...]:
    """Return the streams of a container; none where it is damaged."""
    try:
        return tuple(_streams(data))
    except (struct.error, IndexError, ValueError):
        return ()


def _streams(data: bytes) -> Iterator[Stream]:
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    if sector not in (512, 4096):
        return
    table = _table(data, sector)
    first = struct.unpack_from("<I", data, 48)[0]
    for number in _chain(table, first):
        place = _offset(number, sector)
        for at in range(place, place + sector, _ENTRY):
            entry = data[at : at + _ENTRY]
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] != 2 or not 2 <= length <= 64:
                continue
            start, size = struct.unpack_from("<II", entry, 116)
            name = entry[: length - 2].decode("utf-16-le")
            begins = data[_offset(start, sector) :][:16] if size >= _SMALL else b""
            yield Stream(name, size, begins)


def _table(data: bytes, sector: int) -> list[int]:
    """Return for each sector the number of the one that follows it in its stream."""
    table: list[int] = []
    for number in struct.unpack_from(f"<{_IN_HEADER}I", data, 76):
        if number < _NO_SECTOR:
            table += struct.unpack_from(f"<{sector // 4}I", data, _offset(number, sector))
    return table


def _chain(table: list[int], first: int) -> Iterator[int]:
    seen = set[int]()
    while first < len(table) and first not in seen and len(seen) < _MOST_SECTORS:
        seen.add(first)
        yield first
        first = table[first]


def _offset(number: int, sector: int) -> int:
    return _HEADER + number * sector if sector == _HEADER else (number + 1) * sector


def names(data: bytes, most: int = 1000) -> frozenset[str]:
    """Return the names of the streams."""
    return frozenset(each.name for each in islice(streams(data), most))
