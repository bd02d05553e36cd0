"""The schema of bulletin.toml, by which editors complete and check it."""

from __future__ import annotations

import json
import tomllib

import make_project_schema
import pytest
from jsonschema import Draft202012Validator

from bulletinc.scaffold import settings

VALIDATOR = Draft202012Validator(json.loads(make_project_schema.TARGET.read_text(encoding="utf-8")))


def test_the_shipped_schema_is_what_the_settings_say() -> None:
    assert make_project_schema.TARGET.read_text(encoding="utf-8") == make_project_schema.schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize(
    "text",
    [
        'extend = "../bulletin.toml"\ntheme = "official"\nindicators = "indicators.csv"',
        (
            '[masthead]\nname = "清溪区工作快报"\n[sections]\norder = ["要闻"]\ntagged = []\n'
            "[sources]\nrequired = true"
        ),
        '[indicators]\n"Ⅲ-58" = "城市精细化管理"\n[words]\n"其它" = "其他"',
        (
            '[check]\nignore = ["W001"]\n[check.severity]\nW001 = "error"\n[[check.suppress]]\n'
            'file = "*"\ncode = "W001"\nreason = "旧稿"'
        ),
        settings.write_settings([]),
    ],
)
def test_settings_are_valid(text: str) -> None:
    VALIDATOR.validate(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        'names = "清溪区工作快报"',
        '[masthead]\ntitle = "清溪区工作快报"',
        "[masthead]\nname = 1",
        '[sections]\norder = "要闻"',
        '[sources]\nrequired = "true"',
        '[check.severity]\nW001 = "fatal"',
        '[[check.suppress]]\nfile = "*"\ncode = "W001"',
        'theme = " "',
    ],
)
def test_mistakes_are_not_valid(text: str) -> None:
    assert not VALIDATOR.is_valid(tomllib.loads(text))
