"""The ledger: read in any of our forms, checked with place, nothing lost."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bulletinc.archive.ledger import Ledger, read_ledger
from bulletinc.archive.units import unit_list
from bulletinc.errors import BulletinError
from bulletinc.project import project_of
from tests.support.workbook import Value, workbook

_STATS: dict[str, Any] = {
    "sent": 0.5,
    "late": 1,
    "groups": {"镇街": ["白河镇", "枫林镇", "柳荫街道"], "部门": ["区水务局", "区城管委"]},
    "aliases": {"区城管委": ["区城市管理委员会"]},
    "levels": {"市级": 3, "省级": 6},
    "journals": {"《澄川信息》": 4},
    "instructions": {"区领导": 3},
    "coauthors": [7, 3],
}
_HEAD = "日期,单位,标题,刊物,级别,类型,分值\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def _read(path: Path, **more: Any) -> Ledger:
    project = project_of({"stats": {**_STATS, **more}}, Path("bulletin.toml"))
    return read_ledger(path, project.stats, unit_list(project))


def _ledger(folder: Path, text: str, encoding: str = "utf-8", **more: Any) -> Ledger:
    path = folder / "台账.csv"
    path.write_bytes(text.encode(encoding))
    return _read(path, **more)


def _told(ledger: Ledger) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in ledger.faults]


def test_each_kind_of_row_has_the_points_of_its_rule(tmp_path: Path) -> None:
    ledger = _ledger(
        tmp_path,
        _HEAD
        + "2026-03-05,白河镇,甲,,,报送,\n"
        + "2026年3月6日,白河镇,乙,《澄川信息》,市级,采用,\n"
        + "2026.3.7,枫林镇、区水务局,丙,,省级,采用,\n"
        + "20260308,区水务局,丁,,区领导,批示,\n"
        + "2026/3,区水务局,,,,迟报,\n"
        + "2026-3-9,柳荫街道,戊,,,扣分,1.5\n"
        + "2026-3-9 10:30,柳荫街道,己,,,加分,2分\n",
    )
    assert not ledger.faults
    assert [(each.form, each.unit, each.day, each.points) for each in ledger.adoptions] == [
        ("sent", "白河镇", "2026-03-05", Fraction(1, 2)),
        ("higher", "白河镇", "2026-03-06", 4),
        ("higher", "枫林镇", "2026-03-07", Fraction(21, 5)),
        ("higher", "区水务局", "2026-03-07", Fraction(9, 5)),
        ("instruction", "区水务局", "2026-03-08", 3),
        ("late", "区水务局", "2026-03", -1),
        ("other", "柳荫街道", "2026-03-09", Fraction(-3, 2)),
        ("other", "柳荫街道", "2026-03-09", 2),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "head", ["日期,单位,类型,标题", "date,unit,kind,title", "报送日期,报送单位,类别,信息标题"]
)
def test_columns_and_encodings_of_offices(tmp_path: Path, encoding: str, head: str) -> None:
    text = f"{head}\r\n2026-03-05,白河镇,报送,清理河道\r\n"
    (row,) = _ledger(tmp_path, text, encoding).adoptions
    assert (row.unit, row.title, row.line) == ("白河镇", "清理河道", 2)


def test_a_spreadsheet_is_a_ledger_too(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    rows: list[list[Value]] = [
        ["日期", "单位", "类型", "分值"],
        ["2026-03-05", "白河镇", "加分", 1.5],
        [(46086.0, "yyyy-mm-dd"), "枫林镇", "报送", ""],
        ["没有", "枫林镇", "报送", ""],
    ]
    path.write_bytes(workbook({"三月": rows}))
    ledger = _read(path)
    assert [(each.day, each.unit, each.points) for each in ledger.adoptions] == [
        ("2026-03-05", "白河镇", Fraction(3, 2)),
        ("2026-03-05", "枫林镇", Fraction(1, 2)),
    ]
    assert _told(ledger) == [(4, "“没有” is not a date.")]


def test_other_names_of_a_unit_are_that_unit(tmp_path: Path) -> None:
    names = ["区城市管理委员会", "城管委", "清溪区城管委", "柳荫街道办事处", "柳荫街道槐荫巷社区"]
    text = _HEAD + "".join(f"2026-03-05,{name},甲{name},,,报送,\n" for name in names)
    ledger = _ledger(tmp_path, text)
    assert [each.unit for each in ledger.adoptions] == ["区城管委"] * 3 + ["柳荫街道"] * 2
    assert not ledger.faults


def test_a_mistyped_kind_is_the_one_with_the_same_sign_in_its_place(tmp_path: Path) -> None:
    (fault,) = _ledger(tmp_path, _HEAD + "2026-03-05,白河镇,甲,,,报宋,\n").faults
    assert fault.remedy == "Did you mean “报送”? The row was not counted."


def test_an_unknown_unit_counts_and_is_told_with_the_near_one(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path, _HEAD + "2026-03-05,白合镇,甲,,,报送,\n")
    assert [each.unit for each in ledger.adoptions] == ["白合镇"]
    (fault,) = ledger.faults
    assert (fault.line, fault.counted) == (2, True)
    assert "白合镇" in fault.message
    assert fault.remedy == "Did you mean “白河镇”?"


def test_a_thousand_faults_are_each_told_once_and_nothing_is_lost(tmp_path: Path) -> None:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow("日期 单位 标题 刊物 级别 类型 分值".split())
    wanted: list[tuple[int, str]] = []
    sound = 0
    for number in range(200):
        line = 2 + number * 6
        rows = [
            ["2026-03-05", "白河镇", f"好{number}", "", "", "报送", ""],
            ["2026-02-30", "白河镇", f"甲{number}", "", "", "报送", ""],
            ["2026-03-05", "", f"乙{number}", "", "", "报送", ""],
            ["2026-03-05", "枫林镇", f"丙{number}", "", "", "报宋", ""],
            ["2026-03-05", "枫林镇", f"丁{number}", "", "", "加分", "两分"],
            ["2026-03-05", "白河镇", f"好{number}", "", "", "报送", ""],
        ]
        for row in rows:
            writer.writerow(row)
        wanted += [
            (line + 1, "“2026-02-30” is not a date."),
            (line + 2, "There is no unit."),
            (line + 3, "There is no kind “报宋”."),
            (line + 4, "“两分” is not a number of points."),
            (line + 5, f"This row is the same as that of line {line}."),
        ]
        sound += 1
    ledger = _ledger(tmp_path, out.getvalue())
    assert _told(ledger) == wanted
    assert len(wanted) == 1000
    assert len(ledger.adoptions) == sound
    told = Counter(line for line, _message in wanted)
    counted = {each.line for each in ledger.adoptions}
    assert set(told) | counted == set(range(2, 2 + 6 * 200))


def test_two_faults_of_one_row_are_both_told(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path, _HEAD + "3月5日,白河镇,甲,,,送报,\n")
    assert [line for line, _message in _told(ledger)] == [2, 2]


def test_levels_without_points_are_told(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path, _HEAD + "2026-03-05,白河镇,甲,,市纪,采用,\n")
    assert [(fault.message, fault.remedy) for fault in ledger.faults] == [
        ("There are no points for the level “市纪”.", "Did you mean “市级”?")
    ]
    assert [each.points for each in ledger.adoptions] == [0]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    rows = "".join(f"2026-03-05,白河镇,第{number}篇,,,报送,\n" for number in range(50))
    ledger = _ledger(tmp_path, _HEAD + '2026-03-05,枫林镇,"甲,,,报送,\n' + rows)
    assert Counter(each.unit for each in ledger.adoptions) == {"枫林镇": 1, "白河镇": 50}


@pytest.mark.parametrize("text", ["", "甲,乙\n1,2\n", "日期,单位\n2026-03-05,白河镇\n"])
def test_what_is_no_ledger_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BulletinError, match=r"not a ledger") as refused:
        _ledger(tmp_path, text)
    assert "类型" in str(refused.value)


def test_a_document_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(BulletinError, match="no CSV file"):
        _read(path)
