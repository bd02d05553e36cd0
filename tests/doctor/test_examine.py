"""The doctor: the report whole, parts that hang or fail, and its two forms."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bulletinc.doctor import CheckReport, Circumstances, Examined, Trouble, examine, telling
from bulletinc.errors import BulletinError
from bulletinc.workers.bounds import Bounds
from tests.support import sick_checks
from tests.support.program import program


def without(place: Path, *libraries: str) -> dict[str, Any]:
    """The environment of a machine on which these libraries cannot be loaded."""
    for library in libraries:
        (place / f"{library}.py").write_text("raise OSError('cannot load libpango-1.0-0')\n")
    return {
        "PYTHONPATH": os.pathsep.join([str(place), *sys.path]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_what_hangs_or_fails_is_told_and_the_rest_is_examined(tmp_path: Path) -> None:
    bounds = Bounds(timeout=2)
    (section,) = examine(Circumstances(tmp_path), sick_checks.__name__, bounds)
    assert (section.name, section.title) == ("sleeper", "三部")
    assert [each.what for each in section.examined.observations] == ["好"]
    slow, wrong = section.examined.troubles
    assert slow.what == "睡：2 秒内没有回应。"
    assert "ValueError: 坏了" in wrong.what
    assert slow.remedy
    assert wrong.remedy


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="没有这个文件夹") as caught:
        examine(Circumstances(tmp_path / "无"))
    assert caught.value.remedy


@pytest.mark.parametrize(("hinders", "last"), [(True, "有 1 个问题："), (False, "需要的都正常。")])
def test_only_what_hinders_counts_as_a_trouble(hinders: bool, last: str) -> None:
    sections = (CheckReport("x", "某项", Examined(troubles=(Trouble("坏。", "修。", hinders),))),)
    assert telling.is_well(sections) is not hinders
    lines = list(telling.lines(sections))
    assert last in lines
    assert lines[lines.index("- 坏。") + 1] == "  修。"
    assert telling.value(sections)["well"] is not hinders


def test_a_trouble_that_two_checks_meet_is_told_once() -> None:
    met = Examined(troubles=(Trouble("坏。", "修。"),))
    lines = list(telling.lines((CheckReport("x", "甲", met), CheckReport("y", "乙", met))))
    assert lines.count("- 坏。") == 1
    assert "有 1 个问题：" in lines


def test_the_program_tells_of_a_machine_without_engines(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    lacking = without(tmp_path / "lib", "weasyprint", "typst")
    said = program("doctor", str(tmp_path), "--json", **lacking)
    assert (said.status, said.err) == (1, "")
    told = json.loads(said.out)
    checks = {each["name"]: each for each in told["checks"]}
    assert told["well"] is False
    assert [each["hinders"] for each in checks["engines"]["troubles"]] == [False, False]
    (fonts,) = checks["fonts"]["troubles"]
    assert "没有能用的排版引擎" in fonts["what"]
    assert "libpango" in fonts["remedy"]
    assert not checks["folder"]["troubles"]


def test_one_engine_is_enough_and_the_other_is_told(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    said = program("doctor", str(tmp_path), **without(tmp_path / "lib", "weasyprint"))
    assert (said.status, said.err) == (0, "")
    assert "WeasyPrint：在这里不能用" in said.out
    assert "仿宋：" in said.out
    assert "需要的都正常。" in said.out
    assert "cannot load libpango-1.0-0" in said.out


def test_a_wrong_folder_is_misuse(tmp_path: Path) -> None:
    said = program("doctor", str(tmp_path / "无"))
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 2
