"""``bulletinc new``: the next issue's draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.checking import CheckRequest, check
from bulletinc.cli import run
from bulletinc.parser import parse
from bulletinc.text.source import Source

TEXT = (
    "清溪区工作快报\n\n{number}\n\n清溪区创建办　{date}\n\n"
    "【要闻】\n\n近日，开会。\n\n【简讯】\n\n【甲】　近日，演出。\n\n编辑：陆佳禾\n\n发：各镇街\n"
)


def begun(folder: Path, day: str, *issues: tuple[str, str, str]) -> tuple[list[str], str]:
    """The names of the files that are new after drafts (file name, number, date), and the text
    of the one.
    """
    for name, number, date in issues:
        (folder / name).write_text(TEXT.format(number=number, date=date), encoding="utf-8")
    assert run(["--lang", "en", "new", str(folder), "--date", day]) == 0
    new = sorted(
        {path.name for path in folder.glob("*.txt")} - {name for name, _number, _date in issues}
    )
    return new, (folder / new[0]).read_text(encoding="utf-8")


def test_what_stays_stays_and_the_rest_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, text = begun(tmp_path, "2026-03-09", ("12.txt", "第12期（总第86期）", "2026年3月5日"))
    assert capsys.readouterr().out == f"{tmp_path / '13.txt'}\n"
    assert new == ["13.txt"]
    assert text == (
        "清溪区工作快报\n\n第13期（总第87期）\n\n清溪区创建办　2026年3月9日\n\n"
        "【要闻】\n\n内容（待填写）。\n\n【简讯】\n\n内容（待填写）。\n\n编辑：陆佳禾\n\n发：各镇街\n"
    )


def test_a_skeleton_cannot_go_to_print(tmp_path: Path) -> None:
    begun(tmp_path, "2026-03-09", ("12.txt", "第12期", "2026年3月5日"))
    found = check([CheckRequest("13.txt", tmp_path / "13.txt")])[0].diagnostics
    assert [each.code for each in found] == ["F010", "F010"]


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("2026-12.txt", "2026-13.txt"),
        ("第12期.txt", "第13期.txt"),
        ("012.txt", "013.txt"),
        ("快报.txt", "第13期.txt"),
        ("2026-03-05.txt", "2026-03-09.txt"),
        ("快报20260305.txt", "快报20260309.txt"),
        ("12总86.txt", "13总87.txt"),
    ],
)
def test_the_file_is_called_as_the_newest_one(name: str, new: str, tmp_path: Path) -> None:
    assert begun(tmp_path, "2026-03-09", (name, "第12期（总第86期）", "2026年3月5日"))[0] == [new]


@pytest.mark.parametrize(
    ("number", "next_number"),
    [
        ("第009期", "第010期"),
        ("第十九期", "第二十期"),
        ("第7-8期", "第9期"),
        ("第3、4期合刊", "第5期"),
        ("第3、4期（合刊）（总第90-91期）", "第5期（总第92期）"),
        ("№21", "№22"),
        ("（124）", "（125）"),
        ("总第3766期", "总第3767期"),
        ("第１２期", "第１３期"),
        ("第九期", "第十期"),
        ("第二十期", "第二十一期"),
    ],
)
def test_the_number_keeps_its_form(number: str, next_number: str, tmp_path: Path) -> None:
    text = begun(tmp_path, "2026-12-31", ("甲.txt", number, "2026年12月30日"))[1]
    assert text.splitlines()[2] == next_number
    masthead = parse(Source(text)).masthead
    assert masthead
    assert masthead.date == "2026-12-31"


@pytest.mark.parametrize(
    ("number", "next_number"),
    [
        ("2026年第12期", "2027年第1期"),
        ("〔2026〕第7期（总第91期）", "〔2027〕第1期（总第92期）"),
        ("第51期（总第391期）", "第1期（总第392期）"),
    ],
)
def test_a_number_that_counts_within_a_year_begins_anew(
    number: str, next_number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, text = begun(tmp_path, "2027-01-04", ("甲.txt", number, "2026年12月30日"))
    assert (new, text.splitlines()[2]) == (["2027年第1期.txt"], next_number)
    assert "begin at 1 again in 2027, as their form says" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "next_number"),
    [
        ("2026年12月刊（总第30期）", "2027年1月刊（总第31期）"),
        ("2026年第二季度（总第18期）", "2026年第三季度（总第19期）"),
        ("2026年第四季度（总第20期）", "2027年第一季度（总第21期）"),
    ],
)
def test_a_monthly_has_the_month_after(number: str, next_number: str, tmp_path: Path) -> None:
    text = begun(tmp_path, "2027-01-04", ("甲.txt", number, "2026年12月30日"))[1]
    assert text.splitlines()[2] == next_number


@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        ("2026 年 3 月 5 日", "2026 年 12 月 9 日"),
        ("2026年03月05日", "2026年12月09日"),
        ("2026-03-05", "2026-12-09"),
        ("2026.3.5", "2026.12.9"),
        ("2026/03/05", "2026/12/09"),
        ("二〇二六年三月五日", "二〇二六年十二月九日"),
        ("二○二六年三月五日", "二○二六年十二月九日"),
        ("2026年3月5日星期四", "2026年12月9日星期三"),
        ("2026年3月5日（周四）", "2026年12月9日（周三）"),
        ("2026年3月5日16时", "2026年12月9日16时"),
        ("2026年3月", "2026年12月"),
        ("3月5日", "12月9日"),
    ],
)
def test_the_day_keeps_its_form(day: str, next_day: str, tmp_path: Path) -> None:
    text = begun(tmp_path, "2026-12-09", ("甲.txt", "第12期", day))[1]
    assert text.splitlines()[4] == f"清溪区创建办　{next_day}"


def test_an_hour_that_was_taken_over_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(tmp_path, "2026-12-09", ("甲.txt", "第12期", "2026年3月5日16时"))
    assert "Check the hour" in capsys.readouterr().err


def test_days_that_an_issue_reported_on_are_to_be_filled_in(tmp_path: Path) -> None:
    text = begun(tmp_path, "2026-12-09", ("甲.txt", "第12期（3月1日—3月7日）", "2026年3月8日"))[1]
    assert text.splitlines()[2] == "第13期（待填写）"


def test_a_supplement_does_not_count_but_takes_a_total_number(tmp_path: Path) -> None:
    drafts = [
        ("12.txt", "第12期（总第86期）", "2026年3月5日"),
        ("增1.txt", "增刊第1期（总第87期）", "2026年3月6日"),
        ("增40.txt", "第40期（增刊）", "2026年3月7日"),
    ]
    new, text = begun(tmp_path, "2026-03-09", *drafts)
    assert (new, text.splitlines()[2]) == (["13.txt"], "第13期（总第88期）")


def test_a_special_issue_counts_and_leaves_its_label(tmp_path: Path) -> None:
    drafts = [("12.txt", "第12期", "2026年3月5日"), ("13.txt", "第13期（专刊）", "2026年3月6日")]
    new, text = begun(tmp_path, "2026-03-09", *drafts)
    assert (new, text.splitlines()[2]) == (["14.txt"], "第14期")


@pytest.mark.parametrize(("old", "new"), [("第7-8期", "第9期"), ("07-08合刊", "09")])
def test_the_file_of_a_joint_issue_is_followed_by_a_single_one(
    old: str, new: str, tmp_path: Path
) -> None:
    drafts = ((f"{old}.txt", "第7-8期", "2026年3月5日"),)
    assert begun(tmp_path, "2026-03-09", *drafts)[0] == [f"{new}.txt"]


@pytest.mark.parametrize(
    ("document_number", "next_number"),
    [
        ("清创办〔2026〕12号", "清创办〔2026〕13号"),
        ("清政办〔2026〕112号", "清政办〔2026〕××号"),
    ],
)
def test_a_document_number_goes_along_with_the_issue_or_is_to_be_given_out(
    document_number: str, next_number: str, tmp_path: Path
) -> None:
    number = f"{document_number}\n\n第12期"
    text = begun(tmp_path, "2026-03-09", ("12.txt", number, "2026年3月5日"))[1]
    assert text.splitlines()[2:5] == [next_number, "", "第13期"]


def test_marks_above_and_below_the_name_stay(tmp_path: Path) -> None:
    (tmp_path / "12.txt").write_text(
        "秘密　　　　　编号：000012\n\n清溪区值班信息\n\n第12期\n\n"
        "清溪区总值班室　　签发人：何立群\n\n2026年3月5日\n\n各镇街，区直各部门：\n\n"
        "近日，开会。\n\n清溪区总值班室\n2026年3月5日\n",
        encoding="utf-8",
    )
    assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-03-09"]) == 0
    assert (tmp_path / "13.txt").read_text(encoding="utf-8") == (
        "秘密　　　　　编号：000013\n\n清溪区值班信息\n\n第13期\n\n"
        "清溪区总值班室　　签发人：何立群\n\n2026年3月9日\n\n各镇街，区直各部门：\n\n"
        "标题（待填写）\n\n正文（待填写）。\n\n清溪区总值班室\n2026年3月9日\n"
    )


def test_numbers_begin_anew_with_a_year_where_they_did_before(tmp_path: Path) -> None:
    drafts = [
        ("2025-30.txt", "第30期", "2025年12月29日"),
        ("2026-01.txt", "第1期", "2026年1月5日"),
        ("2026-28.txt", "第28期", "2026年12月28日"),
    ]
    new, text = begun(tmp_path, "2027-01-04", *drafts)
    assert new == ["2027-01.txt"]
    assert "第1期" in text


def test_numbers_go_on_where_no_year_has_shown_otherwise(tmp_path: Path) -> None:
    drafts = [("30.txt", "第30期", "2025年12月29日"), ("31.txt", "第31期", "2026年1月5日")]
    assert begun(tmp_path, "2027-01-04", *drafts)[0] == ["32.txt"]


def test_the_sections_of_the_project_come_first(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text(
        '[sections]\norder = ["督查", "要闻", "简讯"]\n', encoding="utf-8"
    )
    assert (
        "【督查】\n\n内容（待填写）。\n\n【要闻】"
        in begun(tmp_path, "2026-03-09", ("12.txt", "第12期", "2026年3月5日"))[1]
    )


def test_a_file_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "12.txt").write_text(
        TEXT.format(number="第12期", date="2026年3月5日"), encoding="utf-8"
    )
    (tmp_path / "13.txt").write_text("别的", encoding="utf-8")
    assert run(["--lang", "en", "new", str(tmp_path)]) == 2
    assert "this file exists already" in capsys.readouterr().err
    assert (tmp_path / "13.txt").read_text(encoding="utf-8") == "别的"


def test_without_an_issue_to_follow_there_is_no_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "通知.txt").write_text("一句话。", encoding="utf-8")
    assert run(["--lang", "en", "new", str(tmp_path)]) == 2
    assert "There is no issue here" in capsys.readouterr().err


def test_only_issues_of_the_same_name_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = TEXT.replace("清溪区工作快报", "东屏区简报")
    text = other.format(number="第40期", date="2026年3月1日")
    (tmp_path / "40.txt").write_text(text, encoding="utf-8")
    (tmp_path / "通知.txt").write_text("各镇街：\n\n请于3月5日前报送材料。\n", encoding="utf-8")
    (tmp_path / "12.txt").write_text(
        TEXT.format(number="第12期", date="2026年3月5日"), encoding="utf-8"
    )
    assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-03-09"]) == 0
    told = capsys.readouterr()
    assert told.out == f"{tmp_path / '13.txt'}\n"
    assert "Follows “清溪区工作快报”; the folder has 东屏区简报, too" in told.err
    for options in (["--name", "东屏区 简报"], ["--kind", "简报"]):
        assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-03-09", *options]) == 0
        assert capsys.readouterr() == (f"{tmp_path / '41.txt'}\n", "")
        (tmp_path / "41.txt").unlink()


def test_the_name_that_is_settled_is_followed(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text(
        '[masthead]\nname = "清溪区工作快报"\n', encoding="utf-8"
    )
    other = TEXT.replace("清溪区工作快报", "东屏区简报")
    text = other.format(number="第40期", date="2026年3月8日")
    (tmp_path / "40.txt").write_text(text, encoding="utf-8")
    new, _text = begun(tmp_path, "2026-03-09", ("12.txt", "第12期", "2026年3月5日"))
    assert "13.txt" in new


@pytest.mark.parametrize(
    ("options", "masthead"),
    [
        (["--name", "清溪区工作快报", "--kind", "快报"], "kuaibao 清溪区工作快报 1"),
        (["--name", "清溪区工作快报"], "kuaibao 清溪区工作快报 1"),
        (["--name", "清溪区工作快报", "--kind", "专刊"], "zhuankan 清溪区工作快报 1"),
        (["--name", "清溪区基层治理简报", "--kind", "jianbao"], "jianbao 清溪区基层治理简报 1"),
        (["--name", "清溪区应急专报"], "tongyong 清溪区应急专报 1"),
        (["--name", "清溪民声", "--kind", "通用"], "tongyong 清溪民声 1"),
    ],
)
def test_a_first_issue_is_begun(options: list[str], masthead: str, tmp_path: Path) -> None:
    assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-03-09", *options]) == 0
    draft = tmp_path / "第1期.txt"
    document = parse(Source(draft.read_text(encoding="utf-8")))
    assert document.masthead
    assert document.masthead.name
    number = document.masthead.issue_number
    assert f"{document.kind} {document.masthead.name.text} {number}" == masthead
    assert document.masthead.date == "2026-03-09"
    assert {each.code for each in check([CheckRequest("1", draft)])[0].diagnostics} == {"F010"}
    assert run(["fmt", "--check", str(draft)]) == 0


def test_a_first_report_has_title_and_salutation(tmp_path: Path) -> None:
    options = ["--name", "清溪区政府工作报告", "--kind", "工作报告"]
    assert run(["--lang", "en", "new", str(tmp_path), *options]) == 0
    document = parse(Source((tmp_path / "工作报告.txt").read_text(encoding="utf-8")))
    assert (document.kind, document.masthead) == ("gongzuo_baogao", None)
    assert document.title
    assert document.salutation


def test_a_first_issue_keeps_to_the_settings(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text(
        '[masthead]\nname = "清溪区工作快报"\nissuer = "清溪区创建办"\n'
        '[sections]\norder = ["要闻", "简讯"]\n'
        '[colophon]\nstaff = ["责编"]\ndistribution = ["发"]\n',
        encoding="utf-8",
    )
    assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-03-09"]) == 0
    assert (tmp_path / "第1期.txt").read_text(encoding="utf-8") == (
        "清溪区工作快报\n\n第1期\n\n清溪区创建办\n\n2026年3月9日\n\n"
        "【要闻】\n\n内容（待填写）。\n\n【简讯】\n\n内容（待填写）。\n\n"
        "责编：（待填写）\n\n发：（待填写）\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "There is no issue here that the next one could follow."),
        (["--name", " "], "There is no issue here that the next one could follow."),
        (["--kind", "快报"], "There is no issue here that the next one could follow."),
        (["--name", "清溪民声"], "does not say what kind of bulletin it is"),
        (["--name", "清溪民声", "--kind", "快报"], "is not that of a 快报"),
        (["--name", "清溪区快报", "--kind", "月报"], "There is no kind “月报”"),
    ],
)
def test_what_a_first_issue_needs_is_said(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "new", str(tmp_path), *options]) == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_date_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-02-30"]) == 2
    assert "this is not a date" in capsys.readouterr().err
