"""Which tracked changes of a file are taken: decided before it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bulletinc import readers
from bulletinc.readers.intermediate import ALL_TAKEN, Refused, TrackedChange
from bulletinc.workers import run_bounded
from bulletinc.workers.bounds import Bounds

# Takes the name of a file and its bytes, and says which of its changes are not taken.
Decide: TypeAlias = Callable[[str, bytes], Refused]

READING = Bounds(timeout=180, memory=2048)  # LibreOffice may take 120 s of it


def take_all(_name: str, _data: bytes) -> Refused:
    """Take all tracked changes."""
    return ALL_TAKEN


def refuse_all(_name: str, _data: bytes) -> Refused:
    """Take none of the tracked changes."""
    return None


def tracked_changes(name: str, data: bytes) -> tuple[TrackedChange, ...]:
    """Return the tracked changes of a file, read in a watched process. Raises BulletinError."""
    return run_bounded(_tracked, (data, name), READING, name)


def _tracked(file: tuple[bytes, str]) -> tuple[TrackedChange, ...]:
    return readers.read(*file).tracked
