"""Waivers in a draft keep quiet about the line below, and are never printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.checking import found_alone
from bulletinc.fmt import formatted
from bulletinc.parser import parse
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import Source
from bulletinc.text.waivers import find_waivers
from tests.support.outline import outline

HEAD = "清溪区工作快报\n\n第12期（总第86期）\n\n清溪区创建办　2026年3月5日\n\n【简讯】\n\n"
WRONG = "【文明实践】　白河镇：近日，，志愿者清理河道。\n"


def codes(text: str) -> list[str]:
    source = Source(text)
    return [each.code for each in found_alone(CheckContext(source, parse(source)), Path("稿.txt"))]


def test_a_finding_of_the_line_below_is_not_told() -> None:
    assert codes(HEAD + WRONG) == ["W008"]
    assert codes(f"{HEAD}%% 不查 W008：原件如此\n{WRONG}") == []
    assert codes(f"{HEAD}%% 不查 doubled-punctuation、W007：原件如此\n\n{WRONG}") == []
    assert codes(f"{HEAD}%% ignore W0: as it was\n{WRONG}") == []


def test_other_lines_and_other_findings_are_told() -> None:
    assert codes(f"{HEAD}%% 不查 W008：原件如此\n{WRONG}\n{WRONG}") == ["W008"]
    assert codes(f"{HEAD}%% 不查 W007：原件如此\n{WRONG}") == ["X002", "W008"]


@pytest.mark.parametrize(
    "waiver",
    ["%% 不查 W008", "%% 不查：原件如此", "%% 不查 W999：原件如此", "%% 不查 W001：原件如此"],
)
def test_a_remark_that_does_nothing_is_told(waiver: str) -> None:
    assert "X002" in codes(f"{HEAD}{waiver}\n{WRONG}")


def test_a_remark_leaves_the_tree_as_it_is() -> None:
    plain, remarked = (Source(text) for text in (HEAD + WRONG, f"{HEAD}%% 不查 W008：是\n{WRONG}"))
    assert outline(parse(plain)) == outline(parse(remarked))


def test_other_lines_with_the_signs_are_text() -> None:
    source = Source(f"{HEAD}%% 不是免报\n\n{WRONG}")
    assert find_waivers(source.text) == ()
    assert "%%" in str(outline(parse(source)))


def test_the_canonical_form_keeps_a_remark_above_its_line() -> None:
    text = f"{HEAD}【文明实践】　青石镇：清理河道。\n%% 不查 W008：原件  如此\n\n\n{WRONG}"
    written = formatted(Source(text))
    assert "。\n\n%% 不查 W008：原件  如此\n【文明实践】" in written
    assert formatted(Source(written)) == written


def test_a_run_of_remarks_covers_the_same_line() -> None:
    text = f"%% 不查 W008：一\n%% 不查 W007：二\n{WRONG}"
    assert [text[slice(*each.covered)] for each in find_waivers(text)] == [WRONG.strip()] * 2
