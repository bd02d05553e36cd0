"""Changes for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from bulletinc.i18n import escape_controls
from bulletinc.readers.intermediate import Comment
from bulletinc.revision.comparing import Change

_VERSION = 1


def render(
    old: str,
    new: str,
    changes: Sequence[Change],
    comments: Sequence[Comment] = (),
    *,
    color: bool,
) -> str:
    """Write the changes with all their words."""
    del color
    found = [
        {
            "kind": change.kind,
            "context": change.context,
            "old_line": change.old,
            "new_line": change.new,
            "lines": change.lines,
            "pieces": [{"kind": piece.kind, "text": piece.text} for piece in change.pieces],
        }
        for change in changes
    ]
    whole: dict[str, object] = {"version": _VERSION, "old": old, "new": new, "changes": found}
    if comments:
        whole["comments"] = [asdict(each) for each in comments]
    return escape_controls(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"
