"""What the manual shows is what the program takes, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bulletinc.archive.ledger import read_ledger
from bulletinc.archive.units import unit_list
from bulletinc.project import find_project, project_of
from bulletinc.project.amounts import COLUMNS
from bulletinc.project.statistics import NOTICE_KEYS, STATS_KEYS
from tests.support.places import ROOT

_BLOCK = re.compile(r"^```(?P<kind>toml|text)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PAGES = [ROOT / "docs" / f"statistics{ending}.md" for ending in ("", ".zh-CN")]


def _blocks(page: Path, kind: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [found["text"] for found in _BLOCK.finditer(text) if found["kind"] == kind]


def _settings(page: Path) -> dict[str, Any]:
    return tomllib.loads("\n".join(_blocks(page, "toml")))


@pytest.mark.parametrize("page", _PAGES, ids=["en", "zh"])
def test_every_setting_is_shown_and_taken(page: Path) -> None:
    settings = _settings(page)
    shown = settings["stats"]
    assert set(STATS_KEYS) | {"notice"} == set(shown)
    assert set(NOTICE_KEYS) == set(shown["notice"])
    assert project_of(settings, ROOT / "bulletin.toml").stats.has_points
    text = page.read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in text] == []


def test_both_languages_show_the_same_settings_and_the_same_ledger() -> None:
    english, chinese = map(_settings, _PAGES)
    assert english == chinese
    assert _blocks(_PAGES[0], "text") == _blocks(_PAGES[1], "text")


def test_the_ledger_of_the_manual_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text("\n".join(_blocks(_PAGES[0], "toml")), "utf-8")
    (tmp_path / "台账.csv").write_text(_blocks(_PAGES[0], "text")[0], "utf-8")
    project = find_project(tmp_path)
    ledger = read_ledger(tmp_path / "台账.csv", project.stats, unit_list(project))
    assert ledger.faults == ()
    assert [each.form for each in ledger.adoptions] == [
        "sent", "higher", "instruction", "instruction", "late", "other",
    ]  # fmt: skip
