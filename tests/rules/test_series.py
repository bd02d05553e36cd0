"""Rules of the series: what shows when the issues of a folder lie side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bulletinc.parser import parse
from bulletinc.project import Project
from bulletinc.rules import check_series, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.rules.near_texts import near_texts
from bulletinc.text.source import Source

REPORT = (
    "【文明实践】　白河镇：近日，组织文艺骨干自编自演快板、小戏等节目，到6个村巡演9场，"
    "村民1500余人次观看。（白河镇）"
)
OTHER_REPORT = (
    "【文明实践】　枫林镇：6日，在镇文化站举办剪纸、面塑培训班，非遗传承人现场示范，"
    "村民200余人参加学习。（枫林镇）"
)


def issue(
    number: str,
    day: str,
    report: str = "【文明实践】　白河镇：近日，清理河道。",
    name: str = "清溪区工作快报",
) -> CheckContext:
    source = Source(
        f"{name}\n\n{number}\n\n清溪区创建办\n\n{day}\n\n【简讯】\n\n{report}\n", f"{number}.txt"
    )
    return CheckContext(source, parse(source))


def found(rule: str, drafts: Sequence[CheckContext]) -> list[tuple[int, str]]:
    """Which drafts the rule finds something in, and the characters that it points at."""
    rules = [each for each in load_rules() if each.name == rule]
    return [
        (place, drafts[place].written(diagnostic.span))
        for place, diagnostic in check_series(drafts, rules)
    ]


def message(rule: str, drafts: Sequence[CheckContext]) -> tuple[str, str | None]:
    """What the rule says of the first thing that it finds."""
    finding = check_series(drafts, [each for each in load_rules() if each.name == rule])[0][
        1
    ].finding
    return finding.message, finding.hint


def test_a_number_that_is_skipped_is_found_at_the_issue_after_it() -> None:
    drafts = [
        issue("第13期", "2026年3月9日"),
        issue("第10期", "2026年3月2日"),
        issue("第11期", "2026年3月5日"),
    ]
    assert found("missing-issue", drafts) == [(0, "第13期")]


@pytest.mark.parametrize(
    "numbers",
    [
        ["第11期", "第12期"],
        ["第12期", "第13期（专刊）", "第14期"],  # a special issue fills its place
        ["第2期", "第3、4期合刊", "第5期", "第6-7期（合刊）", "第8期"],
        ["第2期", "增刊第1期", "第3期", "增刊第2期", "第4期"],
        ["第21期（5月18日—5月24日）", "第22期（5月25日—5月31日）", "第23期"],
        ["第3期", "第1期（增刊）", "第4期"],  # or counts for itself
        ["第155期", "第764期"],  # a selection
        ["第3期", "第3期"],
        ["总第3期", "总第5期"],
    ],
)
def test_no_issue_is_missing(numbers: list[str]) -> None:
    assert (
        found(
            "missing-issue",
            [issue(number, f"2026年3月{day}日") for day, number in enumerate(numbers, 2)],
        )
        == []
    )


def test_numbers_of_two_years_or_two_bulletins_are_not_compared() -> None:
    assert (
        found("missing-issue", [issue("第52期", "2025年12月30日"), issue("第54期", "2026年1月5日")])
        == []
    )
    assert (
        found(
            "missing-issue",
            [issue("第1期", "2026年3月2日"), issue("第3期", "2026年3月2日", name="清溪区应急专报")],
        )
        == []
    )


def test_the_year_of_the_number_counts_before_that_of_the_date() -> None:
    drafts = [issue("〔2025〕第51期", "2025年12月25日"), issue("〔2025〕第53期", "2026年1月2日")]
    assert found("missing-issue", drafts) == [(1, "第53期")]


def test_how_many_are_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    one = [issue("第1期", "2026年3月2日"), issue("第3期", "2026年3月5日")]
    two = [issue("第1期", "2026年3月2日"), issue("第4期", "2026年3月5日")]
    assert message("missing-issue", one)[0] == "Between issue 1 and this one, 1 issue is missing."
    assert message("missing-issue", two)[0] == "Between issue 1 and this one, 2 issues are missing."


def test_a_number_that_is_used_twice_is_found_at_the_later_date() -> None:
    drafts = [
        issue("第11期（总第86期）", "2026年3月5日"),
        issue("第11期（总第85期）", "2026年3月2日"),
    ]
    assert found("doubled-issue-number", drafts) == [(0, "第11期")]


def test_a_number_is_not_doubled_by_a_supplement_another_year_or_another_bulletin() -> None:
    supplement, year = issue("第11期（增刊）", "2026年3月5日"), issue("第11期", "2025年3月5日")
    name = issue("第11期", "2026年3月5日", name="清溪区应急专报")
    assert (
        found("doubled-issue-number", [issue("第11期", "2026年3月2日"), supplement, year, name])
        == []
    )


def test_two_drafts_of_one_issue_are_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    drafts = [
        issue("第11期（总第85期）", "2026年3月2日", REPORT),
        issue("第11期（总第85期）", "2026年3月2日", REPORT),
    ]
    assert [each.code for _place, each in check_series(drafts, load_rules())] == ["N002"]
    assert (
        message("doubled-issue-number", drafts)[0]
        == "There is already an issue 11: 第11期（总第85期）.txt."
    )


def test_a_date_before_that_of_the_issue_before_is_found() -> None:
    days = ["2026年3月12日", "2026年2月19日", "2026年3月26日"]
    assert found(
        "date-going-back", [issue(f"第{number}期", day) for number, day in enumerate(days, 11)]
    ) == [(1, "2026年2月19日")]


def test_a_date_too_late_is_found_once() -> None:
    days = ["2026年3月5日", "2026年5月12日", "2026年3月19日", "2026年3月26日"]
    assert found(
        "date-going-back", [issue(f"第{number}期", day) for number, day in enumerate(days, 11)]
    ) == [(2, "2026年3月19日")]


@pytest.mark.parametrize(
    "drafts",
    [
        [issue("第11期", "2026年3月2日"), issue("第12期", "2026年3月2日")],
        [issue("第11期", "2026年3月2日"), issue("第12期", "2026年3月")],
        [issue("第1期（增刊）", "2026年12月2日"), issue("第2期", "2026年3月2日")],
        [issue("第2期", "2026年3月2日"), issue("第5期（增刊）", "2026年1月2日")],
        [issue("第50期", "2025年12月28日"), issue("第1期", "2026年1月4日")],
        [issue("第1期", "2026年3月12日"), issue("第2期", "2026年2月19日", name="清溪区应急专报")],
    ],
)
def test_a_date_does_not_go_back(drafts: list[CheckContext]) -> None:
    assert found("date-going-back", drafts) == []


def test_a_total_number_that_slipped_once_is_found_once() -> None:
    numbers = ["第11期（总第85期）", "第12期（总第68期）", "第13期（总第87期）"]
    drafts = [issue(number, f"2026年3月{day}日") for day, number in enumerate(numbers, 2)]
    assert found("total-number-does-not-add-up", drafts) == [(1, "总第68期")]


def test_a_total_number_that_goes_on_wrong_is_found_where_it_began() -> None:
    numbers = ["第11期（总第85期）", "第12期（总第87期）", "第13期（总第88期）"]
    drafts = [issue(number, f"2026年3月{day}日") for day, number in enumerate(numbers, 2)]
    assert found("total-number-does-not-add-up", drafts) == [(1, "总第87期")]


def test_a_new_year_goes_on_with_the_total_number() -> None:
    december, january = (
        issue("第50期（总第100期）", "2025年12月28日"),
        issue("第1期（总第99期）", "2026年1月4日"),
    )
    assert found("total-number-does-not-add-up", [january, december]) == [(0, "总第99期")]
    assert (
        found(
            "total-number-does-not-add-up", [issue("第2期（总第103期）", "2026年1月8日"), december]
        )
        == []
    )


@pytest.mark.parametrize(
    "numbers",
    [
        ["第11期（总第85期）", "第12期（总第86期）", "第15期（总第89期）"],
        ["第11期（总第85期）", "第1期（总第86期 增刊）", "第12期（总第87期）"],
        ["第11期（总第85期）", "第12期", "第13期（总第87期）"],
        [
            "第11期（总第85期）",
            "第11期（总第86期）",
        ],  # the number is doubled, which is another defect
    ],
)
def test_total_numbers_add_up(numbers: list[str]) -> None:
    drafts = [issue(number, f"2026年3月{day}日") for day, number in enumerate(numbers, 2)]
    assert found("total-number-does-not-add-up", drafts) == []


def test_a_supplement_may_add_to_the_total_but_not_take_from_it() -> None:
    numbers = ["第11期（总第85期）", "第1期（总第86期 增刊）", "第12期（总第85期）"]
    drafts = [issue(number, f"2026年3月{day}日") for day, number in enumerate(numbers, 2)]
    assert found("total-number-does-not-add-up", drafts) == [(2, "总第85期")]


def test_a_report_that_was_printed_before_is_found_in_the_later_issue() -> None:
    drafts = [
        issue("第12期", "2026年3月5日", f"{OTHER_REPORT}\n\n{REPORT}"),
        issue("第11期", "2026年3月2日", REPORT),
    ]
    assert found("item-printed-twice", drafts) == [
        (0, REPORT.removeprefix("【文明实践】　").removesuffix("（白河镇）"))
    ]


def test_a_report_is_the_same_under_another_headline_and_with_other_signs() -> None:
    text = "近日，白河镇组织文艺骨干自编自演快板、小戏等节目，到6个村巡演9场，村民1500余人次观看。"
    first, again = (
        f"白河镇送戏下乡受欢迎　{text}（白河镇）",
        f"白河镇巡演进村入户　{text.replace('，', ',')}\n\n（镇文化站）",
    )
    drafts = [issue("第11期", "2026年3月2日", first), issue("第12期", "2026年3月5日", again)]
    assert found("item-printed-twice", drafts) == [(1, "白河镇巡演进村入户")]


@pytest.mark.parametrize(
    "drafts",
    [
        [issue("第11期", "2026年3月2日", REPORT), issue("第12期", "2026年3月5日", OTHER_REPORT)],
        [
            issue("第11期", "2026年3月2日"),
            issue("第12期", "2026年3月5日"),
        ],  # too short to be told apart
        [
            issue("第11期", "2026年3月2日", REPORT),
            issue("第2期", "2026年3月5日", REPORT, "清溪区应急专报"),
        ],
        [issue("第11期", "2026年3月2日", f"{REPORT}\n\n{REPORT}")],
    ],
)
def test_no_report_was_printed_before(drafts: list[CheckContext]) -> None:
    assert found("item-printed-twice", drafts) == []


def _edited(repeats: float = 0.8) -> list[CheckContext]:
    """Two issues, of which the later one has a report again with light edits, and another one."""
    again = REPORT.replace("近日", "5日").replace("1500余", "1600余")
    drafts = [
        issue("第12期", "2026年3月5日", f"{OTHER_REPORT}\n\n{again}"),
        issue("第11期", "2026年3月2日", REPORT),
    ]
    return [replace(draft, project=Project(repeats=repeats)) for draft in drafts]


def test_a_report_that_was_printed_before_with_other_words_is_found_in_the_later_issue() -> None:
    (place, text) = found("item-repeated-with-edits", _edited())[0]
    assert (place, text[:7]) == (0, "白河镇：5日，")
    assert found("item-printed-twice", _edited()) == []


def test_it_is_said_how_much_of_a_report_was_printed_before_and_where() -> None:
    said, hint = message("item-repeated-with-edits", _edited())
    assert re.findall(r"\d+", said) == ["84", "11"]
    assert "第11期.txt:11" in str(hint)


def test_an_office_settles_how_much_makes_a_repeat() -> None:
    assert found("item-repeated-with-edits", _edited(repeats=0.9)) == []
    assert found("item-repeated-with-edits", _edited(repeats=1)) == []
    changed = _edited(repeats=0.6)
    text = changed[0].source.text.replace("到6个村巡演9场", "在6个村演出")
    changed[0] = replace(changed[0], source=Source(text, "12.txt"), document=parse(Source(text)))
    assert len(found("item-repeated-with-edits", changed)) == 1
    stricter = [replace(draft, project=Project()) for draft in changed]
    assert found("item-repeated-with-edits", stricter) == []


@pytest.mark.parametrize(
    "drafts",
    [
        [issue("第11期", "2026年3月2日", REPORT), issue("第12期", "2026年3月5日", OTHER_REPORT)],
        [issue("第11期", "2026年3月2日", REPORT), issue("第12期", "2026年3月5日", REPORT)],
        [
            issue("第11期", "2026年3月2日", REPORT),
            issue("第12期", "2026年3月5日", REPORT.replace("近日", "5日"), "清溪区应急专报"),
        ],
        [
            issue("第11期", "2026年3月2日", REPORT),
            issue("第11期", "2026年3月2日", REPORT.replace("近日", "5日")),
        ],
    ],
)
def test_no_report_was_printed_before_with_other_words(drafts: list[CheckContext]) -> None:
    assert found("item-repeated-with-edits", drafts) == []


def test_of_many_earlier_reports_the_nearest_is_named() -> None:
    near = near_texts(
        ["甲" * 9 + "乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬"], 0.5
    )
    assert [(pair.later, pair.earlier) for pair in near] == [(1, 0), (2, 1)]


def test_drafts_without_name_number_or_year_are_passed_over() -> None:
    source = Source("关于报送材料的通知\n\n各镇街：\n\n请于3月5日前报送材料。")
    nameless = Source("第11期\n\n清溪区创建办\n\n2026年3月5日\n")
    yearless = Source("清溪区工作快报\n\n第11期\n\n清溪区创建办\n")
    drafts = [
        CheckContext(each, parse(each)) for each in (source, nameless, nameless, yearless, yearless)
    ]
    assert check_series(drafts, [each for each in load_rules() if each.code.startswith("N")]) == ()


def test_a_joint_issue_fills_its_numbers_and_counts_for_as_many() -> None:
    drafts = [
        issue("第6期（总第30期）", "2026年3月2日"),
        issue("第7-8期（总第31-32期）", "2026年3月5日"),
        issue("第9期（总第33期）", "2026年3月9日"),
    ]
    for rule in ("missing-issue", "doubled-issue-number", "total-number-does-not-add-up"):
        assert found(rule, drafts) == []


def test_a_number_that_a_joint_issue_has_already_is_doubled() -> None:
    drafts = [
        issue("第7、8期（总第31-32期）", "2026年3月5日"),
        issue("第8期（总第32期）", "2026年3月9日"),
    ]
    assert found("doubled-issue-number", drafts) == [(1, "第8期")]


def test_what_is_missing_after_a_joint_issue_is_found() -> None:
    drafts = [
        issue("第6期", "2026年3月2日"),
        issue("第7-8期", "2026年3月5日"),
        issue("第10期", "2026年3月9日"),
    ]
    assert found("missing-issue", drafts) == [(2, "第10期")]


def test_a_total_number_is_held_to_the_last_of_a_joint_issue() -> None:
    drafts = [
        issue("第7-8期（总第31-32期）", "2026年3月5日"),
        issue("第9期（总第32期）", "2026年3月9日"),
    ]
    assert found("total-number-does-not-add-up", drafts) == [(1, "总第32期")]


def test_what_a_joint_issue_is_called_does_not_take_it_out_of_the_row() -> None:
    drafts = [
        issue("第2期（总第30期）", "2026年3月2日"),
        issue("第3、4期（合刊）（总第31-32期）", "2026年3月5日"),
        issue("第6期（总第33期）", "2026年3月4日"),
    ]
    assert found("missing-issue", drafts) == [(2, "第6期")]
    assert found("date-going-back", drafts) == [(2, "2026年3月4日")]
    assert found("total-number-does-not-add-up", drafts) == [(2, "总第33期")]


def test_a_joint_issue_may_take_one_total_number() -> None:
    drafts = [
        issue("第2期（总第30期）", "2026年3月2日"),
        issue("第3、4期合刊（总第31期）", "2026年3月5日"),
        issue("第5期（总第32期）", "2026年3月9日"),
    ]
    assert found("total-number-does-not-add-up", drafts) == []


def test_a_supplement_with_a_number_of_its_own_fills_no_place() -> None:
    drafts = [
        issue("第1期", "2026年3月1日"),
        issue("第2期", "2026年3月2日"),
        issue("第4期", "2026年3月5日"),
        *(issue(f"增刊第{number}期", f"2026年3月{number}日") for number in (1, 2, 3)),
    ]
    assert found("missing-issue", drafts) == [(2, "第4期")]
    assert found("doubled-issue-number", drafts) == []


def test_two_supplements_of_one_number_are_doubled() -> None:
    drafts = [issue("增刊第1期", "2026年3月1日"), issue("增刊第1期", "2026年3月2日")]
    assert found("doubled-issue-number", drafts) == [(1, "第1期")]
