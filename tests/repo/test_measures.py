"""The script that measures the code counts what it says it counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from measures import Measures, measure, report

from tests.support.places import ROOT

FIRST = '''
import os  # noqa: F401

TEXT = "# noqa in a string"


class Block:
    def choose(self, found):
        """Explain.

        At length.
        """
        if found and self or not found:
            return [each for each in found if each]
        return None


def outer(found):
    def inner():
        return 1 if found else 2

    for each in found:
        try:
            inner()
        except ValueError:
            match each:
                case 1:
                    pass
                case _:
                    pass
'''
SECOND = """
class Block:
    pass
"""
TESTS = """
def test_one():
    pass


def check():
    pass
"""
LINES = [
    f"# {'x ' * 48}x ",
    f"# {'x ' * 49}x",
    f"# {'字 ' * 40}",
    f"# {'x' * 99}",
    "x" * 101,
]


@pytest.fixture
def found(tmp_path: Path) -> Measures:
    files = {
        "bulletinc/__init__.py": "",
        "bulletinc/json.py": FIRST,
        "bulletinc/report/json.py": SECOND,
        "tests/test_it.py": TESTS,
        "tests/cases/parse/a.md": "# Title\n## 甲\n### no case\n## 乙\n",
        "scripts/it.py": "\n".join(LINES),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return measure(tmp_path)


def test_functions_are_counted_without_docstring_and_without_inner_functions(
    found: Measures,
) -> None:
    counted = {each.place.split()[1]: (each.lines, each.branches) for each in found.functions}
    assert counted == {"choose": (3, 5), "outer": (12, 4), "inner": (1, 1)}


def test_lines_are_measured_by_width_and_by_characters(found: Measures) -> None:
    assert found.wide_lines == [f"scripts/it.py:{number}" for number in (2, 3, 4)]
    assert found.long_lines == [f"scripts/it.py:{number}" for number in (2, 4, 5)]


def test_names_used_twice_suppressions_loose_modules_tests_and_cases(found: Measures) -> None:
    assert found.suppressions == ["bulletinc/json.py:2"]
    assert found.classes == {"Block": ["bulletinc/json.py:7", "bulletinc/report/json.py:2"]}
    assert found.module_names == {"json": ["bulletinc/json.py", "bulletinc/report/json.py"]}
    assert found.loose_modules == ["json.py"]
    assert (found.test_functions, found.cases) == (1, 2)


def test_the_report_names_places(found: Measures) -> None:
    lines = report(found).splitlines()
    assert "    Block ×2: bulletinc/json.py:7, bulletinc/report/json.py:2" in lines
    assert "lines over 100 columns in all Python, as ruff counts: 3" in lines


def test_the_code_stays_within_its_bars() -> None:
    found = measure(ROOT)
    assert found.wide_lines == []
    assert len(found.suppressions) <= 30
    assert found.long_functions == []
    assert found.branched_functions == []
    assert found.classes == {}
    assert len(found.loose_modules) <= 13
