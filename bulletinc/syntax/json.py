"""The tree as JSON: a node is an object with ``type``, ``span`` and its fields; none is null."""

from __future__ import annotations

import json
from typing import Any

from bulletinc.syntax import Document, field_names


def as_json(document: Document) -> str:
    """The tree as text that ends with a line end. A lone surrogate stands in it as it is."""
    return json.dumps(document, default=_members, ensure_ascii=False, indent=2) + "\n"


def _members(node: Any) -> dict[str, Any]:
    names = field_names(type(node))
    return {"type": type(node).__name__, "span": node.span} | {
        name: getattr(node, name) for name in names
    }
