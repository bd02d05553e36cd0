"""The tree as JSON, and the schema that is shipped for it."""

from __future__ import annotations

import json
from pathlib import Path

import make_tree_schema
import pytest
from jsonschema import Draft202012Validator

from bulletinc.parser import parse
from bulletinc.render import RenderContext
from bulletinc.render.formats.json import render
from bulletinc.syntax import Document, Invalid, Text
from bulletinc.text.source import Source, Span, decode
from tests.support.places import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
VALIDATOR = Draft202012Validator(json.loads(make_tree_schema.TARGET.read_text(encoding="utf-8")))


def test_the_shipped_schema_is_what_the_classes_say() -> None:
    assert make_tree_schema.TARGET.read_text(encoding="utf-8") == make_tree_schema.schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_tree_of_an_example_is_valid(path: Path) -> None:
    VALIDATOR.validate(
        json.loads(render(parse(decode(path.read_bytes(), path.name)), RenderContext()).data)
    )


@pytest.mark.parametrize("text", ["", "甲", "【简讯】\n\n【甲】　乙", "报：丙"])
def test_the_tree_of_a_scrap_is_valid(text: str) -> None:
    VALIDATOR.validate(json.loads(render(parse(Source(text)), RenderContext()).data))


def test_a_tree_that_is_wrong_is_not_valid() -> None:
    tree = json.loads(render(Document(Span(0, 0), "kuaibao"), RenderContext()).data)
    assert VALIDATOR.is_valid(tree)
    assert not VALIDATOR.is_valid(tree | {"span": [0]})
    assert not VALIDATOR.is_valid(tree | {"kind": None})
    assert not VALIDATOR.is_valid(tree | {"more": 1})


def test_json_has_type_and_span_first_and_chinese_as_it_is() -> None:
    text = render(
        Document(Span(0, 2), "tongyong", title=Text(Span(0, 2), "通知")), RenderContext()
    ).data.decode()
    assert text.startswith(
        '{\n  "type": "Document",\n  "span": [\n    0,\n    2\n  ],\n  "kind": "tongyong"'
    )
    assert '"text": "通知"' in text
    assert text.endswith("}\n")


def test_what_utf_8_cannot_hold_is_escaped() -> None:
    tree = json.loads(
        render(
            Document(Span(0, 1), "tongyong", body=(Invalid(Span(0, 1), "\ud800"),)), RenderContext()
        ).data
    )
    assert tree["body"][0]["text"] == "\ud800"
