"""A folder of small issues, for what is found and counted in it."""

from __future__ import annotations

from pathlib import Path

HEAD = "清溪区工作快报\n\n第{number}期\n\n清溪区创建办　{date}\n\n"
UNITS = ("白河镇", "枫林镇", "柳荫街道")


def issue(number: int, body: str, date: str = "2026年3月5日") -> str:
    """The text of an issue."""
    return HEAD.format(number=number, date=date) + body


def write_issues(folder: Path, count: int, *, first: int = 1) -> None:
    """Write issues of two items each, every one with a word of its own: 甲1乙, 甲2乙 …"""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        unit = UNITS[number % len(UNITS)]
        body = (
            f"【要闻】\n\n{unit}清理河道{number}处　近日，{unit}组织志愿者清理河道，"
            f"清运垃圾{number}吨。记号甲{number}乙。（{unit}）\n\n"
            f"【简讯】\n\n【文明实践】　{unit}：{number}日，开展宣传活动，群众叫好。\n"
        )
        month = (number - 1) % 12 + 1
        (folder / f"{number:04}.txt").write_text(
            issue(number, body, f"2026年{month}月5日"), encoding="utf-8"
        )
