"""Write the JSON Schema of bulletin.toml, ``bulletinc/bulletin.schema.json``.

The settings are those that ``bulletinc/project/`` lists.

Usage: python scripts/make_project_schema.py
A test fails when the committed schema is not what this script writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from bulletinc.project import SETTINGS, SEVERITIES, Suppression
from bulletinc.project.amounts import BASE_FOR, COLUMNS, RANK_BY, SEVERAL, TIES
from bulletinc.project.statistics import NOTICE_KEYS, STATS_KEYS

TARGET = Path(__file__).resolve().parent.parent / "bulletinc" / "bulletin.schema.json"
_TEXT = {"type": "string", "pattern": r"\S"}
_NAMES = [field.name for field in fields(Suppression) if field.name != "folder"]


def _rows(*columns: str) -> dict[str, Any]:
    """A list that is a file of its own, or stands in the settings."""
    row = {
        "type": "object",
        "properties": {column: {"type": ["string", "integer"]} for column in columns},
        "required": ["name"],
        "additionalProperties": False,
    }
    return {"anyOf": [_TEXT, {"type": "array", "items": row}]}


_FORMS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "theme": _TEXT,
    "list": {"type": "array", "items": _TEXT},
    "word lists": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
    "people": _rows("name", "post", "order", "gender"),
    "organisations": _rows("name", "short", "former", "renamed"),
    "yes or no": {"type": "boolean"},
    "share": {"type": "number", "minimum": 0.6, "maximum": 1},
    "words": {
        "type": "object",
        "propertyNames": {"minLength": 1},
        "additionalProperties": {"type": "string"},
    },
    "indicators": {
        "anyOf": [
            _TEXT,
            {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
        ]
    },
    "severities": {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},
    "suppressions": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": dict.fromkeys(_NAMES, _TEXT),
            "required": _NAMES,
            "additionalProperties": False,
        },
    },
}
_NUMBER = {"type": "number"}
_AMOUNTS = {"type": "object", "additionalProperties": _NUMBER}
_LIST = {"type": "array", "items": _TEXT}
_LISTS = {"type": "object", "additionalProperties": _LIST}
_STATS_FORMS: dict[str, dict[str, Any]] = {
    "amount": _NUMBER,
    "penalty": _NUMBER,
    "share": {"anyOf": [{"enum": ["full", "divided"]}, _NUMBER]},
    "coauthors": {
        "anyOf": [
            {"enum": ["full", "divided"]},
            {
                "type": "array",
                "items": {"type": "number", "exclusiveMinimum": 0},
                "minItems": 1,
            },
        ]
    },
    "several": {"enum": list(SEVERAL)},
    "count": {"type": "integer", "minimum": 0},
    "by group": {"anyOf": [_NUMBER, _AMOUNTS]},
    "base for": {"enum": list(BASE_FOR)},
    "names": _LIST,
    "files": {"anyOf": [_TEXT, _LIST]},
    "groups": _LISTS,
    "aliases": _LISTS,
    "amounts": _AMOUNTS,
    "ties": {"enum": list(TIES)},
    "decimals": {"type": "integer", "minimum": 0, "maximum": 6},
    "columns": {"type": "array", "items": {"enum": COLUMNS}, "contains": {"const": "unit"}},
    "line": {"type": "string"},
    "name": _TEXT,
    "rank by": {"enum": list(RANK_BY)},
    "yes or no": {"type": "boolean"},
}


def _table(keys: Mapping[str, str], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: _STATS_FORMS[form] for key, form in keys.items()} | more,
        "additionalProperties": False,
    }


_FORMS["build"] = {
    "type": "object",
    "properties": {"formats": _LIST, "folder": {"type": "string"}, "name": {"type": "string"}},
    "additionalProperties": False,
}
_FORMS["stats"] = _table(STATS_KEYS, notice=_table(NOTICE_KEYS))


def schema() -> str:
    """The schema as text, with its final newline."""
    properties: dict[str, Any] = {"extend": {"type": "string"}}
    for key, (_name, form) in SETTINGS.items():
        table, _dot, inner = key.rpartition(".")
        if not table:
            properties[inner] = _FORMS[form]
            continue
        whole = properties.setdefault(
            table, {"type": "object", "properties": {}, "additionalProperties": False}
        )
        whole["properties"][inner] = _FORMS[form]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bulletin.toml",
        "description": (
            "What an office has settled for its bulletins. What is not there is not settled."
        ),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema(), encoding="utf-8")
    print(TARGET)
