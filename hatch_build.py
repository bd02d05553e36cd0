"""Build hook: makes the files that are compiled from sources, and puts the data folders into the
wheel.

``python hatch_build.py`` makes the files alone, in a checkout.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BulletincBuildHook(BuildHookInterface[BuilderConfig]):
    """Runs for every wheel, the one of an editable install as well."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what the wheel needs.

        ``version`` is hatchling's word for the way of building: standard or editable.
        """
        root = Path(self.root)
        make_files(root)
        # An editable install reads grammar/ and templates/ where they are; copies would go stale.
        if version == "standard":
            build_data["force_include"].update(
                {
                    str(root / folder): f"bulletinc/_data/{folder}"
                    for folder in ("grammar", "templates")
                }
            )


def make_files(root: Path) -> None:
    """Make the message catalogues and the parser's tables, which git ignores, in the package at
    ``root``.
    """
    for catalogue in root.glob("bulletinc/locale/*/LC_MESSAGES/*.po"):
        _write(catalogue.with_suffix(".mo"), _compiled(catalogue))
    sys.path.insert(0, str(root))
    from bulletinc.parser import tables

    _write(tables.FILE, tables.make(tables.line_grammar()).encode())


def _compiled(catalogue: Path) -> bytes:
    """A ``.po`` file in the form that programs read. Fuzzy translations are left out."""
    file = BytesIO()
    write_mo(file, read_po(BytesIO(catalogue.read_bytes())))
    return file.getvalue()


def _write(file: Path, data: bytes) -> None:
    # A file that is up to date keeps its bytes: somebody may be reading it.
    if not file.exists() or file.read_bytes() != data:
        file.write_bytes(data)
    file.touch()


if __name__ == "__main__":
    make_files(Path(__file__).resolve().parent)
