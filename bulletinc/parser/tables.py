"""The parser's tables, made once when the package is built, so that a start need not compile the grammar again.

They are plain JSON beside this module, no pickle, and carry the grammar and Lark's version that they were made from: tables
that do not match are passed over, and the grammar is compiled. Tables are never needed, only quicker.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

FILE = Path(__file__).with_name("tables.json")
_STARTS = ("line", "strong", "tag", "masthead_line", "colophon_line")


def parser(grammar: str) -> Lark:
    """The parser of the grammar, from the tables where they match."""
    try:
        tables = json.loads(FILE.read_bytes())
    except (OSError, ValueError):
        tables = {}
    return _load(tables) if tables.get("made_from") == _origin(grammar) else compiled(grammar)


def compiled(grammar: str) -> Lark:
    """The parser of the grammar, compiled now."""
    return Lark(grammar, parser="lalr", lexer="contextual", start=list(_STARTS), maybe_placeholders=False)


def make(grammar: str) -> str:
    """The tables of the grammar, as they are stored."""
    data, memo = compiled(grammar).memo_serialize([TerminalDef, Rule])
    return json.dumps({"made_from": _origin(grammar), "data": data, "memo": memo}, ensure_ascii=False, separators=(",", ":"))


def _load(tables: Mapping[str, Any]) -> Lark:
    table = tables["data"]["parser"]["parser"]
    table.update(tokens=_numbered(table["tokens"]), states={state: _numbered(row) for state, row in _numbered(table["states"]).items()})
    # What Lark's own stand-alone parsers do. Lark.load() would do the same from a pickle.
    loaded: Lark = Lark._load_from_dict(tables["data"], _numbered(tables["memo"]))  # type: ignore[no-untyped-call]  # noqa: SLF001
    return loaded


def _origin(grammar: str) -> list[str]:
    return [lark.__version__, grammar]


def _numbered(mapping: Mapping[str, Any]) -> dict[int, Any]:
    """JSON has no numbers for keys; Lark's tokens, states and memo have."""
    return {int(key): value for key, value in mapping.items()}
