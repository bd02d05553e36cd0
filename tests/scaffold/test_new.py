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
    assert run(["new", str(folder), "--date", day]) == 0
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
        ("2026年第12期", "2027年第13期"),
        ("〔2026〕第7期（总第91期）", "〔2027〕第8期（总第92期）"),
        ("第九期", "第十期"),
        ("第二十期", "第二十一期"),
    ],
)
def test_the_number_keeps_its_form(number: str, next_number: str, tmp_path: Path) -> None:
    text = begun(tmp_path, "2027-01-04", ("甲.txt", number, "2026年12月30日"))[1]
    assert text.splitlines()[2] == next_number
    masthead = parse(Source(text)).masthead
    assert masthead
    assert masthead.date == "2027-01-04"


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


def test_a_date_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "new", str(tmp_path), "--date", "2026-02-30"]) == 2
    assert "this is not a date" in capsys.readouterr().err
