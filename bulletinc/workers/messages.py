"""Values between a process and its supervisor: eight bytes of length, then a pickle of our own."""

from __future__ import annotations

import pickle
from typing import IO, Any

_LENGTH_BYTES = 8


def send(stream: IO[bytes], value: object) -> None:
    """Send a value whole.

    Raises OSError where nobody listens, and the value's own error where it cannot be sent.
    """
    data = pickle.dumps(value)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Wait for a value. Raises EOFError where the other end closed, even in the middle of one."""
    return pickle.loads(receive_packed(stream))


def receive_packed(stream: IO[bytes]) -> bytes:
    """Wait for a value and leave it packed. Raises EOFError as :func:`receive` does."""
    length = int.from_bytes(_read(stream, _LENGTH_BYTES), "big")
    return _read(stream, length)


def _read(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
