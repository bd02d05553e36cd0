"""Write the JSON Schema of the tree, ``bulletinc/tree.schema.json``, from the classes of
``bulletinc/syntax.py``.

Usage: python scripts/make_tree_schema.py
A test fails when the committed schema is not what this script writes.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from inspect import getdoc
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from bulletinc import syntax
from bulletinc.text.source import Span

TARGET = Path(__file__).resolve().parent.parent / "bulletinc" / "tree.schema.json"
_SPAN = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}] * 2,
    "items": False,
    "minItems": 2,
}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def schema() -> str:
    """The schema as text, with its final newline."""
    classes = sorted(
        (
            value
            for value in vars(syntax).values()
            if isinstance(value, type) and is_dataclass(value)
        ),
        key=_name,
    )
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tree of a bulletin",
        "description": (
            "What `bulletinc ast` prints. A span is [start, end) in code points of the decoded "
            "text; null means absent."
        ),
        "$ref": "#/$defs/Document",
        "$defs": {"Span": _SPAN} | {_name(node): _object(node) for node in classes},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _name(node: type) -> str:
    return node.__name__


def _object(node: Any) -> dict[str, Any]:
    hints = get_type_hints(node)
    members = {"type": {"const": node.__name__}} | {
        field.name: _type(hints[field.name]) for field in fields(node)
    }
    description = (
        {}
        if (doc := getdoc(node) or "").startswith(f"{node.__name__}(")
        else {"description": " ".join(doc.split())}
    )
    return (
        {"type": "object"}
        | description
        | {"properties": members, "required": list(members), "additionalProperties": False}
    )


def _type(hint: Any) -> dict[str, Any]:
    if hint is Span:
        return {"$ref": "#/$defs/Span"}
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return {"$ref": f"#/$defs/{_name(hint)}"}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    return {"anyOf": [_type(choice) for choice in get_args(hint)]}


if __name__ == "__main__":
    TARGET.write_text(schema(), encoding="utf-8")
    print(TARGET)
