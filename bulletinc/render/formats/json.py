"""The tree as JSON: a node is an object with ``type``, ``span`` and its fields; none is null."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

from bulletinc.render import RenderContext, Rendered
from bulletinc.syntax import Document

INPUT = None
SUFFIX = ".json"
USES_FONTS = False
LIBRARIES = ()

_BEGINNING = re.compile(rb'\{\s*"type": "Document",\s*"span": \[\s*0,')


def render(document: Document, _context: RenderContext) -> Rendered:
    """The tree as UTF-8 text. A lone surrogate, which UTF-8 cannot hold, is a JSON escape."""
    text = json.dumps(document, default=_members, ensure_ascii=False, indent=2)
    return Rendered(f"{text}\n".encode(errors="backslashreplace"))


def is_own(data: bytes) -> bool:
    """Whether it is a tree of ours, by its first lines."""
    return _BEGINNING.match(data) is not None


def _members(node: Any) -> dict[str, Any]:
    return {"type": type(node).__name__} | {
        field.name: getattr(node, field.name) for field in fields(node)
    }
