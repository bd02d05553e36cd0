"""A tree as an editor could read it: a node a line, what it has indented below it.

Spans are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import bulletinc
from bulletinc.render import RenderContext
from bulletinc.render.formats.json import render
from bulletinc.syntax import Document, Node, Text

_SCHEMA = Draft202012Validator(
    json.loads((Path(bulletinc.__file__).parent / "tree.schema.json").read_text(encoding="utf-8"))
)


def valid(document: Document) -> Document:
    """The tree, after its JSON was held against the schema that is shipped."""
    _SCHEMA.validate(json.loads(render(document, RenderContext()).data))
    return document


def outline(node: Node) -> str:
    """The tree as lines. Fields that are absent or empty are left out."""
    return "\n".join(_lines(type(node).__name__, node))


def _lines(name: str, value: Any) -> Iterator[str]:
    yield f"{name}{_says(value)}"
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name in ("span", "text", "kind") or inner in (None, (), False):
            continue
        if field.name == "inlines":
            for node in inner:
                yield from _indented(_lines(type(node).__name__, node))
        elif isinstance(inner, tuple):
            for node in inner:
                yield from _indented(_lines(f"{field.name}: {type(node).__name__}", node))
        elif is_dataclass(inner):
            yield from _indented(_lines(f"{field.name}: {type(inner).__name__}", inner))
        else:
            yield f"  {field.name} = {inner}"


def _says(value: Any) -> str:
    text = getattr(value, "text", getattr(value, "kind", None))
    return f" {text.text if isinstance(text, Text) else text}" if text is not None else ""


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)
