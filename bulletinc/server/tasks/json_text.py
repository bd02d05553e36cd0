"""JSON as it is sent to the page."""

from __future__ import annotations

import json


def to_json(value: object) -> bytes:
    """A value as JSON in UTF-8; half a character of two units, which that lacks, as an escape."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()
