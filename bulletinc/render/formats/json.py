"""The tree as JSON: every node is an object with its ``type`` and ``span`` and then its fields; an absent value is null."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from bulletinc.render import RenderContext, Rendered
from bulletinc.syntax import Document

INPUT: str | None = None
SUFFIX = ".json"


def render(document: Document, context: RenderContext | None = None) -> Rendered:  # noqa: ARG001
    """The tree as UTF-8 text. What UTF-8 cannot hold (a lone surrogate) is written as a JSON escape."""
    text = json.dumps(document, default=_members, ensure_ascii=False, indent=2)
    return Rendered(f"{text}\n".encode(errors="backslashreplace"))


def _members(node: Any) -> dict[str, Any]:
    return {"type": type(node).__name__} | {
        field.name: getattr(node, field.name) for field in fields(node)
    }
