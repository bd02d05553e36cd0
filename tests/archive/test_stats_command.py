"""``bulletinc stats``: what a person is shown, and what is told of what was not counted."""

from __future__ import annotations

import csv
import json
import os
import zipfile
from io import StringIO
from pathlib import Path

import pytest

from bulletinc.readers.table_file import read_table_file
from bulletinc.text.characters import is_wide
from tests.support.program import Run, run

__all__ = ["run"]

_ISSUE = """清溪区工作快报

第{number}期

清溪区创建办

{date}

【要闻】

柳荫街道破解停车难　一是摸清底数。二是严管违停。（Ⅲ-58 城市精细化管理）（柳荫街道、区水务局）

枫林镇清理河道　近日，枫林镇清理河道3处。（枫林镇）

【简讯】

【文明实践】　4日，区法院开展活动。（区法院）
"""
_SETTINGS = """
[stats]
item = 2
brief = 1
[stats.groups]
"镇街" = ["白河镇", "枫林镇", "柳荫街道"]
"部门" = ["区水务局", "区法院"]
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, date in ((1, "2026年1月5日"), (2, "2026年2月9日"), (3, "2026年3月2日")):
        text = _ISSUE.format(number=number, date=date)
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "bulletin.toml").write_text(_SETTINGS, encoding="utf-8")
    return tmp_path


def test_the_table_of_each_group_is_ranked_and_in_line(folder: Path, run: Run) -> None:
    said = run("stats", str(folder))
    assert said.status == 0
    assert said.err == ""
    assert said.out.splitlines() == [
        "镇街",
        "Rank  Unit      Adopted  Items  Briefs  Points",
        "   1  枫林镇          3      3       0       6",
        "   1  柳荫街道        3      3       0       6",
        "   3  白河镇          0      0       0       0",
        "      Total           6      6       0      12",
        "",
        "部门",
        "Rank  Unit      Adopted  Items  Briefs  Points",
        "   1  区水务局        3      3       0       6",
        "   2  区法院          3      0       3       3",
        "      Total           6      3       3       9",
        "",
        "Nothing came from: 白河镇",
    ]
    lines = [line for line in said.out.splitlines() if line.startswith(" ")]
    widths = {sum(2 if is_wide(sign) else 1 for sign in line) for line in lines}
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("options", "adopted"),
    [
        (("--since", "2026-02"), 8),
        (("--until", "2026-02"), 8),
        (("--since", "2026-02", "--until", "2026年2月"), 4),
        (("--since", "2026-01-06", "--until", "2026-03-02"), 8),
        (("--since", "2026"), 12),
        (("--until", "2025"), 0),
    ],
)
def test_the_period_has_both_its_ends(
    folder: Path, run: Run, options: tuple[str, ...], adopted: int
) -> None:
    said = run("stats", str(folder), "--format", "json", *options)
    tables = json.loads(said.out)["tables"]
    assert sum(table["total"]["adopted"] for table in tables) == adopted


def test_several_dimensions_are_columns(folder: Path, run: Run) -> None:
    said = run("stats", str(folder), "--by", "section,month", "--format", "csv")
    assert said.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(said.out.removeprefix("\ufeff"))))
    assert {(row[0], row[1]) for row in rows[1:]} == {
        (section, f"2026-0{month}") for section in ("要闻", "简讯") for month in (1, 2, 3)
    }


def test_an_indicator_has_its_name(folder: Path, run: Run) -> None:
    said = run("stats", str(folder), "--by", "indicator")
    assert "Ⅲ-58 城市精细化管理        3" in said.out
    assert "(no indicator)" in said.out


def test_a_spreadsheet_has_numbers_and_the_same_bytes_each_time(folder: Path, run: Run) -> None:
    files = [folder / "1.xlsx", folder / "2.xlsx"]
    for file in files:
        assert run("stats", str(folder), "--format", "xlsx", "-o", str(file)).status == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as archive:
        assert b"2000-01-01T00:00:00Z</dcterms:created>" in archive.read("docProps/core.xml")
    rows = read_table_file(files[0]).rows
    assert rows[0].cells == ("Rank", "Unit", "Adopted", "Items", "Briefs", "Points")
    assert rows[2].cells == ("1", "柳荫街道", "3", "3", "0", "6")


def test_a_spreadsheet_is_printed_on_one_page_wide_with_two_decimals(
    folder: Path, run: Run
) -> None:
    settings = _SETTINGS.replace("brief = 1", "brief = 1\ncoauthors = [5, 4]")
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")
    file = folder / "1.xlsx"
    assert run("stats", str(folder), "--format", "xlsx", "-o", str(file)).status == 0
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<pageSetUpPr fitToPage=" in sheet
    assert 'fitToHeight="0" orientation="landscape"' in sheet
    assert read_table_file(file).rows[2].cells == ("2", "柳荫街道", "3", "3", "0", "3.33")


def test_the_page_has_each_table_and_no_markup_of_names(folder: Path, run: Run) -> None:
    settings = _SETTINGS.replace('"镇街"', '"<b>镇&街</b>"')
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")
    page = run("stats", str(folder), "--format", "html").out
    assert page.count("<table>") == 2
    assert "<h2>&lt;b&gt;镇&amp;街&lt;/b&gt;</h2>" in page
    assert "<script" not in page
    assert "http" not in page


def test_a_name_is_no_formula_in_a_spreadsheet(folder: Path, run: Run) -> None:
    settings = _SETTINGS.replace('"白河镇"', '"=HYPERLINK(1)"')
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")
    rows = list(csv.reader(StringIO(run("stats", str(folder), "--format", "csv").out)))
    assert "'=HYPERLINK(1)" in [row[2] for row in rows]


def test_the_ledger_beside_the_drafts_is_read_and_its_faults_told(folder: Path, run: Run) -> None:
    (folder / "台账.csv").write_bytes(
        "日期,单位,标题,类型\n2026-03-05,白河镇,甲,报送\n2026-03-05,枫林镇,乙,报宋\n".encode(
            "gb18030"
        )
    )
    said = run("stats", str(folder), "--format", "json")
    assert said.status == 1
    first = json.loads(said.out)["tables"][0]["rows"]
    assert {row["unit"]: row["sent"] for row in first} == {"枫林镇": 0, "柳荫街道": 0, "白河镇": 1}
    assert "台账.csv:3: There is no kind “报宋”." in said.err
    assert json.loads(said.out)["silent"] == []


def test_another_draft_of_an_issue_is_told_and_not_counted(folder: Path, run: Run) -> None:
    (folder / "3-final.txt").write_bytes((folder / "3.txt").read_bytes())
    (folder / "plan.txt").write_text(
        "关于防汛的报告\n\n区政府：\n\n近日，落实防汛责任。\n", "utf-8"
    )
    said = run("stats", str(folder), "--format", "json")
    assert said.status == 2
    assert json.loads(said.out)["issues"] == 3
    assert "3.txt: not counted, because it is the same issue as" in said.err


def test_what_has_no_unit_or_no_date_is_told_with_its_place(folder: Path, run: Run) -> None:
    text = _ISSUE.format(number=4, date="2026年3月9日").replace("（区法院）", "")
    (folder / "4.txt").write_text(text, encoding="utf-8")
    undated = _ISSUE.format(number=5, date="").replace("第5期", "2026年第5期")
    (folder / "5.txt").write_text(undated, encoding="utf-8")
    said = run("stats", str(folder), "--since", "2026-03")
    assert f"1 item names no unit, and is of none: {folder / '4.txt'}:17" in said.err
    assert f"Not counted, because there is no date: {folder / '5.txt'}" in said.err


def test_a_unit_in_no_group_has_a_table_below(folder: Path, run: Run) -> None:
    settings = _SETTINGS.replace('"区法院"', '"区司法局"')
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")
    said = run("stats", str(folder))
    assert "In no group\nRank  Unit" in said.out
    assert said.err == "In no group of bulletin.toml: 区法院\n"


def test_what_was_sent_in_is_of_no_section(folder: Path, run: Run) -> None:
    (folder / "台账.csv").write_text("日期,单位,类型\n2026-03-05,白河镇,报送\n", "utf-8")
    assert "Sent in" in run("stats", str(folder), "--by", "unit,month").out
    assert "Sent in" not in run("stats", str(folder), "--by", "unit,section").out


def test_what_is_counted_by_may_be_named_in_chinese(folder: Path, run: Run) -> None:
    assert run("stats", str(folder), "--by", "栏目、月份") == run(
        "stats", str(folder), "--by", "section,month"
    )


def test_a_period_without_issues_is_told(folder: Path, run: Run) -> None:
    said = run("stats", str(folder), "--since", "2027")
    assert said.status == 0
    assert "No issue was counted." in said.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "No folder given"),
        (("--by", "untis"), "Did you mean “unit”?"),
        (("--since", "2026-13"), "“2026-13” is not a date."),
        (("--notice", "2026"), "“2026” is not a month."),
        (("--notice", "2026-03", "--by", "month"), "leave out --since"),
        (("--ledger", "none.csv"), "none.csv"),
    ],
)
def test_misuse_is_told_with_what_to_do(
    folder: Path, run: Run, options: tuple[str, ...], message: str
) -> None:
    os.chdir(folder)
    said = run("stats", *([str(folder)] if options else ["-"]), *options)
    assert said.status == 2
    assert message in said.err
