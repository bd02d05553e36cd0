"""A text put right: in canonical form, or with all its safe fixes made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bulletinc import checking, fmt
from bulletinc.checking import CheckRequest
from bulletinc.options import CheckOptions
from bulletinc.server.positions import BrowserPositions
from bulletinc.server.tasks.json_text import to_json
from bulletinc.text.endless import refuse_endless
from bulletinc.text.source import Source


@dataclass(frozen=True, slots=True)
class MendingRequest:
    """A text that is typed into the draft at ``path``."""

    path: Path
    text: str


def format_draft(request: MendingRequest) -> bytes:
    """The canonical form, as JSON. Raises BulletinError for an endless text."""
    refuse_endless(request.text, request.path.name)
    return to_json(_changed(request.text, fmt.formatted(Source(request.text, request.path.name))))


def fix_draft(request: MendingRequest) -> bytes:
    """The text with all safe fixes made, as JSON. Raises BulletinError."""
    refuse_endless(request.text, request.path.name)
    data = request.text.encode("utf-8", "surrogatepass")
    asked = CheckRequest(request.path.name, request.path, data)
    checked = checking.check_one(asked, CheckOptions(fixes="safe"))
    if checked.error is not None:
        raise checked.error
    text = checked.draft.source.text if checked.draft else request.text
    return to_json({**_changed(request.text, text), "count": checked.fixed})


def _changed(before: str, after: str) -> dict[str, Any]:
    positions = BrowserPositions(before)
    return {
        "text": after,
        "edits": [
            {"from": positions(start), "to": positions(end), "text": text}
            for start, end, text in _edits(before, after)
        ],
    }


def _edits(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """The lines that differ as edits, each without what it begins and ends with in both texts."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for step, i, j, k, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        removed, added = "".join(old[i:j]), "".join(new[k:last])
        same = _same(removed, added)
        tail = _same(removed[same:][::-1], added[same:][::-1])
        yield starts[i] + same, starts[j] - tail, added[same : len(added) - tail]


def _same(one: str, two: str) -> int:
    """How many characters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )
