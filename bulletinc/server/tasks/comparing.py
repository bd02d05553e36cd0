"""Two versions of a draft compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletinc.revision import Change, compare, version_of


@dataclass(frozen=True, slots=True)
class ComparingRequest:
    """Two versions of a draft that messages call ``name``."""

    name: str
    old: bytes = field(repr=False)
    new: bytes = field(repr=False)


def compare_texts(request: ComparingRequest) -> tuple[Change, ...]:
    """The changes from the old version to the new one. Raises BulletinError."""
    versions = (version_of(data, request.name) for data in (request.old, request.new))
    return compare(*versions)
