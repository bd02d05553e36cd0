"""The house keeps its own rules."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from bulletinc.kinds import load_kinds
from bulletinc.parser import parse, tables
from bulletinc.text.source import decode
from tests.support.places import ROOT

MODULES = sorted((ROOT / "bulletinc").rglob("*.py"))
NAMELESS = {"utils", "util", "common", "helpers", "misc", "base", "manager"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_has_a_name_and_says_what_it_is(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert module.stem not in NAMELESS
    assert ast.get_docstring(ast.parse(text))


def test_no_test_module_imports_another() -> None:
    """What two of them need is in ``tests/support``."""
    imported = [
        f"{path.relative_to(ROOT)}:{node.lineno} {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in _imported(node)
        if any(part.startswith("test_") for part in name.split("."))
    ]
    assert imported == []


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The dotted names that an import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module or ''}.{alias.name}" for alias in node.names]


@pytest.mark.parametrize("kind", load_kinds(), ids=lambda kind: kind.name)
def test_every_kind_has_an_example_that_is_recognised_as_it(kind: object) -> None:
    name = getattr(kind, "name", "")
    example = ROOT / "examples" / f"{name}.txt"
    assert parse(decode(example.read_bytes(), example.name)).kind == name


def test_there_is_one_fallback_kind() -> None:
    assert [kind.name for kind in load_kinds() if kind.fallback] == ["tongyong"]


def test_case_names_are_not_used_twice() -> None:
    for file in (ROOT / "tests" / "cases").rglob("*.md"):
        names = [
            line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("## ")
        ]
        assert len(names) == len(set(names)), file


def test_tables_give_the_same_parser_as_the_grammar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tables.line_grammar()
    monkeypatch.setattr(tables, "FILE", tmp_path / "tables.json")
    tables.FILE.write_text(tables.make(text), encoding="utf-8")
    compiled = tables.compiled(text)
    monkeypatch.delattr(tables, "compiled")
    assert tables.tables(text) == compiled


def test_tables_of_another_version_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tables.line_grammar()
    monkeypatch.setattr(tables, "FILE", tmp_path / "tables.json")
    older = json.loads(tables.make(text))
    older["tables"]["patterns"] = older["tables"].pop("terminals")
    tables.FILE.write_text(json.dumps(older), encoding="utf-8")
    assert tables.tables(text) == tables.compiled(text)


def test_tables_of_another_grammar_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tables.line_grammar()
    monkeypatch.setattr(tables, "FILE", tmp_path / "tables.json")
    tables.FILE.write_text(tables.make(text), encoding="utf-8")
    other = text.replace("[。；：;:]", "[。]")
    assert tables.tables(other) == tables.compiled(other) != tables.tables(text)
