"""Indicator tags over the issues of a folder."""

from __future__ import annotations

import pytest

from bulletinc.parser import parse
from bulletinc.project import Project
from bulletinc.rules import check_series, rule_of
from bulletinc.rules.context import CheckContext
from bulletinc.rules.indicator.inconsistent_tag_in_series import inconsistent_tag_in_series
from bulletinc.text.source import Source

RULES = [rule_of(inconsistent_tag_in_series)]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def issues(*tags: str, project: Project | None = None) -> list[CheckContext]:
    """One draft for each tag (several: parted by a line end), each in a report of its own."""
    drafts = []
    for number, lines in enumerate(tags, 1):
        reports = "\n\n".join(
            f"【文明实践】　近日，志愿者清理河道。（{tag}）" for tag in lines.split("\n")
        )
        source = Source(
            (
                f"清溪区工作快报\n\n第{number}期\n\n清溪区创建办　2026年3月{number}日\n\n"
                f"【简讯】\n\n{reports}\n"
            ),
            f"{number}.txt",
        )
        drafts.append(CheckContext(source, parse(source), project or Project()))
    return drafts


def found(drafts: list[CheckContext]) -> list[tuple[int, str]]:
    """The issue of each finding, and what it points at."""
    return [
        (number + 1, drafts[number].written(each.span))
        for number, each in check_series(drafts, RULES)
    ]


def test_the_rarer_name_of_a_code_is_pointed_at() -> None:
    drafts = issues("Ⅲ-17 志愿服务活动", "Ⅲ-17 志愿者服务", "III—17志愿服务活动")
    assert found(drafts) == [(2, "志愿者服务")]
    [(_, diagnostic)] = check_series(drafts, RULES)
    assert (
        diagnostic.finding.message
        == "Ⅲ-17 is called “志愿者服务” here, and “志愿服务活动” in 1.txt, line 9."
    )


def test_the_rarer_code_of_a_name_is_pointed_at() -> None:
    drafts = issues("Ⅲ-17 志愿服务活动", "Ⅲ-17 志愿服务活动", "Ⅲ-71 志愿服务活动")
    assert found(drafts) == [(3, "Ⅲ-71")]
    [(_, diagnostic)] = check_series(drafts, RULES)
    assert (
        diagnostic.finding.message
        == "“志愿服务活动” has the code Ⅲ-71 here, and Ⅲ-17 in 1.txt, line 9."
    )


def test_names_that_are_as_frequent_are_all_pointed_at() -> None:
    assert found(issues("Ⅲ-17 志愿服务活动", "Ⅲ-17 志愿者服务")) == [
        (1, "志愿服务活动"),
        (2, "志愿者服务"),
    ]


def test_a_new_edition_of_the_table_contradicts_nothing() -> None:
    old, new = (
        "Ⅲ-17 志愿服务活动\nⅢ-50 公益活动\nⅢ-58 城市精细化管理",
        "Ⅲ-17 公益活动\nⅢ-50 城市规划\nⅢ-58 城市精细化管理",
    )
    assert found(issues(old, old, new, new)) == []


def test_within_a_new_edition_tags_are_held_to_each_other() -> None:
    old, new = "Ⅲ-17 志愿服务活动\nⅢ-50 公益活动", "Ⅲ-17 公益活动\nⅢ-50 城市规划"
    assert found(issues(old, new, new, "Ⅲ-17 公益行动\nⅢ-50 城市规划")) == [(4, "公益行动")]


def test_what_contradicts_itself_within_an_issue_is_not_told_twice() -> None:
    assert found(issues("Ⅲ-17 志愿服务活动", "Ⅲ-17 志愿者服务\nⅢ-17 志愿服务活动")) == []


def test_where_the_office_has_a_table_nothing_is_compared() -> None:
    assert (
        found(
            issues(
                "Ⅲ-17 志愿服务活动",
                "Ⅲ-17 志愿者服务",
                project=Project(indicators={"Ⅲ-17": "志愿服务活动"}),
            )
        )
        == []
    )
