"""Lists of people and organisations: what is wrong in them is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.errors import BulletinError
from bulletinc.project.people import read_organisations, read_people


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("全称,原名\n区城管委,区城管委\n", "第2行：“区城管委”是原名，又是现在的名称"),
        ("全称,简称,原名\n区城管委,城管委,城管委\n", "第2行：“城管委”是原名，又是现在的名称"),
        ("全称,原名\n甲局,乙局\n乙局,甲局\n", "第3行：“甲局”是原名，又是现在的名称"),
        ("全称,原名\n甲局,乙局\n甲局,丙局\n", "第3行：“甲局”前面已经有了"),
        ("全称,更名日期\n甲局,去年\n", "第2行"),
    ],
)
def test_a_mistake_in_organisations_is_told_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "机构.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        read_organisations(tmp_path / "机构.csv", tmp_path)
    assert message in caught.value.message
    assert caught.value.remedy


def test_a_chain_of_names_is_right(tmp_path: Path) -> None:
    (tmp_path / "机构.csv").write_text("全称,原名\n丙局,乙局/甲局\n丁局,戊局\n", encoding="utf-8")
    names = [each.former for each in read_organisations(tmp_path / "机构.csv", tmp_path)]
    assert names == [("乙局", "甲局"), ("戊局",)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("姓名,职务\n,区长\n", "第2行：没有写名称"),
        ("姓名,职务\n林知远,区长\n林知远,书记\n", "第3行：“林知远”前面已经有了"),
        ("姓名,排序\n林知远,最前\n", "第2行：排序“最前”不是数字"),
        ("姓名,性别\n林知远,保密\n", "第2行：没有“保密”这个性别"),
    ],
)
def test_a_mistake_in_people_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "名单.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        read_people(tmp_path / "名单.csv", tmp_path)
    assert message in caught.value.message
