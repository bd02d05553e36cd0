"""The items of the folder that have certain words, with their places in the drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bulletinc.archive.query import question
from bulletinc.archive.search import Hit, find
from bulletinc.errors import BulletinError
from bulletinc.server.draft_files import read_draft_file
from bulletinc.server.positions import BrowserPositions
from bulletinc.text.source import Source

_MOST = 50  # items that a list shows


def search_folder(folder: Path, typed: str) -> dict[str, Any]:
    """What was found, the best first. Raises BulletinError where no word was typed."""
    found = find(folder, question(typed), _MOST)
    return {"count": found.count, "results": [_result(folder, hit) for hit in found.hits]}


def _result(folder: Path, hit: Hit) -> dict[str, Any]:
    path = Path(hit.path).as_posix()
    return {
        "path": path,
        **_place(folder / path, hit.passage.line),
        "title": hit.passage.headline or hit.name,
        "issue": hit.name if hit.number is None else f"{hit.name}第{hit.number}期",
        "date": hit.date,
        "excerpt": hit.sentence,
        "marks": [list(mark) for mark in hit.marks],
    }


def _place(file: Path, line: int) -> dict[str, int]:
    """A line of a draft as the page counts; its beginning where that was changed meanwhile."""
    try:
        source = Source(read_draft_file(file, file.name).text)
    except BulletinError:
        return {"from": 0, "to": 0}
    lines = source.lines()
    positions = BrowserPositions(source.text)
    return positions.of(lines[line - 1]) if line <= len(lines) else {"from": 0, "to": 0}
