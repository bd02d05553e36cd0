"""What is noted on the way through a large folder, without the memory growing with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


class Noted:
    """Files in their order, kept where SQLite keeps what is temporary: on the disk, if many."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._count = 0
        connection.execute("DROP TABLE IF EXISTS temp.noted")
        connection.execute("CREATE TEMP TABLE noted(file BLOB)")

    def add(self, file: bytes) -> None:
        """Note one more."""
        self._connection.execute("INSERT INTO noted VALUES(?)", (file,))
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        for (file,) in self._connection.execute("SELECT file FROM noted ORDER BY rowid"):
            yield file


class Numbers:
    """A set of numbers, a bit each."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, number: int) -> None:
        """Take in one more."""
        place = number >> 3
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        self._bits[place] |= 1 << (number & 7)

    def __contains__(self, number: int) -> bool:
        place = number >> 3
        return place < len(self._bits) and bool(self._bits[place] >> (number & 7) & 1)
