"""Which page engines are installed, quickly: none is loaded."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ENGINES = Path(__file__).parent.parent / "render/formats/pdf"  # a folder each


def engine_versions() -> Iterator[tuple[str, str]]:
    """The name and version of each engine whose distribution is there."""
    for module in pkgutil.iter_modules([str(_ENGINES)]):
        if module.ispkg:
            try:
                yield module.name, version(module.name)
            except PackageNotFoundError:
                continue
