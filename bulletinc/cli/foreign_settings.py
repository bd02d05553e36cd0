"""Say on standard error whose settings a run obeys, if somebody else could have written them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bulletinc.cli import streams
from bulletinc.project import foreign_settings


def report_foreign_settings(drafts: Iterable[Path | None]) -> None:
    """Report each ``bulletin.toml`` and theme of somebody else once, for all drafts of a run."""
    folders = dict.fromkeys(draft.parent for draft in drafts if draft is not None)
    notes = (note for folder in folders for note in foreign_settings(folder))
    for note in dict.fromkeys(notes):
        streams.write_message(note)
